import { Client } from 'pg'
import type pg from 'pg'
import { hostname } from 'node:os'

/** "fulb" in ASCII. */
const advisoryLock = 0x66756c62
const keptRuns = 200

export type RunKind = 'backup' | 'verify'
export type RunCause = 'daily' | 'person' | 'operator'

/** How a backup or a check ended. */
export interface RunEnd {
  readonly path: string | null
  readonly bytes: number | null
  /** When the snapshot was taken of a backup that is now known to work. */
  readonly proved: string | null
  readonly problem: string | null
}

/** What all nodes know of the backups. Times are milliseconds. */
export interface RunSummary {
  readonly lastGoodAt: number | null
  readonly lastTriedAt: number | null
  /** Of the newest backup that was proved, when its snapshot was taken. */
  readonly provedAt: number | null
  /** Why the last backup or check failed, if it did. */
  readonly problem: string | null
}

/**
 * Lets one node of several work; undefined while another one does. The lock is a transaction's, so that a pooler between us and
 * the database keeps it with us, and it ends with the connection, however that ends.
 */
export async function takeBackupLock(databaseUrl: string): Promise<{ release(): Promise<void> } | undefined> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'fulcrum-backup', keepAlive: true })
  client.on('error', () => {})
  await client.connect()
  const release = () => client.end().catch(() => {})
  try {
    await client.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0')
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
      advisoryLock,
    ])
    if (rows[0]?.taken === true) return { release }
  } catch (error) {
    await release()
    throw error
  }
  await release()
  return undefined
}

/** Whether some node is making or checking a backup. */
export async function isBackupUnderWay(pool: pg.Pool): Promise<boolean> {
  // A statement is a transaction: the lock is let go of at once.
  const { rows } = await pool.query<{ free: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS free', [advisoryLock])
  return rows[0]?.free !== true
}

/** Writes down that work begins. Only the holder of the lock may call it: what has no end by now was cut. */
export async function beginRun(
  pool: pg.Pool,
  id: string,
  { kind, cause }: { kind: RunKind; cause: RunCause },
): Promise<void> {
  await pool.query(
    "UPDATE backup_run SET ended_at = now(), problem = 'It was cut before its end.' WHERE ended_at IS NULL",
  )
  await pool.query('INSERT INTO backup_run (id, kind, cause, node) VALUES ($1, $2, $3, $4)', [
    id,
    kind,
    cause,
    hostname(),
  ])
  await pool.query(
    'DELETE FROM backup_run WHERE id NOT IN (SELECT id FROM backup_run ORDER BY started_at DESC LIMIT $1) AND proved IS NULL',
    [keptRuns],
  )
}

/** Writes down how it ended. */
export async function endRun(pool: pg.Pool, id: string, { path, bytes, proved, problem }: RunEnd): Promise<void> {
  await pool.query(
    'UPDATE backup_run SET ended_at = now(), path = $2, bytes = $3, proved = $4, problem = $5 WHERE id = $1',
    [id, path, bytes, proved, problem],
  )
}

/** What is known of the runs of all nodes. */
export async function summarizeRuns(pool: pg.Pool): Promise<RunSummary> {
  const { rows } = await pool.query<{
    good: Date | null
    tried: Date | null
    proved: Date | null
    problem: string | null
  }>(`
    SELECT max(started_at) FILTER (WHERE kind = 'backup' AND ended_at IS NOT NULL AND problem IS NULL) AS good,
           max(started_at) FILTER (WHERE kind = 'backup') AS tried,
           max(proved) AS proved,
           (SELECT problem FROM backup_run WHERE ended_at IS NOT NULL ORDER BY started_at DESC LIMIT 1) AS problem
    FROM backup_run`)
  const [row] = rows
  return {
    lastGoodAt: row?.good?.getTime() ?? null,
    lastTriedAt: row?.tried?.getTime() ?? null,
    provedAt: row?.proved?.getTime() ?? null,
    problem: row?.problem ?? null,
  }
}
