import type { BoardReader } from '../board/board-reader.ts'

/**
 * The column that stands in the place of a deleted one: what a change of its kind made, or, where that was taken back, what was
 * there before. Both have one rank, which no two columns get otherwise.
 */
export function successorOf(board: Pick<BoardReader, 'column' | 'columns'> | undefined, number: number) {
  const old = board?.column(number)
  if (!board || !old || old.fields['deletedAt'] === undefined) return undefined
  return board
    .columns()
    .find(({ fields }) => fields['deletedAt'] === undefined && fields['rank'] === old.fields['rank'])?.number
}
