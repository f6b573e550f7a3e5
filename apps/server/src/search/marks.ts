import { searchKey } from './words.ts'

/** Where a found word stands in a text: from, to. */
export type Mark = readonly [from: number, to: number]

/** Characters of a text around what was found in it. */
const around = 120

/** The places in a text where one of the words begins a word. */
export function marksIn(text: string, words: readonly string[]): readonly Mark[] {
  const marks: Mark[] = []
  for (const { 0: run, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const key = searchKey(run)
    const found = words.filter((word) => key.startsWith(word)).toSorted((left, right) => right.length - left.length)[0]
    if (found !== undefined) marks.push([index, index + Math.min(run.length, found.length)])
    else {
      // Scripts without spaces: a word stands anywhere.
      const inner = words.find((word) => /[\p{Lo}]/u.test(word) && key.includes(word))
      if (inner !== undefined) {
        const at = key.indexOf(inner)
        marks.push([index + at, index + at + inner.length])
      }
    }
  }
  return marks
}

/** The part of a text around its first mark, on one line, with what is marked in it. */
export function excerpt(
  text: string,
  words: readonly string[],
): { readonly text: string; readonly marks: readonly Mark[] } {
  const line = text.replace(/\s+/g, ' ')
  const first = marksIn(line, words)[0]?.[0] ?? 0
  const from = first < around / 2 ? 0 : line.lastIndexOf(' ', first - around / 3) + 1
  const cut = line.slice(from, from + around).toWellFormed()
  const shown = `${from > 0 ? '… ' : ''}${cut}${from + around < line.length ? ' …' : ''}`
  return { text: shown, marks: marksIn(shown, words) }
}
