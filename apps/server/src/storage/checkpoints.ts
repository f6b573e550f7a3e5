import type pg from 'pg'
import type { LaterChange, Patch, Scope } from '@fulcrum/domain'
import { scopeOf } from '@fulcrum/domain'
import { changeSource, toChange, changeColumns } from './change-rows.ts'
import type { ChangeRow } from './change-rows.ts'

/** One compressed chunk of a column, by what is in it. */
export interface StoredChunk {
  readonly lane: string
  readonly chunk: number
  readonly hash: string
  readonly body: Uint8Array
}

/** A checkpoint as it is stored; see the migration for what its versions mean. */
export interface StoredCheckpoint {
  readonly board: string
  readonly version: number
  readonly until: number
  readonly at: number
  readonly rowCount: number
  /** Compressed JSON. */
  readonly records: Uint8Array
  readonly chunks: readonly StoredChunk[]
}

type ChunkList = readonly (readonly [lane: string, chunk: number, hash: string])[]

interface CheckpointRow {
  readonly version: number
  readonly until: number
  readonly at: number
  readonly row_count: number
  readonly records: Buffer
  readonly chunks: ChunkList
}

/** Stores a checkpoint whole or not at all; one of the same version is put in its place. */
export async function saveCheckpoint(pool: pg.Pool, accountId: string, checkpoint: StoredCheckpoint): Promise<void> {
  const { board, version, until, at, rowCount, records, chunks } = checkpoint
  const list: ChunkList = chunks.map(({ lane, chunk, hash }) => [lane, chunk, hash])
  await pool.query(
    `WITH chunk AS (
       INSERT INTO checkpoint_chunk (account, board, hash, body)
       SELECT DISTINCT ON (p.hash) $1::uuid, $2::uuid, p.hash, p.body FROM unnest($8::text[], $9::bytea[]) AS p(hash, body)
       ON CONFLICT DO NOTHING)
     INSERT INTO checkpoint (account, board, version, until, at, row_count, records, chunks)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $10)
     ON CONFLICT (account, board, version) DO UPDATE SET
       until = excluded.until, at = excluded.at, row_count = excluded.row_count, records = excluded.records, chunks = excluded.chunks`,
    [
      accountId,
      board,
      version,
      until,
      at,
      rowCount,
      Buffer.from(records),
      chunks.map(({ hash }) => hash),
      chunks.map(({ body }) => Buffer.from(body)),
      JSON.stringify(list),
    ],
  )
}

/** The last checkpoint that is right at a version; null where there is none. */
export async function checkpointBefore(
  pool: pg.Pool,
  accountId: string,
  board: string,
  version: number,
): Promise<StoredCheckpoint | null> {
  const { rows } = await pool.query<CheckpointRow>(
    `SELECT version, until, at, row_count, records, chunks FROM checkpoint
     WHERE account = $1 AND board = $2 AND until <= $3 ORDER BY version DESC LIMIT 1`,
    [accountId, board, version],
  )
  const [row] = rows
  return row ? withChunks(pool, accountId, board, row) : null
}

/** The versions of a board's checkpoints. */
export async function checkpointVersions(pool: pg.Pool, accountId: string, board: string): Promise<number[]> {
  const { rows } = await pool.query<{ version: number }>(
    'SELECT version FROM checkpoint WHERE account = $1 AND board = $2 ORDER BY version',
    [accountId, board],
  )
  return rows.map(({ version }) => version)
}

/** One checkpoint. */
export async function checkpointAt(
  pool: pg.Pool,
  accountId: string,
  board: string,
  version: number,
): Promise<StoredCheckpoint | null> {
  const { rows } = await pool.query<CheckpointRow>(
    `SELECT version, until, at, row_count, records, chunks FROM checkpoint WHERE account = $1 AND board = $2 AND version = $3`,
    [accountId, board, version],
  )
  const [row] = rows
  return row ? withChunks(pool, accountId, board, row) : null
}

async function withChunks(
  pool: pg.Pool,
  accountId: string,
  board: string,
  { version, until, at, row_count: rowCount, records, chunks }: CheckpointRow,
): Promise<StoredCheckpoint | null> {
  const { rows } = await pool.query<{ hash: string; body: Buffer }>(
    'SELECT hash, body FROM checkpoint_chunk WHERE account = $1 AND board = $2 AND hash = ANY ($3)',
    [accountId, board, [...new Set(chunks.map(([, , hash]) => hash))]],
  )
  const bodies = new Map(rows.map(({ hash, body }) => [hash, body]))
  const found = chunks.flatMap(([lane, chunk, hash]) => {
    const body = bodies.get(hash)
    return body ? [{ lane, chunk, hash, body }] : []
  })
  // What a purge takes away meanwhile is no checkpoint any more.
  return found.length === chunks.length ? { board, version, until, at, rowCount, records, chunks: found } : null
}

/** Removes all checkpoints of a board. */
export async function dropCheckpoints(pool: pg.Pool, accountId: string, board: string): Promise<void> {
  await pool.query('DELETE FROM checkpoint WHERE account = $1 AND board = $2', [accountId, board])
  await dropLooseChunks(pool, accountId, board)
}

/** Removes the chunks that no checkpoint of a board names. */
export async function dropLooseChunks(pool: pg.Pool, accountId: string, board: string): Promise<void> {
  await pool.query(
    `DELETE FROM checkpoint_chunk WHERE account = $1 AND board = $2 AND hash NOT IN (
       SELECT c.value->>2 FROM checkpoint p, jsonb_array_elements(p.chunks) AS c WHERE p.account = $1 AND p.board = $2)`,
    [accountId, board],
  )
}

/** When a board is due for its next checkpoint. */
export interface CheckpointRule {
  readonly changes: number
  /** Items that changes touched, each as often as it was: what a replay costs. */
  readonly touches: number
  readonly ageMs: number
}

/** The boards that moved on far enough, or long enough ago, from their last checkpoint. */
export async function boardsDue(
  pool: pg.Pool,
  accountId: string,
  rule: CheckpointRule,
  now: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ board: string }>(
    `WITH last AS (
       SELECT substr(s.scope, 7)::uuid AS board, s.scope, s.version AS now, coalesce(c.version, 0) AS version, c.at
       FROM scope s LEFT JOIN LATERAL (
         SELECT version, at FROM checkpoint c WHERE c.account = $1 AND c.board = substr(s.scope, 7)::uuid
         ORDER BY version DESC LIMIT 1) c ON true
       WHERE s.account = $1 AND s.scope LIKE 'board:%')
     SELECT l.board FROM last l
     WHERE l.now > l.version AND (
       l.now - l.version >= $2
       OR coalesce(l.at, (SELECT min(at) FROM change f WHERE f.account = $1 AND f.scope = l.scope AND f.version <= 2 AND NOT f.historic), $5) < $5 - $4
       OR (SELECT count(*) FROM (SELECT FROM change_item t
             WHERE t.account = $1 AND t.board = l.board AND t.version > l.version LIMIT $3) n) >= $3)
     ORDER BY l.board`,
    [accountId, rule.changes, rule.touches, rule.ageMs, now],
  )
  return rows.map(({ board }) => board)
}

/**
 * Removes every second checkpoint that is older than `before` and lies between two that are at most `changes` apart, until
 * none does. Gives the boards that lost some.
 */
export async function thinCheckpoints(
  pool: pg.Pool,
  accountId: string,
  { before, changes }: { readonly before: number; readonly changes: number },
): Promise<string[]> {
  const thinned = new Set<string>()
  for (;;) {
    const { rows } = await pool.query<{ board: string }>(
      `DELETE FROM checkpoint c USING (
         SELECT DISTINCT ON (board) board, version FROM (
           SELECT board, version, at,
             lead(version) OVER w - lag(version) OVER w AS apart
           FROM checkpoint WHERE account = $1 WINDOW w AS (PARTITION BY board ORDER BY version)) p
         WHERE p.at < $2 AND p.apart <= $3 ORDER BY board, version) d
       WHERE c.account = $1 AND c.board = d.board AND c.version = d.version RETURNING c.board`,
      [accountId, before, changes],
    )
    for (const { board } of rows) thinned.add(board)
    if (rows.length === 0) return [...thinned]
  }
}

/** The last version of a board that was recorded by a moment; 0 where the log begins later. */
export async function versionAt(pool: pg.Pool, accountId: string, scope: Scope, at: number): Promise<number> {
  const { rows } = await pool.query<{ version: number }>({
    name: 'version-at',
    // The checkpoints say between which versions to look.
    text: `SELECT version FROM change
           WHERE account = $1 AND scope = $2 AND at <= $4 AND NOT historic
             AND version <= coalesce((SELECT min(version) FROM checkpoint WHERE account = $1 AND board = $3 AND at > $4), 9007199254740991)
           ORDER BY version DESC LIMIT 1`,
    values: [accountId, scope, scope.slice('board:'.length), at],
  })
  return rows[0]?.version ?? 0
}

/** The patches of the changes of a scope between two versions that were not imported as history, in order. */
export async function patchesBetween(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  { after, until, limit }: { readonly after: number; readonly until: number; readonly limit: number },
): Promise<
  { readonly version: number; readonly at: number; readonly actor: string | null; readonly patches: Patch[] }[]
> {
  const { rows } = await pool.query<{ version: number; at: number; actor: string | null; patches: Patch[] }>({
    name: 'patches-between',
    text: `SELECT version, at, actor, patches FROM change
           WHERE account = $1 AND scope = $2 AND version > $3 AND version <= $4 AND NOT historic ORDER BY version LIMIT $5`,
    values: [accountId, scope, after, until, limit],
  })
  return rows
}

/** What imports did, and history that they brought, after a version: all that may speak of the time before. */
export async function importedAfter(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  version: number,
): Promise<LaterChange[]> {
  const { rows } = await pool.query<ChangeRow>({
    name: 'imported-after',
    text: `SELECT ${changeColumns} FROM ${changeSource}
           WHERE c.account = $1 AND c.scope = $2 AND c.version > $3 AND (c.historic OR c.cause->>'kind' = 'import')
           ORDER BY c.version`,
    values: [accountId, scope, version],
  })
  return rows.map((row) => {
    const { id, at, actor, historic, batch, patches, inverse } = toChange(row)
    return { version: row.version, at, actor, historic: historic === true, batch: batch ?? id, patches, inverse }
  })
}

/** How a board's record was made, where its log tells. */
export async function firstPatches(pool: pg.Pool, accountId: string, board: string): Promise<LaterChange[]> {
  const scope = scopeOf('board', board)
  const rows = await patchesBetween(pool, accountId, scope, { after: 0, until: 1, limit: 1 })
  return rows.map(({ version, at, actor, patches }) => ({
    version,
    at,
    actor,
    historic: false,
    batch: 'first',
    patches,
    inverse: [],
  }))
}
