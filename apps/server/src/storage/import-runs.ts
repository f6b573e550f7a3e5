import type { Json, JsonObject } from '@fulcrum/domain'
import type pg from 'pg'

/** An import that writes, one that is taken back, or what of these a process left behind. */
export interface ImportRun {
  readonly id: string
  readonly board: string
  readonly batch: string
  readonly member: string | null
  /** The name of what is imported. */
  readonly name: string
  /** Its person undoes it, or does it again: what that writes has the run's id as its batch. */
  readonly takingBack: boolean
}

/** What became of an import whose process died. */
export interface ImportOutcome {
  readonly message: string
}

type Runner = Pick<pg.Pool, 'query'>

/** Notes an import before it writes anything. */
export async function beginImportRun(pool: Runner, accountId: string, run: ImportRun): Promise<void> {
  await pool.query(
    `INSERT INTO import_run (account, id, board, batch, member, name, taking_back) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (account, id) DO UPDATE SET board = excluded.board, batch = excluded.batch, ended_at = NULL, outcome = NULL`,
    [accountId, run.id, run.board, run.batch, run.member, run.name, run.takingBack],
  )
}

/** Forgets an import that ended in its own process. */
export async function endImportRun(pool: Runner, accountId: string, id: string): Promise<void> {
  await pool.query('DELETE FROM import_run WHERE account = $1 AND id = $2', [accountId, id])
}

/** Imports that have not ended: each is at work, or its process died. */
export async function openImportRuns(pool: Runner, accountId: string): Promise<ImportRun[]> {
  const { rows } = await pool.query<ImportRun>(
    `SELECT id, board, batch, member, name, taking_back AS "takingBack"
     FROM import_run WHERE account = $1 AND ended_at IS NULL ORDER BY started_at`,
    [accountId],
  )
  return rows
}

/** Says what became of an import, for whoever asks for it yet. */
export async function settleImportRun(
  pool: Runner,
  accountId: string,
  id: string,
  outcome: ImportOutcome,
): Promise<void> {
  // @NOTE an outcome is plain JSON.
  const json = JSON.stringify(outcome satisfies ImportOutcome as unknown as JsonObject)
  await pool.query('UPDATE import_run SET ended_at = now(), outcome = $3 WHERE account = $1 AND id = $2', [
    accountId,
    id,
    json,
  ])
}

/** An import of a member that a process left behind; `outcome` is null until it was taken back. */
export async function leftImportRun(
  pool: Runner,
  accountId: string,
  { id, member }: { readonly id: string; readonly member: string },
): Promise<{ readonly outcome: ImportOutcome | null } | null> {
  const { rows } = await pool.query<{ outcome: Json }>(
    'SELECT outcome FROM import_run WHERE account = $1 AND id = $2 AND member = $3',
    [accountId, id, member],
  )
  const [run] = rows
  // @NOTE only outcomes are stored there.
  return run ? { outcome: run.outcome as unknown as ImportOutcome | null } : null
}

/** Forgets what nobody will ask for any more. */
export async function forgetOldImportRuns(pool: Runner, accountId: string): Promise<void> {
  await pool.query(`DELETE FROM import_run WHERE account = $1 AND ended_at < now() - interval '7 days'`, [accountId])
}

/** What a batch came from and where it wrote, if it is an import's or what took one back; null for every other batch. */
export async function importOfBatch(
  pool: Runner,
  accountId: string,
  batch: string,
): Promise<Pick<ImportRun, 'board' | 'name'> | null> {
  const { rows } = await pool.query<Pick<ImportRun, 'board' | 'name'>>(
    `(SELECT board, name FROM import_run WHERE account = $1 AND id = $2 AND taking_back)
     UNION ALL
     (SELECT substr(scope, 7)::uuid, cause ->> 'name' FROM change
      WHERE account = $1 AND batch = $2 AND NOT historic AND scope LIKE 'board:%' AND cause ->> 'kind' = 'import'
      ORDER BY recorded_at, version LIMIT 1)
     LIMIT 1`,
    [accountId, batch],
  )
  return rows[0] ?? null
}
