import type { ByteReader } from '../encode/byte-reader.ts'
import type { ByteWriter } from '../encode/byte-writer.ts'
import type { GroupKey, LaneType, LaneValue } from '../types.ts'

/**
 * One typed column. Rows past the end of its storage are absent, so a new lane costs nothing.
 * A cell is *blank* when it is absent, an empty text or an empty set: blank cells are `empty` to filters, sort last,
 * form the `null` group and are skipped by aggregates. Storage keeps '' and [] apart from null.
 */
export interface Lane {
  readonly key: string
  readonly type: LaneType
  get(row: number): LaneValue
  /** The value as it will be stored; throws ColumnarError when it is not of this type. */
  normalize(value: unknown): LaneValue
  /** Whether the cell already holds this normalized value. */
  holds(row: number, value: LaneValue): boolean
  /** Stores a normalized value; never throws. */
  set(row: number, value: LaneValue): void
  isBlank(row: number): boolean
  /** Identity of the cell for grouping and counting distinct values; null when blank. */
  groupKey(row: number): GroupKey
  /** Writes `slotOf(groupKey(row))` into `out[row]` for the first `count` of `rows`. */
  assignSlots(rows: Int32Array, count: number, slotOf: (key: GroupKey) => number, out: Int32Array): void
  /** Writes the cells of rows [from, to). */
  encode(from: number, to: number, out: ByteWriter): void
  /** Reads what `encode` wrote for `count` rows; the returned function stores it from row `from` on and cannot fail. */
  decode(from: number, count: number, input: ByteReader): () => void
}

/** Capacity to grow to, so that growing row by row stays linear. */
export function grownCapacity(current: number, needed: number): number {
  return Math.max(needed, Math.min(current * 2, current + (1 << 20)), 64)
}
