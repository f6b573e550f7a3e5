/** One key of an order. Blank cells come last in both directions; the row number breaks ties. */
export interface SortKey {
  readonly lane: string
  readonly direction: 'asc' | 'desc'
  /** Text: by code point (default) or by `ViewOptions.collate`, then by code point. */
  readonly collation?: 'bytes' | 'locale'
  /** Options: `rank[option]` is its position; options without one follow, by number. */
  readonly rank?: readonly number[]
}

/** What a view takes from its surroundings. */
export interface ViewOptions {
  /** Compares two texts by the account's locale, e.g. `new Intl.Collator('de', { numeric: true }).compare`. */
  readonly collate?: (a: string, b: string) => number
}

/** Unsigned 32-bit keys, one for each of a list of rows: a smaller key comes first. */
export interface SortWords {
  readonly keys: Uint32Array
  /** The largest key that may occur. */
  readonly max: number
}

/**
 * An order over one lane, in forms that agree: pairwise for a few rows, as words for a radix sort of many.
 * Direction and blank-last are already in both.
 */
export interface SortColumn {
  /** A number that orders cells as `compare` does (Infinity for blank ones), where one is at hand; else null. */
  readonly numericKey: ((row: number) => number) | null
  compare(a: number, b: number): number
  /** From most to least significant. */
  words(rows: Int32Array, count: number): readonly SortWords[]
}

/** Compares with blank cells last in both directions; `compare` is asked only for cells that are not blank. */
export function blankLast(
  isBlank: (row: number) => boolean,
  direction: 'asc' | 'desc',
  compare: (a: number, b: number) => number,
): (a: number, b: number) => number {
  const sign = direction === 'asc' ? 1 : -1
  return (a, b) => {
    const blankA = isBlank(a)
    const blankB = isBlank(b)
    if (blankA || blankB) return Number(blankA) - Number(blankB)
    return sign * compare(a, b)
  }
}

/** Words for cells whose position is known: `positionOf(row)` is at least 0, or -1 for a blank cell. */
export function wordsByPosition(
  rows: Int32Array,
  count: number,
  direction: 'asc' | 'desc',
  positionOf: (row: number) => number,
): SortWords {
  const keys = new Uint32Array(count)
  let low = 0xffffffff
  let high = 0
  for (let i = 0; i < count; i++) {
    const position = positionOf(rows[i] as number)
    keys[i] = position
    if (position < 0) continue
    if (position < low) low = position
    if (position > high) high = position
  }
  // Narrow keys mean fewer radix passes. A blank cell was written as -1, which is BLANK in 32 bits without sign.
  const range = high >= low ? high - low : 0
  const descending = direction === 'desc'
  for (let i = 0; i < count; i++) {
    const position = keys[i] as number
    keys[i] = position === BLANK ? range + 1 : descending ? high - position : position - low
  }
  return { keys, max: range + 1 }
}

const BLANK = 0xffffffff
