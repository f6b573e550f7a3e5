import type { BoardColumn, ColumnLane } from '../board/columns.ts'
import type { DaySpan } from '../schedule/plan.ts'

/** The lanes of a column that say from which day to which an item goes; the same one twice where it names a single day. */
export interface DayLanes {
  readonly start: ColumnLane
  readonly end: ColumnLane
}

/**
 * The days that a column's cells name, by its kind's own words: its default lane is the first day, and what its `latest` reads
 * the last. Undefined for a column of anything else.
 */
export function dayLanes({ kind, lanes }: BoardColumn): DayLanes | undefined {
  const lane = (name: string) => lanes.find((candidate) => candidate.name === name && candidate.type === 'day')
  const start = lane(kind.defaultLane)
  const end = lane(kind.aggregateLanes?.latest ?? kind.defaultLane)
  return start && end && { start, end }
}

/** From which day to which an item goes, by what stands in the two lanes. One that would end before it begins stands where it begins. */
export function spanOf(first: unknown, last: unknown): DaySpan | null {
  const end = dayIn(last)
  const from = dayIn(first) ?? end
  return from === null ? null : { start: from, end: Math.max(from, end ?? from) }
}

/** The day that stands in a lane; null where none does. */
export function dayIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

/** Whether a column's cells go from one day to another. */
export function spansDays(column: BoardColumn): boolean {
  const lanes = dayLanes(column)
  return lanes !== undefined && lanes.start !== lanes.end
}

/** The column, or the two of them, by which items stand on days. */
export interface DayColumns {
  readonly date: BoardColumn
  /** Where an item ends, when `date` only says where it begins. */
  readonly end?: BoardColumn
}

/**
 * The columns that were chosen, as far as they are there and name days; without a choice those that mean start and due, else the
 * first that names days, columns that people fill before computed ones. Undefined where the board has none.
 */
export function dayColumns(
  columns: readonly BoardColumn[],
  chosen: { readonly date?: number | undefined; readonly end?: number | null | undefined },
): DayColumns | undefined {
  const withDays = columns.filter(
    (column) => column.fields['deletedAt'] === undefined && dayLanes(column) !== undefined,
  )
  const date = withDays.find(({ number }) => number === chosen.date)
  if (date === undefined) return usualDays(withDays)
  const end = withDays.find(({ number }) => number === chosen.end)
  return end === undefined || end === date || spansDays(date) ? { date } : { date, end }
}

function usualDays(columns: readonly BoardColumn[]): DayColumns | undefined {
  const withRole = (role: string) => columns.find(({ fields }) => fields['role'] === role)
  const due = withRole('due')
  const start = withRole('start')
  const isFilled = ({ lanes }: BoardColumn): boolean => lanes.some(({ own }) => own)
  const date = start ?? due ?? columns.find(spansDays) ?? columns.find(isFilled) ?? columns[0]
  if (date === undefined) return undefined
  return start === undefined || due === undefined || start === due || spansDays(start) ? { date } : { date, end: due }
}
