import type { BoardReader } from '../board/board-reader.ts'
import type { LoggedChange } from '../change.ts'
import type { Json } from '../json.ts'
import { cellValue } from '../patch.ts'

/** What a change made of one cell of an item that is still there. */
export interface CellStep {
  readonly item: string
  readonly row: number
  readonly before: Json
  readonly after: Json
}

/** The cells of a column that a change set, in a board whose items are as they are by now. */
export function cellSteps(change: LoggedChange, board: BoardReader, column: number): readonly CellStep[] {
  const before = new Map<number, Json>()
  for (const patch of change.inverse) {
    if (patch.op !== 'cells' || patch.column !== column) continue
    // The way back ends with what stood there first.
    for (const [index, row] of patch.rows.entries()) before.set(row, cellValue(patch, index))
  }
  const after = new Map<number, Json>()
  for (const patch of change.patches) {
    if (patch.op !== 'cells' || patch.column !== column) continue
    for (const [index, row] of patch.rows.entries()) after.set(row, cellValue(patch, index))
  }
  return [...after].flatMap(([row, value]) => {
    const id = board.isLive(row) ? board.system(row, 'id') : null
    return typeof id === 'string' ? [{ item: id, row, before: before.get(row) ?? null, after: value }] : []
  })
}
