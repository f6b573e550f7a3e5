import { DomainError, scopeOf } from '@fulcrum/domain'
import type pg from 'pg'
import type { SyncNode } from '../../node.ts'

/** The lock of the database says that some process fills a board; it ends with that process. */
const lockSql = "hashtextextended('import:' || $1::text, 0)"

/** Holds a board while it is filled, and gives what lets go of it; refuses where another import fills it. */
export async function holdBoard(pool: pg.Pool, boardId: string): Promise<() => Promise<void>> {
  const client = await pool.connect()
  const isFree = await tryLock(client, boardId).catch((error: unknown) => {
    client.release(true)
    throw error
  })
  if (!isFree) {
    client.release()
    throw new DomainError('conflict', 'Another import is filling this board: start again when it is done.', {
      board: boardId,
    })
  }
  return async () => {
    await client.query(`SELECT pg_advisory_unlock(${lockSql})`, [boardId]).then(
      () => client.release(),
      () => client.release(true),
    )
  }
}

async function tryLock(client: pg.PoolClient, boardId: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(`SELECT pg_try_advisory_lock(${lockSql}) AS free`, [boardId])
  return rows[0]?.free === true
}

/** Puts hidden boards into the trash that nobody fills any more: their imports died with a process. */
export async function removeAbandonedBoards({
  store,
  executor,
}: Pick<SyncNode, 'store' | 'executor'>): Promise<number> {
  const { pool, accountId } = store
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM board WHERE account = $1 AND hidden AND deleted_at IS NULL',
    [accountId],
  )
  let removed = 0
  for (const { id } of rows) {
    const client = await pool.connect()
    try {
      if (!(await tryLock(client, id))) continue
      await store.get(scopeOf('board', id))
      const asker = { principal: () => ({ kind: 'system', memberId: null }) as const }
      const answer = await executor.run(asker, 'board.delete', 1, { board: id })
      if (answer.ok) removed++
      await client.query(`SELECT pg_advisory_unlock(${lockSql})`, [id])
    } finally {
      client.release()
    }
  }
  return removed
}
