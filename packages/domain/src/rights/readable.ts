import type { BoardReader } from '../board/board-reader.ts'
import { inputColumns } from '../derived/inputs.ts'
import type { Principal } from '../principal.ts'
import type { Fields } from '../record.ts'
import { can } from './can.ts'
import type { BoardResource } from './can.ts'

/**
 * The columns of a board that a principal may not read. A derived column is readable only by those who may read all that it
 * follows from, however far away; one of which nobody can say what that is, by nobody.
 */
export function hiddenColumns(principal: Principal, board: BoardReader, resource: BoardResource): Set<number> {
  const hidden = new Set<number>()
  const derived = new Map<number, readonly number[]>()
  for (const [, column] of board.records('column')) {
    const number = Number(column['number'])
    if (!can(principal, 'column.read', { ...resource, column })) hidden.add(number)
    else if (board.column(number)?.kind.derive) {
      const reads = board.derivedFrom(number)
      if (reads)
        derived.set(
          number,
          reads.flatMap((input) => inputColumns(input, board.boardId)),
        )
      else hidden.add(number)
    }
  }
  for (let more = derived.size > 0; more;) {
    more = false
    for (const [number, inputs] of derived) {
      if (hidden.has(number) || !inputs.some((input) => hidden.has(input))) continue
      hidden.add(number)
      more = true
    }
  }
  return hidden
}

/** Whether a principal may read a column, and all that it follows from. */
export function mayReadColumn(
  principal: Principal,
  board: BoardReader,
  column: Fields,
  resource: BoardResource,
): boolean {
  if (!can(principal, 'column.read', { ...resource, column })) return false
  const number = Number(column['number'])
  return board.column(number)?.kind.derive === undefined || !hiddenColumns(principal, board, resource).has(number)
}
