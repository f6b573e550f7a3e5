import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { Stage } from '../column/kind.ts'

/** The column of a board that says how far work is: the one of that role. */
export function stageColumn(board: Pick<BoardReader, 'columns'>): BoardColumn | undefined {
  return board
    .columns()
    .find(({ kind, fields }) => kind.stageOf && fields['role'] === 'status' && fields['deletedAt'] === undefined)
}

/** How far an item is; null where nothing says so. */
export function stageOf(board: BoardReader, row: number, column = stageColumn(board)): Stage | null {
  const value = column ? board.cell(row, column.number) : null
  return value === null || !column ? null : (column.kind.stageOf?.(value, column.settings) ?? null)
}
