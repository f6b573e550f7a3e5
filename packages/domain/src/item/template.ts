import type { BoardReader } from '../board/board-reader.ts'
import type { BoardState } from '../board/board-state.ts'
import { goneSince } from './gone.ts'
import { selfAndAncestors } from './lineage.ts'

/** Whether items can be made from this one: it is a template, and neither it nor what it is in is deleted or archived. */
export function isTemplate(board: BoardReader, row: number): boolean {
  return board.exists(row) && board.system(row, 'templateAt') !== null && isKept(board, row)
}

/** Whether an item is a template, or below one, and would be there if that were an ordinary item. */
export function isOfTemplate(board: BoardReader, row: number): boolean {
  if (!board.exists(row)) return false
  for (const at of selfAndAncestors(board, row)) if (board.system(at, 'templateAt') !== null) return isKept(board, row)
  return false
}

/** The template that an item is, or is below; the item itself where it is of none. */
export function templateAbove(board: BoardReader, row: number): number {
  for (const at of selfAndAncestors(board, row)) if (board.system(at, 'templateAt') !== null) return at
  return row
}

/** The rows of a board's templates, the one that was marked last first. `templatesOf(board) // [12, 3]` */
export function templatesOf(board: BoardState): number[] {
  const rows: number[] = []
  const marks = board.items.laneOf('templateAt')
  for (let row = 0; row < board.rowCount; row++) if (!marks.isBlank(row) && isTemplate(board, row)) rows.push(row)
  const since = (row: number) => Number(board.system(row, 'templateAt'))
  return rows.sort((left, right) => since(right) - since(left) || right - left)
}

function isKept(board: BoardReader, row: number): boolean {
  if (goneSince(board, row) !== null) return false
  for (const at of selfAndAncestors(board, row)) if (board.system(at, 'archivedAt') !== null) return false
  return true
}
