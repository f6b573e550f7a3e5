/**
 * The key by which texts match: NFKC, then lower case. `matchingKey('Ｆoo') === 'foo'`.
 */
export function matchingKey(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/**
 * Order of two well-formed texts by code point, which is the order of their UTF-8 bytes (`COLLATE "C"`).
 * UTF-16 order differs: it puts U+1F600 (a surrogate pair) before U+FF5E.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = a.length < b.length ? a.length : b.length
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return fixedUp(x) - fixedUp(y)
  }
  return a.length - b.length
}

/** Moves surrogates above the rest of the basic plane. */
function fixedUp(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
