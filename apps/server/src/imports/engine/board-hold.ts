import { DomainError } from '@fulcrum/domain'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { SyncNode } from '../../node.ts'

/** The lock of the database says that some process fills a board; it ends with that process. */
const lockSql = "hashtextextended('import:' || $1::text, 0)"

/** A database that stays away for longer than this many tries has ended the import anyway. */
const maxTries = 300

/**
 * Holds a board while it is filled, and gives what lets go of it; refuses where another import fills it. Where the database
 * restarts meanwhile, the board is held again as soon as it answers.
 */
export async function holdBoard(pool: pg.Pool, boardId: string): Promise<() => Promise<void>> {
  let isHeld = true
  let forget = () => {}
  let client: pg.PoolClient | null = await lock()

  async function lock(): Promise<pg.PoolClient> {
    const next = await pool.connect()
    const isFree = await tryLock(next, boardId).catch((error: unknown) => {
      next.release(true)
      throw error
    })
    if (!isFree) {
      next.release()
      throw new DomainError('conflict', 'Another import is filling this board: start again when it is done.', {
        board: boardId,
      })
    }
    const onError = () => void again(next)
    next.once('error', onError)
    forget = () => next.off('error', onError)
    return next
  }

  async function again(lost: pg.PoolClient): Promise<void> {
    if (!isHeld) return
    client = null
    lost.release(true)
    for (let tries = 0; tries < maxTries; tries++) {
      const next = await lock().catch(() => null)
      if (next && isHeld) client = next
      else next?.release(true)
      if (next || !isHeld) return
      await sleep(200, undefined, { ref: false })
    }
  }

  return async () => {
    isHeld = false
    const last = client
    if (!last) return
    await unlock(last, boardId).then(
      () => {
        forget()
        last.release()
      },
      () => last.release(true),
    )
  }
}

/** A hold that grows. What it holds is let go of together. */
export interface Hold {
  /** Holds more; where another hold has one of them, what `refusal` makes of it is thrown. */
  readonly take: (ids: readonly string[], refusal: (id: string) => DomainError) => Promise<void>
  readonly letGo: () => Promise<void>
}

/**
 * Holds boards, and whatever else has an id, by one connection. Where the connection ends, so does the hold: what fills them has
 * to end with it, which `onLost` says.
 */
export async function openHold(pool: pg.Pool, onLost: () => void): Promise<Hold> {
  const client = await pool.connect()
  client.once('error', onLost)
  return {
    take: async (ids, refusal) => {
      for (const id of ids) if (!(await tryLock(client, id))) throw refusal(id)
    },
    letGo: async () => {
      client.off('error', onLost)
      // With the connection its locks go too.
      client.release(true)
    },
  }
}

async function tryLock(client: pg.PoolClient, boardId: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(`SELECT pg_try_advisory_lock(${lockSql}) AS free`, [boardId])
  return rows[0]?.free === true
}

async function unlock(client: pg.PoolClient, boardId: string): Promise<void> {
  await client.query(`SELECT pg_advisory_unlock(${lockSql})`, [boardId])
}

/** Runs work while nobody fills the board; undefined where somebody does. */
export async function whileUnheld<T>(pool: pg.Pool, boardId: string, work: () => Promise<T>): Promise<T | undefined> {
  const client = await pool.connect()
  let isSound = false
  try {
    if (!(await tryLock(client, boardId))) {
      isSound = true
      return undefined
    }
    const result = await work()
    await unlock(client, boardId)
    isSound = true
    return result
  } finally {
    // With the connection its lock goes too.
    client.release(!isSound)
  }
}

/** Puts hidden boards into the trash that nobody fills any more: their imports died with a process. */
export async function removeAbandonedBoards({
  store,
  executor,
}: Pick<SyncNode, 'store' | 'executor'>): Promise<number> {
  const { pool, accountId } = store
  let removed = 0
  for (const id of await hiddenBoards(pool, accountId)) {
    const isRemoved = await whileUnheld(pool, id, async () => {
      // An import that ended since has shown its board: only under the lock is it known that none will.
      if (!(await hiddenBoards(pool, accountId)).includes(id)) return false
      const asker = { principal: () => ({ kind: 'system', memberId: null }) as const }
      return (await executor.run(asker, 'board.delete', 1, { board: id })).ok
    })
    if (isRemoved === true) removed++
  }
  return removed
}

async function hiddenBoards(pool: Pick<pg.ClientBase, 'query'>, accountId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM board WHERE account = $1 AND hidden AND deleted_at IS NULL',
    [accountId],
  )
  return rows.map(({ id }) => id)
}
