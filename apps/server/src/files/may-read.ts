import { BoardState, boardSight, scopeOf } from '@fulcrum/domain'
import type { Principal, Scope, ScopeState } from '@fulcrum/domain'
import type { FilePlace } from './file-rows.ts'

/** The state of a board. */
export type GetBoard = (scope: Scope) => Promise<{ readonly state: ScopeState }>

/**
 * The files that a principal may read because of where they are: in a column of a board that they may read. A hash alone, however
 * it was come by, opens nothing.
 */
export async function readableHashes(
  principal: Principal,
  places: readonly FilePlace[],
  getBoard: GetBoard,
): Promise<ReadonlySet<string>> {
  const readable = new Set<string>()
  for (const { hash, board, col } of places) {
    if (readable.has(hash)) continue
    const { state } = await getBoard(scopeOf('board', board))
    const sight = state instanceof BoardState ? boardSight(principal, state) : null
    const column = state instanceof BoardState ? state.column(col) : undefined
    if (sight === null || column === undefined || column.fields['deletedAt'] !== undefined) continue
    if (!sight.hiddenColumns.has(col)) readable.add(hash)
  }
  return readable
}
