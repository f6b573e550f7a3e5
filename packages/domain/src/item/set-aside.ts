import type { BoardReader } from '../board/board-reader.ts'
import type { SystemCell } from '../patch.ts'

/**
 * What takes an item, and all below it, out of a board's work without putting it into the trash: each says since when. Views,
 * counts, search, rules, forms and exports know nothing of what is set aside.
 */
export const asideCells = ['archivedAt', 'templateAt'] as const satisfies readonly SystemCell[]

/** What decides whether an item that was made stands among the others. */
export const standingCells = ['deletedAt', ...asideCells, 'parent', 'group'] as const satisfies readonly SystemCell[]

/** Whether an item is in the trash or set aside by itself; what is above it, and its group, may be. */
export function isPutAway(board: Pick<BoardReader, 'system'>, row: number): boolean {
  return board.system(row, 'deletedAt') !== null || isSetAside(board, row)
}

/** Whether an item is archived, or a template. */
export function isSetAside(board: Pick<BoardReader, 'system'>, row: number): boolean {
  return asideCells.some((cell) => board.system(row, cell) !== null)
}
