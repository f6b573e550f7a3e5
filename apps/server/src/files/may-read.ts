import { BoardState, boardSight, isPurged, scopeOf, seesRow } from '@fulcrum/domain'
import type { Principal, RowRule, Scope, ScopeState } from '@fulcrum/domain'
import type { FilePlace, MessagePlace } from './file-rows.ts'

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
    if (sight.hiddenColumns.has(col)) continue
    if (!sight.rule || (state instanceof BoardState && holds(state, sight.rule, { hash, col }))) readable.add(hash)
  }
  return readable
}

/** The files that a principal may read because a message shows them, on an item of a board that they may read. */
export async function readableInMessages(
  principal: Principal,
  places: readonly MessagePlace[],
  getBoard: GetBoard,
): Promise<ReadonlySet<string>> {
  const readable = new Set<string>()
  for (const { hash, board, item } of places) {
    if (readable.has(hash)) continue
    const { state } = await getBoard(scopeOf('board', board))
    const sight = state instanceof BoardState ? boardSight(principal, state) : null
    if (!(state instanceof BoardState) || sight === null) continue
    const row = state.rowOf(item)
    if (row !== undefined && seesRow(state, sight.rule, row) && !isPurged(state, row)) readable.add(hash)
  }
  return readable
}

/** Whether an item of which somebody may know holds a file; where a file was, only those know who see all items. */
function holds(board: BoardState, rule: RowRule, { hash, col }: Pick<FilePlace, 'hash' | 'col'>): boolean {
  const files = board.column(col)?.kind.files
  if (!files) return false
  for (let row = 0; row < board.rowCount; row++) {
    const value = board.cell(row, col)
    if (value !== null && files(value).some((file) => file.hash === hash) && seesRow(board, rule, row)) return true
  }
  return false
}
