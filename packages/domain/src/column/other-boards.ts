import type { BoardReader } from '../board/board-reader.ts'
import type { BoardState } from '../board/board-state.ts'
import type { States } from '../command.ts'
import { connectionsOf } from '../connection/connection.ts'
import { farColumns } from '../derived/far.ts'
import type { DeriveSchema } from '../derived/derivation.ts'
import type { Principal } from '../principal.ts'
import { columnsHidden } from '../rights/board-resource.ts'
import { scopeKind, scopeOf } from '../scope.ts'
import type { Scope } from '../scope.ts'

/**
 * The boards that a derived column of a board may follow from, and those that these follow from, and so on: for commands that
 * make such a column, which name them by `looksBeyond`. Empty where the column is not derived.
 */
export function boardsBehind(states: States, boardId: string, isDerived: (board: BoardState) => boolean): Scope[] {
  const scopes: Scope[] = []
  const root = states.get(scopeOf('board', boardId)) as BoardState | undefined
  if (!root || !isDerived(root)) return scopes
  for (const [scope, state] of states) {
    if (scopeKind(scope) !== 'board') continue
    // @NOTE the scope's kind says that its state is a board's.
    const board = state as BoardState
    if (board === root) {
      for (const column of board.columns()) {
        for (const connected of connectionsOf(column)?.boards ?? []) scopes.push(scopeOf('board', connected.board))
      }
    }
    for (const number of farColumns(board)) {
      for (const input of board.derivedFrom(number) ?? []) {
        if (input.of === 'linked') scopes.push(scopeOf('board', input.board))
      }
    }
  }
  return scopes
}

/** What a derived column may name of a board and of others that are here, as far as its author may know of them. */
export function schemaWith(
  board: BoardReader,
  others: ReadonlyMap<string, BoardReader>,
  principal: Principal,
): DeriveSchema {
  const { schema } = board
  const seen = (boardId: string): DeriveSchema | 'no-access' | undefined => {
    const other = boardId === board.boardId ? undefined : others.get(boardId)
    if (!other) return undefined
    const hidden = columnsHidden(principal, other)
    if (hidden === null) return 'no-access'
    const isShown = (number: number): boolean => !hidden.has(number)
    return {
      boardId,
      title: other.schema.title,
      column: (number) => (isShown(number) ? other.column(number) : undefined),
      columns: () => other.columns().filter(({ number }) => isShown(number)),
      board: () => undefined,
    }
  }
  return {
    boardId: board.boardId,
    title: schema.title,
    column: (number) => schema.column(number),
    columns: () => schema.columns(),
    board: (boardId) => {
      const found = seen(boardId)
      return found === 'no-access' ? undefined : (found ?? schema.board(boardId))
    },
    isPart: (boardId) => seen(boardId) === undefined && schema.isPart?.(boardId) === true,
    absence: (boardId) => {
      const found = seen(boardId)
      if (found === undefined) return schema.absence?.(boardId) ?? null
      return found === 'no-access' ? found : null
    },
  }
}
