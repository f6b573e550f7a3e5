import { trashDays } from '@fulcrum/domain'
import type pg from 'pg'
import type { Log } from '../database/database.ts'
import { errorCode } from '../database/binaries.ts'
import { repeat } from '../repeat.ts'
import type { Repeated } from '../repeat.ts'
import { withFileLocked } from './file-lock.ts'
import type { FileStore } from './file-store.ts'

const hourMs = 60 * 60 * 1_000
/** What was just sent may be in no cell yet, and what is being sent may take its time. */
const graceMs = 24 * hourMs
const filesAtOnce = 500

/** Held by backups, which several may make, and by who removes files: what a snapshot names stays until it is copied. */
export const filesInUseLock = 7_311_902

export interface CollectOptions {
  readonly pool: pg.Pool
  readonly store: FileStore
  readonly log: Log
  readonly now: () => number
  readonly firstMs?: number
  readonly everyMs?: number
}

/** Every few hours removes files that no cell holds any more, or ever came to hold. */
export function startCollecting(options: CollectOptions): Repeated {
  const { log, firstMs = 10 * 60_000, everyMs = 6 * hourMs } = options
  return repeat(
    everyMs,
    async (stopped) => {
      const removed = await collectFiles(options, stopped)
      if (removed > 0) log.info({ removed }, 'files that nothing refers to were removed')
    },
    (error) => log.warn({ err: error }, 'files could not be tidied; it is tried again in some hours'),
    firstMs,
  )
}

/**
 * Removes the files that no cell has held for as long as the trash keeps things, and what never got a row. Not while a backup runs.
 * Gives how many.
 */
export async function collectFiles(options: CollectOptions, stopped = () => false): Promise<number> {
  const { pool, store, log, now } = options
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [filesInUseLock])
    if (rows[0]?.free !== true) return 0
    try {
      await store.dropStagedBefore(now() - graceMs).catch((error: unknown) => {
        log.warn({ err: error }, 'what was sent and not kept could not be tidied; it is tried again in some hours')
      })
      return (await dropUnused(options, stopped)) + (await dropUnknown(options, stopped))
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [filesInUseLock])
    }
  } finally {
    client.release()
  }
}

async function dropUnused(options: CollectOptions, stopped: () => boolean): Promise<number> {
  const { pool, now } = options
  const times = [new Date(now() - graceMs), now() - trashDays * 24 * hourMs]
  await pool.query('DELETE FROM file_ref WHERE removed_at < $1', [times[1]])
  await pool.query('DELETE FROM update_file WHERE removed_at < $1', [times[1]])
  let removed = 0
  for (let from = ''; !stopped();) {
    const { rows } = await pool.query<{ account: string; hash: string }>(
      `SELECT account, hash FROM file f WHERE sent_at < $1 AND hash > $2
         AND NOT EXISTS (SELECT FROM file_ref r WHERE r.account = f.account AND r.hash = f.hash)
         AND NOT EXISTS (SELECT FROM doc_file d WHERE d.account = f.account AND d.hash = f.hash)
         AND NOT EXISTS (SELECT FROM update_file r WHERE r.account = f.account AND r.hash = f.hash)
       ORDER BY hash LIMIT ${filesAtOnce}`,
      [times[0], from],
    )
    for (const { account, hash } of rows) {
      if (stopped()) return removed
      const isGone = await withFileLocked(pool, hash, async (client) => {
        if (!(await dropRow(client, account, hash, times[0]))) return false
        await removeBytes(client, hash, options)
        return true
      })
      if (isGone) removed += 1
    }
    const last = rows.at(-1)
    if (!last || rows.length < filesAtOnce) return removed
    from = last.hash
  }
  return removed
}

/** True where the row went: a cell that came to hold the file meanwhile keeps it, by the reference of its row. */
async function dropRow(client: pg.PoolClient, account: string, hash: string, before: unknown): Promise<boolean> {
  try {
    const { rowCount } = await client.query(
      `WITH gone AS (DELETE FROM file WHERE account = $1 AND hash = $2 AND sent_at < $3 RETURNING account, hash),
         uploads AS (DELETE FROM file_upload u USING gone g WHERE u.account = g.account AND u.hash = g.hash)
       SELECT FROM gone`,
      [account, hash, before],
    )
    return rowCount === 1
  } catch (error) {
    if (errorCode(error) === '23503') return false
    throw error
  }
}

/** What the store holds and no account knows: of whoever was killed between the bytes and the row. */
async function dropUnknown(options: CollectOptions, stopped: () => boolean): Promise<number> {
  const { pool, store, now } = options
  let removed = 0
  for await (const { hash, changedAt } of store.list()) {
    if (stopped()) return removed
    if (changedAt > now() - graceMs) continue
    const { rowCount } = await pool.query('SELECT FROM file WHERE hash = $1 LIMIT 1', [hash])
    if (rowCount !== 0) continue
    removed += await withFileLocked(pool, hash, (client) => removeBytes(client, hash, options))
  }
  return removed
}

/** One that the store does not remove now has no row any more, and is found among what no account knows. */
async function removeBytes(
  client: pg.PoolClient,
  hash: string,
  { store, log }: Pick<CollectOptions, 'store' | 'log'>,
): Promise<number> {
  const { rowCount } = await client.query('SELECT FROM file WHERE hash = $1 LIMIT 1', [hash])
  if (rowCount !== 0) return 0
  try {
    await store.remove(hash)
    return 1
  } catch (error) {
    log.warn(
      { err: error, hash },
      'a file that nothing refers to could not be removed; it is tried again in some hours',
    )
    return 0
  }
}
