import { scopeOf, toBoardColumn } from '@fulcrum/domain'
import type { BoardColumn, BoardState, Json } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { QueryContext } from './query.ts'

/** The other boards whose columns have the board in their settings; of these columns one must be `wanted`. Only such boards are loaded. */
export async function boardsThatName(
  { hub }: QueryContext,
  boardId: string,
  wanted: (column: BoardColumn) => boolean = () => true,
): Promise<BoardState[]> {
  const { store } = hub
  const { rows } = await withRetry(store.pool, (pool) =>
    pool.query<{ id: string; board: string; [field: string]: Json }>(
      `SELECT c.id, c.scope_id AS board, c.number, c.kind, c.settings, c.settings_version AS "settingsVersion" FROM "column" c
       WHERE c.account = $1 AND c.scope_id <> $2 AND c.deleted_at IS NULL AND strpos(c.settings::text, $2::text) > 0
       ORDER BY c.scope_id, c.number`,
      [store.accountId, boardId],
    ),
  )
  const found = rows.filter((row) => {
    const column = toBoardColumn(row.id, row, store.kinds)
    return column !== undefined && wanted(column)
  })
  const boards: BoardState[] = []
  for (const id of new Set(found.map(({ board }) => board))) {
    // @NOTE columns stand in the scopes of boards.
    const state = (await store.get(scopeOf('board', id))).state as BoardState
    if (state.board['deletedAt'] === undefined) boards.push(state)
  }
  return boards
}
