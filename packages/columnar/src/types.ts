/** Plain data, as JSON writes it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/**
 * The closed set of lane types. Values are:
 * `text` a string (lone surrogates become U+FFFD) · `number` a finite float64 (-0 becomes 0) · `boolean` ·
 * `instant` whole milliseconds UTC · `day` whole days since 1970-01-01 · `option` a whole number 1..65535 ·
 * `optionSet` option numbers (stored sorted and unique) · `refSet` ids (order kept, repeats dropped) · `json` plain data.
 * `null` is an absent cell in every lane.
 */
export type LaneType = 'text' | 'number' | 'boolean' | 'instant' | 'day' | 'option' | 'optionSet' | 'refSet' | 'json'

/** What a cell holds. */
export type LaneValue = string | number | boolean | readonly number[] | readonly string[] | JsonValue | null

/** Name and type of a lane. */
export interface LaneSpec {
  readonly key: string
  readonly type: LaneType
}

/**
 * What identifies a group: the value itself, for a set its members joined by commas (`setKey`), or why there is none (`reasonKey`).
 * `null` is the group of blank cells.
 */
export type GroupKey = string | number | boolean | null

/** What a parser answers: the value, or a sentence saying what is wrong. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }

/** Rows of a chunk: the unit of encoding, of caching compressed columns and of filter evaluation. */
export const CHUNK_ROWS = 8192

/** Rows of a block: the unit of sums. Part of the meaning of every sum, so it never changes. */
export const BLOCK_ROWS = 1024

/** Rows a table can hold. */
export const MAX_ROWS = 1 << 24
