import { DomainError, scopeId, scopeKind } from '@fulcrum/domain'
import type { Principal, Scope } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import { inTurn } from './in-turn.ts'

const consumer = 'update-counts'
const system: Principal = { kind: 'system', memberId: null }
const maxScopesAtOnce = 500

export interface UpdateCountsOptions {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly log: Log
  /** A board hears of its items' messages at most this often. */
  readonly everyMs?: number
  /** How often scopes are looked for whose hint was lost. */
  readonly sweepMs?: number
}

/**
 * Follows the log of `item:<id>` and tells each board how many messages its items have: coalesced, because a message itself
 * writes to its item's scope alone. The cursor says how far a thread was counted. Several nodes may follow: a count is absolute, so
 * that counting twice changes nothing, and one node at a time counts a thread, so that no older count comes behind a newer one.
 */
export function followUpdates({ node, pool, log, everyMs = 1_000, sweepMs = 60_000 }: UpdateCountsOptions): {
  stop(): Promise<void>
} {
  const { accountId } = node.store
  const moved = new Set<Scope>()
  let stopped = false
  let sweepAt = 0
  let working = Promise.resolve()
  node.bus.onMoved((scope) => {
    if (scopeKind(scope) === 'item') moved.add(scope)
  })
  const timer = setInterval(() => {
    working = working.then(work)
  }, everyMs).unref()

  async function work(): Promise<void> {
    if (stopped) return
    try {
      if (performance.now() >= sweepAt) {
        sweepAt = performance.now() + sweepMs
        for (const scope of await uncounted(pool, accountId)) moved.add(scope)
      }
      const scopes = [...moved].slice(0, maxScopesAtOnce)
      for (const scope of scopes) moved.delete(scope)
      if (scopes.length > 0) await count(scopes)
    } catch (error) {
      sweepAt = 0
      log.warn({ err: error }, 'messages could not be counted; they are tried again')
    }
  }

  async function count(scopes: readonly Scope[]): Promise<void> {
    for (const { scope } of await countsOf(pool, accountId, scopes)) {
      if (stopped) return
      await inTurn(pool, `${consumer} ${scope}`, async () => {
        for (const thread of await countsOf(pool, accountId, [scope])) await tell(thread)
      })
    }
  }

  async function tell({ board, scope, messages, lastAt, version }: Thread): Promise<void> {
    if (board !== null) {
      const args = { board, item: scopeId(scope), count: messages, lastAt }
      const cause = { kind: 'system', reason: 'by counting the messages of the item' } as const
      const answer = await node.executor.run({ principal: () => system, cause }, 'item.countUpdates', 1, args)
      // What is refused now is refused tomorrow: its item is gone. What could not be stored is tried again.
      if (!answer.ok && answer.code === 'unavailable') throw new DomainError(answer.code, answer.message)
    }
    await moveCursor(pool, accountId, scope, version)
  }

  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await working
    },
  }
}

interface Thread {
  readonly scope: Scope
  readonly version: number
  /** Null where the thread has no messages at all. */
  readonly board: string | null
  readonly messages: number
  readonly lastAt: number | null
}

/** The threads among these that moved since they were counted, as they are now. */
async function countsOf(pool: pg.Pool, accountId: string, scopes: readonly Scope[]): Promise<Thread[]> {
  const { rows } = await withRetry(pool, () =>
    pool.query<Thread>(
      `SELECT s.scope, s.version, u.board, coalesce(u.messages, 0)::int AS messages, u."lastAt"
       FROM scope s
       LEFT JOIN consumer_cursor c ON c.account = s.account AND c.consumer = $3 AND c.scope = s.scope
       LEFT JOIN LATERAL (
         SELECT CASE WHEN count(*) > 0 THEN (
                  SELECT i.board FROM item i WHERE i.account = s.account AND i.id = substr(s.scope, 6)::uuid
                ) END AS board,
                count(*) FILTER (WHERE deleted_at IS NULL) AS messages,
                max(at) FILTER (WHERE deleted_at IS NULL) AS "lastAt"
         FROM update WHERE account = s.account AND scope_id = substr(s.scope, 6)::uuid
       ) u ON true
       WHERE s.account = $1 AND s.scope = ANY ($2) AND s.version > coalesce(c.version, 0)`,
      [accountId, scopes, consumer],
    ),
  )
  return rows
}

/** Threads that nobody has counted since they moved: of a node that was killed, or whose hint was lost. */
async function uncounted(pool: pg.Pool, accountId: string): Promise<Scope[]> {
  const { rows } = await withRetry(pool, () =>
    pool.query<{ scope: Scope }>(
      `SELECT s.scope FROM scope s
       LEFT JOIN consumer_cursor c ON c.account = s.account AND c.consumer = $2 AND c.scope = s.scope
       WHERE s.account = $1 AND s.scope >= 'item:' AND s.scope < 'item;' AND s.version > coalesce(c.version, 0)
       LIMIT 10000`,
      [accountId, consumer],
    ),
  )
  return rows.map(({ scope }) => scope)
}

async function moveCursor(pool: pg.Pool, accountId: string, scope: Scope, version: number): Promise<void> {
  await withRetry(pool, () =>
    pool.query(
      `INSERT INTO consumer_cursor AS c (account, consumer, scope, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account, consumer, scope) DO UPDATE SET version = excluded.version WHERE c.version < excluded.version`,
      [accountId, consumer, scope, version],
    ),
  )
}
