import { inflateSync } from 'node:zlib'

/** What stands on the pages of a PDF as Chromium writes it: the text of each, in the order in which it was drawn. */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head))
  const maps = new Map<string, Letters>()
  const mapOf = (font: string): Letters => {
    const known = maps.get(font)
    if (known !== undefined) return known
    const to = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.head ?? '')?.[1]
    const made = unicodeOf(to === undefined ? '' : (objects.get(to)?.body ?? ''))
    maps.set(font, made)
    return made
  }
  return pages.map(({ head }) => {
    const own = /\/Resources (\d+) 0 R/.exec(head)?.[1]
    const resources = own === undefined ? head : (objects.get(own)?.head ?? '')
    const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]))
    const contents = [...(/\/Contents (\[[^\]]*\]|\d+ 0 R)/.exec(head)?.[1] ?? '').matchAll(/(\d+) 0 R/g)]
    const drawn = contents.map(([, id = '']) => objects.get(id)?.body ?? '').join('\n')
    return textOf(drawn, (name) => mapOf(fonts.get(name) ?? ''))
  })
}

interface PdfObject {
  readonly head: string
  /** Its stream, unpacked. */
  readonly body: string
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1')
  const found = new Map<string, PdfObject>()
  for (const { 1: id = '', index, 0: begin } of text.matchAll(/(\d+) 0 obj\b/g)) {
    const from = index + begin.length
    const end = text.indexOf('endobj', from)
    const all = text.slice(from, end)
    const at = all.indexOf('stream')
    const head = at < 0 ? all : all.slice(0, at)
    const start = from + at + (all[at + 6] === '\r' ? 8 : 7)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    found.set(id, { head, body: at < 0 ? '' : unpacked(pdf.subarray(start, start + length), head) })
  }
  return found
}

function unpacked(bytes: Buffer, head: string): string {
  if (!head.includes('/FlateDecode')) return bytes.toString('latin1')
  if (/\/Subtype\s*\/Image|\/Length1/.test(head)) return ''
  return inflateSync(bytes).toString('latin1')
}

const utf16 = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('')

/** Which glyph means which letters. */
interface Letters {
  readonly glyphs: ReadonlyMap<number, string>
  /** Hexadecimal digits of a glyph: fonts that are drawn as pictures have two, all others four. */
  readonly digits: number
}

/** Reads a font's CMap. */
function unicodeOf(cmap: string): Letters {
  const digits = /begincodespacerange\s*<(\w+)>/.exec(cmap)?.[1]?.length ?? 4
  const glyphs = new Map<number, string>()
  for (const [, lines = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', letters = ''] of lines.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
      glyphs.set(parseInt(glyph, 16), utf16(letters))
    }
  }
  for (const [, lines = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', letters = ''] of lines.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [from, to, code] = [first, last, letters].map((hex) => parseInt(hex, 16))
      for (let glyph = from ?? 0; glyph <= (to ?? -1); glyph++) {
        glyphs.set(glyph, String.fromCharCode((code ?? 0) + glyph - (from ?? 0)))
      }
    }
  }
  return { glyphs, digits }
}

/** The text that a page draws; each piece that is placed anew is a line. */
function textOf(drawn: string, mapOf: (font: string) => Letters): string {
  let letters: Letters = { glyphs: new Map(), digits: 4 }
  let text = ''
  for (const [piece, font, hex] of drawn.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\b(?:Tm|Td|ET)\b/g)) {
    if (font !== undefined) letters = mapOf(font)
    else if (hex !== undefined) {
      const { glyphs, digits } = letters
      for (let at = 0; at < hex.length; at += digits) text += glyphs.get(parseInt(hex.slice(at, at + digits), 16)) ?? ''
    } else if (piece === 'ET') text += '\n'
  }
  return text
}
