import type { BoardReader } from '../board/board-reader.ts'
import type { Json } from '../json.ts'
import { stageColumn, stageOf } from '../connection/stage.ts'

/** Tells of which items nothing is left to do, by the labels of the status: each of these is looked at once. */
export function workIsOver(board: BoardReader): (row: number) => boolean {
  const column = stageColumn(board)
  if (column === undefined) return () => false
  const known = new Map<Json, boolean>()
  return (row) => {
    const value = board.cell(row, column.number)
    let over = known.get(value)
    if (over === undefined) {
      const stage = stageOf(board, row, column)
      over = stage === 'done' || stage === 'canceled'
      known.set(value, over)
    }
    return over
  }
}
