import type { BoardColumn, Json } from '@fulcrum/domain'
import type { GridCells } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { cellValue } from '../model/row-reader.ts'
import type { BoardScene } from '../scene.tsx'
import { inParts } from './clipboard.ts'
import { inTheirOrder } from './in-their-order.ts'
import type { LargeWork } from './large-work.ts'
import { setAll, type CellSetting } from './set-cells.ts'

/** What filling asks of the table. */
export interface Filling extends CellSetting {
  readonly scene: BoardScene
  readonly cells: {
    readonly byId: ReadonlyMap<string, BoardColumn>
    readonly rowOf: (rowId: string) => number
    readonly canEdit: (rowId: string, columnId: string) => boolean
  }
  readonly showWork: (work: LargeWork | null) => void
}

/**
 * Fills rows, the nearest first, from cells above or below them, as one piece of work: what makes a row goes on, all else is
 * repeated. Titles stay: items are not renamed by the dozen.
 */
export function fillFrom(filling: Filling, from: GridCells, rowIds: readonly string[], upwards: boolean): void {
  const { scene, cells } = filling
  const { reader } = scene
  if (reader === null) return
  let refused = 0
  const columns = from.columnIds.flatMap((columnId) => {
    const column = cells.byId.get(columnId)
    if (column === undefined) return []
    // A cell that shows one of another item goes on with the value that stands there.
    const valueOf = (rowId: string): Json => {
      const sources = scene.sourcesOf(rowId, columnId)
      return Array.isArray(sources) ? (sources[0]?.value ?? null) : cellValue(reader, cells.rowOf(rowId), column)
    }
    const next = continued(column, from.rowIds.map(valueOf))
    const filled = rowIds.flatMap((rowId, index) => {
      const value = next(upwards ? -1 - index : from.rowIds.length + index)
      if (cells.canEdit(rowId, columnId)) return [{ rowId, value, old: valueOf(rowId) }]
      refused += 1
      return []
    })
    return inParts(columnId, filled)
  })
  void setAll(filling, columns, t('Filled'), t('Filling'))
  if (refused > 0) scene.runner.refuse(t('Some of these cells cannot be edited and stayed as they are.'))
}

/**
 * Fills the cells below the first of each column with what stands in that; or goes on with those at the top that are not empty, where
 * all are full with the first two. Rows that are not shown stay as they are.
 */
export function fillDown(
  filling: Filling,
  { rowIds: [first = '', ...more], columnIds }: GridCells,
  goesOn: boolean,
): void {
  const { model, runner } = filling.scene
  if (model === null) return
  // Without a series it is the first that was named that is repeated, wherever it stands.
  const rowIds = goesOn ? inTheirOrder(model, [first, ...more]) : [first, ...inTheirOrder(model, more)]
  const top = goesOn ? sourceRows(filling, { rowIds, columnIds }) : 1
  if (top === 0) {
    runner.refuse(t('The first of these cells is empty: there is nothing to go on with.'))
    return
  }
  fillFrom(filling, { rowIds: rowIds.slice(0, top), columnIds }, rowIds.slice(top), false)
}

function sourceRows({ scene: { reader }, cells }: Filling, { rowIds, columnIds }: GridCells): number {
  const columns = columnIds.flatMap((id) => cells.byId.get(id) ?? [])
  const isEmpty = (rowId: string): boolean =>
    reader === null || columns.every((column) => cellValue(reader, cells.rowOf(rowId), column) === null)
  const empty = rowIds.findIndex(isEmpty)
  return empty < 0 ? Math.min(2, rowIds.length - 1) : empty
}

/** What stands at a place, counted from the first of some values: a series of theirs, else they again. */
export function continued({ kind, settings }: BoardColumn, values: readonly Json[]): (at: number) => Json {
  const series = values.length > 1 && values.every((value) => value !== null) ? kind.series?.(values, settings) : null
  const count = values.length
  const again = (at: number): Json => values[((at % count) + count) % count] ?? null
  return (at) => (series ? series(at) : again(at))
}
