import type { GroupKey, LaneValue } from '@fulcrum/columnar'

/** A stretch across the columns: the items that have one value in the column of the swimlanes. */
export interface Lane {
  readonly key: GroupKey
  /** By the place of the column they stand in: the rows, in their order. */
  readonly rows: readonly (readonly number[])[]
  readonly count: number
}

/**
 * Parts the rows of each column by a second value. Lanes come in the order in which their values are known, then as they
 * occur; the one without a value last. Lanes without a row are left out.
 */
export function laneRows(
  columns: readonly (ArrayLike<number> & Iterable<number>)[],
  keyOf: (row: number) => GroupKey,
  order: readonly GroupKey[],
): Lane[] {
  const lanes = new Map<GroupKey, number[][]>()
  const laneOf = (key: GroupKey): number[][] => {
    const known = lanes.get(key)
    if (known !== undefined) return known
    const made = columns.map((): number[] => [])
    lanes.set(key, made)
    return made
  }
  for (const key of order) laneOf(key)
  for (const [at, rows] of columns.entries()) for (const row of rows) laneOf(keyOf(row))[at]?.push(row)
  return [...lanes]
    .map(([key, rows]) => ({ key, rows, count: rows.reduce((sum, { length }) => sum + length, 0) }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => Number(left.key === null) - Number(right.key === null))
}

/** The key of a lane's value as groups of the engine have it: sets as one text. */
export function keyOfLane(value: LaneValue): GroupKey {
  return Array.isArray(value) ? (value.length === 0 ? null : value.join(',')) : (value as GroupKey)
}

/** Where a card goes by one step of a key; null at the ends. Over columns it goes to the same height. */
export function placeBeside(
  lanes: readonly (readonly ArrayLike<number>[])[],
  row: number | undefined,
  { across, down }: { readonly across: number; readonly down: number },
): { readonly lane: number; readonly column: number; readonly after: number | null } | null {
  for (const [lane, columns] of lanes.entries()) {
    for (const [column, rows] of columns.entries()) {
      const at = Array.from(rows).indexOf(row ?? -1)
      if (at < 0) continue
      if (across !== 0) {
        const there = columns[column + across]
        if (there === undefined) return null
        const height = Math.min(at, there.length)
        return { lane, column: column + across, after: there[height - 1] ?? null }
      }
      const place = at + down
      if (place < 0 || place >= rows.length) return null
      // Behind the one below, or behind the one above the one above.
      return { lane, column, after: rows[down > 0 ? place : place - 1] ?? null }
    }
  }
  return null
}
