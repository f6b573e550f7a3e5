import type { BoardState } from '../../board/board-state.ts'
import type { States } from '../../command.ts'
import { connectionsOf } from '../../connection/connection.ts'
import { scopeOf } from '../../scope.ts'
import type { Scope } from '../../scope.ts'
import { ownColumns } from './match-columns.ts'

/** The boards whose items the cells of a board name. */
export function boardsLedTo(states: States, boardId: string): Scope[] {
  // @NOTE the scope's kind says that its state is a board's.
  const board = states.get(scopeOf('board', boardId)) as BoardState | undefined
  if (!board) return []
  return ownColumns(board).flatMap((column) =>
    (connectionsOf(column)?.boards ?? []).map((entry) => scopeOf('board', entry.board)),
  )
}
