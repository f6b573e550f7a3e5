/** What was typed into the palette: words, and the board in which to look. */
export interface PaletteQuery {
  readonly words: string
  /** What stands behind `in:`; null without it. */
  readonly inBoard: string | null
}

const inWord = /(^|\s)in:(?:"([^"]*)"?|(\S*))/i

/** Takes the filter words out: `readQuery('in:"Sprint board" login') // { words: 'login', inBoard: 'Sprint board' }` */
export function readQuery(text: string): PaletteQuery {
  const found = inWord.exec(text)
  if (found === null) return { words: text.trim(), inBoard: null }
  const words = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.trim()
  return { words, inBoard: (found[2] ?? found[3] ?? '').trim() }
}

/** Whether a name is meant by a few letters of it: by how it begins, or one of its words does. */
export function isNamed(name: string, typed: string): boolean {
  const [folded, wanted] = [fold(name), fold(typed)]
  return folded.startsWith(wanted) || folded.includes(` ${wanted}`) || folded.replaceAll(' ', '-').startsWith(wanted)
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
