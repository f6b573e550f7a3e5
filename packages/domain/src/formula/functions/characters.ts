const surrogate = /[\ud800-\udfff]/

/** The characters of a text as people count them in most scripts: by code point, so that none is cut in two. */
export function characterCount(text: string): number {
  if (!surrogate.test(text)) return text.length
  let count = 0
  for (const _character of text) count++
  return count
}

/** So many characters from a place, which counts from 0. */
export function characters(text: string, from: number, count: number): string {
  const first = Math.max(0, Math.trunc(from))
  const end = Math.max(first, first + Math.trunc(count))
  return surrogate.test(text) ? Array.from(text).slice(first, end).join('') : text.slice(first, end)
}

/** The text with one text put for another wherever it stands, or null where that is longer than allowed. */
export function substituted(text: string, old: string, put: string, maxLength: number): string | null {
  if (old === '') return text
  const pieces = text.split(old)
  const length = text.length + (pieces.length - 1) * (put.length - old.length)
  return length > maxLength ? null : pieces.join(put)
}
