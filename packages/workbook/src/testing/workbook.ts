import type { Buffer } from 'node:buffer'
import { zip, type ZipPart } from './zip.ts'

/** A cell to be written: text goes among the shared strings, with a colour behind it or none; a number may have a format code; `raw` is XML. */
export type WrittenCell =
  | string
  | number
  | boolean
  | null
  | { readonly number: number; readonly format: string }
  | { readonly text: string; readonly fill: string }
  | { readonly inline: string }
  | { readonly error: string }
  | { readonly formula: string; readonly value?: string }
  | { readonly raw: string }

/** A sheet to be written. */
export interface WrittenSheet {
  readonly name: string
  readonly hidden?: boolean
  readonly rows: readonly (readonly WrittenCell[])[]
}

/** A workbook as spreadsheets write them: shared strings, styles, relations. */
export function writeWorkbook(sheets: readonly WrittenSheet[], options: { readonly from1904?: boolean } = {}): Buffer {
  return zip(workbookParts(sheets, options))
}

/** The parts of such a workbook, to be spoiled by tests. */
export function workbookParts(
  sheets: readonly WrittenSheet[],
  { from1904 = false }: { readonly from1904?: boolean } = {},
): ZipPart[] {
  const strings = new Map<string, number>()
  const styles = new Map<string, number>()
  const indexIn = (map: Map<string, number>, key: string) => {
    const known = map.get(key) ?? map.size
    map.set(key, known)
    return known
  }
  const cell = (value: WrittenCell, reference: string): string => {
    if (value === null) return ''
    if (typeof value === 'string') return `<c r="${reference}" t="s"><v>${indexIn(strings, value)}</v></c>`
    if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`
    if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`
    if ('raw' in value) return value.raw
    if ('fill' in value) {
      return `<c r="${reference}" s="${indexIn(styles, `fill:${value.fill}`) + 1}" t="s"><v>${indexIn(strings, value.text)}</v></c>`
    }
    if ('inline' in value) return `<c r="${reference}" t="inlineStr"><is><t>${escape(value.inline)}</t></is></c>`
    if ('error' in value) return `<c r="${reference}" t="e"><v>${value.error}</v></c>`
    if ('formula' in value) {
      const saved = value.value === undefined ? '' : `<v>${escape(value.value)}</v>`
      return `<c r="${reference}" t="str"><f>${escape(value.formula)}</f>${saved}</c>`
    }
    return `<c r="${reference}" s="${indexIn(styles, value.format) + 1}"><v>${value.number}</v></c>`
  }
  const parts = sheets.map(({ rows }, sheet): ZipPart => {
    const lines = rows.map((row, y) => {
      const cells = row.map((value, x) => cell(value, `${columnName(x)}${y + 1}`)).join('')
      return `<row r="${y + 1}">${cells}</row>`
    })
    return {
      name: `xl/worksheets/sheet${sheet + 1}.xml`,
      content: `${head}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
    }
  })
  const list = sheets.map(({ name, hidden }, i) => {
    return `<sheet name="${escape(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`
  })
  const relations = sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
  const styled = [...styles.keys()].map((style) =>
    style.startsWith('fill:') ? { fill: style.slice(5) } : { format: style },
  )
  const codes = styled.map(({ format }, i) =>
    format === undefined ? '' : `<numFmt numFmtId="${164 + i}" formatCode="${escape(format)}"/>`,
  )
  const fills = styled.map(({ fill }) =>
    fill === undefined
      ? '<fill/>'
      : `<fill><patternFill patternType="solid"><fgColor rgb="${fill}"/></patternFill></fill>`,
  )
  const formats = styled.map(({ fill }, i) => `<xf numFmtId="${fill === undefined ? 164 + i : 0}" fillId="${i + 1}"/>`)
  const texts = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`)
  return [
    {
      name: 'xl/workbook.xml',
      content: `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${head}<Relationships xmlns="${packages}">${relations.join('')}${relation('rId90', 'styles', 'styles.xml')}${relation('rId91', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${head}<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><fills><fill/>${fills.join('')}</fills><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.join('')}</cellXfs></styleSheet>`,
    },
    { name: 'xl/sharedStrings.xml', content: `${head}<sst xmlns="${main}">${texts.join('')}</sst>` },
    ...parts,
  ]
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships'

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
}

/** `columnName(27) // 'AB'` */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
