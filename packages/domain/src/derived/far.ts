import type { BoardReader } from '../board/board-reader.ts'
import { inputColumns } from './inputs.ts'

/** The derived columns of a board that follow from other boards, at once or by way of others. Deleted ones are left out. */
export function farColumns(board: BoardReader): Set<number> {
  const far = new Set<number>()
  const near = new Map<number, readonly number[]>()
  for (const { number, kind, fields } of board.columns()) {
    if (!kind.derive || fields['deletedAt'] !== undefined) continue
    const reads = board.derivedFrom(number) ?? []
    if (reads.some((input) => input.of === 'linked' && input.board !== board.boardId)) far.add(number)
    else
      near.set(
        number,
        reads.flatMap((input) => inputColumns(input, board.boardId)),
      )
  }
  for (let more = far.size > 0; more;) {
    more = false
    for (const [number, inputs] of near) {
      if (!inputs.some((input) => far.has(input))) continue
      near.delete(number)
      far.add(number)
      more = true
    }
  }
  return far
}
