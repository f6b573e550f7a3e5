import type { Filter, SortKey } from '@fulcrum/columnar'
import { dayIn, dayLanes, must, spanOf } from '@fulcrum/domain'
import type { BoardColumn, DayColumns, Json } from '@fulcrum/domain'
import type { ColumnCell } from '../../actions/items.ts'
import type { LaneReader } from '../../../../shell/lateness.ts'
import type { DaySpan } from './week-lanes.ts'

/** How the items of a board stand on days: the columns, and the lanes that say so. */
export interface Spans extends DayColumns {
  readonly start: string
  /** The same as `start` where an item stands on one day. */
  readonly last: string
  /** The minute of the day at which an item begins, where its column has one. */
  readonly minute?: string
}

/** Reads which lanes are meant. */
export function spansOf(columns: DayColumns): Spans {
  const { date, end } = columns
  const lanes = must(dayLanes(date), 'a column of days')
  const last = end === undefined ? lanes.end : must(dayLanes(end), 'a column of days').end
  const minute = date.lanes.find(({ name, type }) => name === 'minute' && type === 'number')
  return { ...columns, start: lanes.start.key, last: last.key, ...(minute !== undefined && { minute: minute.key }) }
}

/** Whether an item can take more than one day. */
export function hasEnds({ start, last }: Spans): boolean {
  return start !== last
}

/** From which day to which an item goes. */
export function spanAt({ lane }: LaneReader, row: number, { start, last }: Spans): DaySpan | null {
  return spanOf(lane(row, start), lane(row, last))
}

/** The items that stand on a day of a range. */
export function standingIn({ start, last }: Spans, range: DaySpan): Filter {
  const begins: Filter = { lane: start, op: 'between', value: [range.start, range.end] }
  if (start === last) return begins
  const goesOn: Filter = {
    and: [
      { lane: start, op: 'lt', value: range.start },
      { lane: last, op: 'gte', value: range.start },
    ],
  }
  const onlyEnds: Filter = {
    and: [
      { lane: start, op: 'empty' },
      { lane: last, op: 'between', value: [range.start, range.end] },
    ],
  }
  return { or: [begins, goesOn, onlyEnds] }
}

/** The items that stand on no day. */
export function withoutDay({ start, last }: Spans): Filter {
  const empty: Filter = { lane: start, op: 'empty' }
  return start === last ? empty : { and: [empty, { lane: last, op: 'empty' }] }
}

/** Items of one day by the time of day where they have one, then as the view orders them. */
export function dayOrder({ minute }: Spans, sort: readonly SortKey[]): readonly SortKey[] {
  return minute === undefined ? sort : [{ lane: minute, direction: 'asc' }, ...sort]
}

/**
 * The cells that put an item on other days, or on none; only those that change. Null where a column has no value for that.
 * A kind that names whole weeks takes the week in which the day lies.
 */
export function cellsFor(
  spans: Spans,
  reader: LaneReader,
  row: number | null,
  to: DaySpan | null,
): ColumnCell[] | null {
  const { date, end } = spans
  const lane: Lane = (key) => (row === null ? null : reader.lane(row, key))
  if (end === undefined) return changed([cellAt(date, lane, to)], lane)
  if (to === null) return changed([cellAt(date, lane, null), cellAt(end, lane, null)], lane)
  const hasStart = dayIn(lane(spans.start)) !== null
  const hasEnd = dayIn(lane(spans.last)) !== null
  const isLong = to.start !== to.end
  const first = { start: to.start, end: to.start }
  const last = { start: to.end, end: to.end }
  return changed(
    [
      ...(hasStart || !hasEnd || isLong ? [cellAt(date, lane, first)] : []),
      ...(hasEnd || isLong ? [cellAt(end, lane, last)] : []),
    ],
    lane,
  )
}

type Lane = (key: string) => Json

function cellAt(column: BoardColumn, lane: Lane, to: DaySpan | null): ColumnCell | null {
  if (to === null) return { column, value: null }
  const { kind, settings } = column
  const lanes = must(dayLanes(column), 'a column of days')
  for (let back = 0; back < 7; back += 1) {
    const value = kind.fromLanes((name) => {
      if (name === lanes.start.name) return to.start - back
      if (name === lanes.end.name) return to.end - back
      return lane(column.lanes.find((other) => other.name === name)?.key ?? '')
    }, settings)
    if (kind.value.safeParse(value).success) return { column, value }
  }
  return null
}

function changed(cells: readonly (ColumnCell | null)[], lane: Lane): ColumnCell[] | null {
  const kept: ColumnCell[] = []
  for (const cell of cells) {
    if (cell === null) return null
    const { kind, settings, lanes } = cell.column
    const wanted = cell.value === null ? {} : kind.toLanes(cell.value, settings)
    if (lanes.some(({ name, key }) => (wanted[name] ?? null) !== lane(key))) kept.push(cell)
  }
  return kept
}
