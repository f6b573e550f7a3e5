import type { GroupKey } from '@fulcrum/columnar'
import { sameJson } from '../../json.ts'
import type { Json } from '../../json.ts'
import type { CellColumn } from '../../patch.ts'
import { byTime } from './cell-changes.ts'
import type { CellChange } from './cell-changes.ts'

/** An item as it is now, and what changed of it, in any order. */
export interface PastItem {
  readonly createdAt: number
  /** When it was recorded here: later than it was created where it was imported. */
  readonly madeAt: number
  /** The cells as they are now. */
  readonly now: (column: CellColumn) => Json
  readonly changes: readonly CellChange[]
}

/** What is told of items for each day. */
export interface DaysAsked {
  /** The columns that decide whether, where and for how much an item counts. */
  readonly columns: readonly CellColumn[]
  /** Of an item with these cells: the line that it counts in, and for how much; null where it does not count. */
  readonly place: (cell: (column: CellColumn) => Json) => { readonly key: GroupKey; readonly amount: number } | null
  /** The day of a moment. */
  readonly dayOf: (instantMs: number) => number
  readonly first: number
  readonly last: number
}

/** One line: a number for each day from the first to the last. */
export interface DayLine {
  readonly key: GroupKey
  readonly values: readonly number[]
}

/**
 * How a board was at the end of each day. A cell was, at a moment, what its last change until then made of it; before its
 * first change what that one found; without a change what it is now. Items count from their creation on. Where imported
 * history ends in something else than what was imported, that holds from the import on.
 */
export function countDays(items: Iterable<PastItem>, asked: DaysAsked): DayLine[] {
  const { first, last, dayOf, columns, place } = asked
  const length = last - first + 1
  const steps = new Map<GroupKey, Float64Array>()
  const count = (key: GroupKey, from: number, until: number, amount: number): void => {
    const [start, end] = [Math.max(first, from), Math.min(last + 1, until)]
    if (start >= end) return
    const known = steps.get(key) ?? new Float64Array(length + 1)
    steps.set(key, known)
    known[start - first] = (known[start - first] as number) + amount
    known[end - first] = (known[end - first] as number) - amount
  }
  for (const item of items) {
    const ordered = [...item.changes, ...madeSo(item)].sort(byTime)
    const cells = new Map<CellColumn, Json>()
    for (const { column, before } of ordered) if (!cells.has(column)) cells.set(column, before)
    for (const column of columns) if (!cells.has(column)) cells.set(column, item.now(column))
    const read = (column: CellColumn): Json => cells.get(column) ?? null
    let since = dayOf(item.createdAt)
    let at = 0
    while (at < ordered.length) {
      const day = dayOf((ordered[at] as CellChange).at)
      const here = place(read)
      if (here) count(here.key, since, day, here.amount)
      since = Math.max(since, day)
      for (; at < ordered.length && dayOf((ordered[at] as CellChange).at) <= day; at++) {
        const { column, after } = ordered[at] as CellChange
        cells.set(column, after)
      }
    }
    const here = place(read)
    if (here) count(here.key, since, last + 1, here.amount)
  }
  return [...steps].map(([key, changes]) => {
    let sum = 0
    return { key, values: Array.from(changes.subarray(0, length), (change) => settled((sum += change))) }
  })
}

/** The cells that were recorded otherwise than the history before says. */
function madeSo({ changes, madeAt, now }: PastItem): CellChange[] {
  const last = new Map<CellColumn, CellChange>()
  for (const change of changes.toSorted(byTime)) last.set(change.column, change)
  return [...last.values()]
    .filter(({ at, after, column }) => at < madeAt && !sameJson(after, now(column)))
    .map((change) => ({ ...change, at: madeAt, before: change.after, after: now(change.column) }))
}

/** Without what adding and taking away fractions leaves. */
function settled(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0
}
