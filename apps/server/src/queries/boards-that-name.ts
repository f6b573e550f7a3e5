import { scopeOf } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import type { QueryContext } from './query.ts'

/** The other boards whose columns have the board in their settings. */
export async function boardsThatName({ hub }: QueryContext, boardId: string): Promise<BoardState[]> {
  const { store } = hub
  const { rows } = await withRetry(store.pool, (pool) =>
    pool.query<{ id: string }>(
      `SELECT DISTINCT c.scope_id AS id FROM "column" c
       WHERE c.account = $1 AND c.scope_id <> $2 AND c.deleted_at IS NULL AND strpos(c.settings::text, $2::text) > 0`,
      [store.accountId, boardId],
    ),
  )
  const boards: BoardState[] = []
  for (const { id } of rows) {
    // @NOTE columns stand in the scopes of boards.
    const state = (await store.get(scopeOf('board', id))).state as BoardState
    if (state.board['deletedAt'] === undefined) boards.push(state)
  }
  return boards
}
