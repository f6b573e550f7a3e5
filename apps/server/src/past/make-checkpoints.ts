import { BoardState, scopeOf } from '@fulcrum/domain'
import type pg from 'pg'
import { inTurn } from '../consumers/in-turn.ts'
import type { Log } from '../database/database.ts'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import { repeat } from '../repeat.ts'
import type { Repeated } from '../repeat.ts'
import {
  boardsDue,
  checkpointAt,
  checkpointVersions,
  dropCheckpoints,
  dropLooseChunks,
  saveCheckpoint,
  thinCheckpoints,
} from '../storage/checkpoints.ts'
import type { CheckpointRule } from '../storage/checkpoints.ts'
import { toCheckpoint } from './checkpoint-state.ts'
import { PastItems } from './past-items.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Every so many changes, once they touched so many items, or a week after the last. */
export const checkpointRule: CheckpointRule = { changes: 10_000, touches: 50_000, ageMs: 7 * dayMs }

/** Checkpoints that are older than this are thinned. */
const thinAfterMs = 90 * dayMs

export interface CheckpointOptions {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly log: Log
  /** The server's clock. */
  readonly now: () => number
  readonly everyMs?: number
}

/** Makes checkpoints of boards that moved on, behind the edits and never in their way; of several nodes one at a time. */
export function startCheckpoints({ node, pool, log, now, everyMs = 60_000 }: CheckpointOptions): Repeated {
  return repeat(
    everyMs,
    (stopped) => makeCheckpoints({ node, pool, now: now(), stopped }),
    (error) => log.warn({ err: error }, 'checkpoints of boards could not be made'),
  )
}

interface Making {
  readonly node: SyncNode
  readonly pool: pg.Pool
  readonly now: number
  readonly rule?: CheckpointRule
  readonly stopped?: () => boolean
}

/** Makes the checkpoints that are due, and thins those that are old. */
export async function makeCheckpoints({
  node,
  pool,
  now,
  rule = checkpointRule,
  stopped = () => false,
}: Making): Promise<void> {
  const { accountId } = node.store
  const due = await withRetry(pool, () => boardsDue(pool, accountId, rule, now))
  for (const board of due) {
    if (stopped()) return
    await inTurn(pool, lockOf(accountId), () => makeCheckpoint(node, pool, board))
  }
  const thinned = await withRetry(pool, () =>
    thinCheckpoints(pool, accountId, { before: now - thinAfterMs, changes: rule.changes }),
  )
  for (const board of thinned) {
    await inTurn(pool, lockOf(accountId), () => dropLooseChunks(pool, accountId, board))
  }
}

/** Makes a checkpoint of a board as it is. */
export async function makeCheckpoint({ store }: SyncNode, pool: pg.Pool, board: string): Promise<void> {
  const scope = scopeOf('board', board)
  await store.get(scope)
  // Another node may have purged something: what this one holds must know.
  await store.catchUp(scope)
  const { state } = await store.get(scope)
  if (!(state instanceof BoardState) || state.version === 0) return
  const at = await momentOf(pool, store.accountId, state)
  if (at === null) return
  await saveCheckpoint(pool, store.accountId, await toCheckpoint(state, at))
}

/** When the last change was recorded that a board has. */
async function momentOf(pool: pg.Pool, accountId: string, { scope, version }: BoardState): Promise<number | null> {
  const { rows } = await pool.query<{ at: number }>(
    `SELECT at FROM change WHERE account = $1 AND scope = $2 AND version <= $3 AND NOT historic ORDER BY version DESC LIMIT 1`,
    [accountId, scope, version],
  )
  return rows[0]?.at ?? null
}

/** What is gone for good of a board: values of some items, of some columns, of some records, or all of it. */
export interface Forgotten {
  readonly board: string
  /** The board without it. */
  readonly forget: ((state: BoardState) => void) | 'all'
}

/** Says the checkpoints of a board anew, without what was purged. Doing it twice changes nothing more. */
export async function forgetInCheckpoints(node: SyncNode, pool: pg.Pool, { board, forget }: Forgotten): Promise<void> {
  const { accountId, kinds } = node.store
  await inTurn(pool, lockOf(accountId), async () => {
    if (forget === 'all') return dropCheckpoints(pool, accountId, board)
    for (const version of await checkpointVersions(pool, accountId, board)) {
      const stored = await checkpointAt(pool, accountId, board, version)
      if (!stored) continue
      const items = await PastItems.of(stored, scopeOf('board', board), kinds)
      await items.load()
      await items.settle()
      const { state } = items
      forget(state)
      const { until } = stored
      await saveCheckpoint(pool, accountId, { ...(await toCheckpoint(state, stored.at)), version, until })
    }
    await dropLooseChunks(pool, accountId, board)
  })
}

function lockOf(accountId: string): string {
  return `checkpoints ${accountId}`
}
