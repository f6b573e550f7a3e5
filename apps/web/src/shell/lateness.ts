import type { LaneValue } from '@fulcrum/columnar'
import { hasLabels, labelOf } from '@fulcrum/columns'
import type { BoardColumn, BoardState } from '@fulcrum/domain'

/** What lateness is read from: the lanes of items, wherever they are. */
export interface LaneReader {
  readonly lane: (row: number, key: string) => LaneValue
}

/** Reads lanes of a board's own items; blank where a lane is not here yet. */
export function lanesOf({ items }: BoardState): LaneReader {
  return { lane: (row, key) => (items.hasLane(key) && row < items.rowCount ? items.get(key, row) : null) }
}

/** The column that says how far an item is. */
function statusColumn(columns: readonly BoardColumn[]): BoardColumn | undefined {
  return columns.find(({ fields }) => fields['role'] === 'status')
}

function isDue({ fields }: BoardColumn): boolean {
  return fields['role'] === 'due'
}

/** Tells of cells by their column's id whether they are late: a due date is so only until the item is done. */
export function lateCells(
  reader: LaneReader,
  columns: readonly BoardColumn[],
  today: number,
): (row: number, columnId: string) => boolean {
  const due = new Map(columns.filter(isDue).map((column) => [String(column.number), column]))
  return (row, columnId) => {
    const column = due.get(columnId)
    return column !== undefined && isLate(reader, row, column, columns, today)
  }
}

/** Whether an item is past the last day of this column and neither done nor given up. */
export function isLate(
  reader: LaneReader,
  row: number,
  column: BoardColumn,
  columns: readonly BoardColumn[],
  today: number,
): boolean {
  if (!isDue(column)) return false
  const last = column.kind.aggregateLanes?.latest ?? column.kind.defaultLane
  const lane = column.lanes.find(({ name, type }) => name === last && type === 'day')
  const day = lane === undefined ? null : reader.lane(row, lane.key)
  if (typeof day !== 'number' || day >= today) return false
  const status = statusColumn(columns)
  const option = status?.lanes[0] === undefined ? null : reader.lane(row, status.lanes[0].key)
  if (status === undefined || typeof option !== 'number' || !hasLabels(status.settings)) return true
  const stage = labelOf(status.settings, option)?.stage
  return stage !== 'done' && stage !== 'canceled'
}
