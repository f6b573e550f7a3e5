import { gzipSync } from 'node:zlib'
import type { Cause, LoggedChange, Patch, Scope } from '@fulcrum/domain'
import type pg from 'pg'
import { changeColumns, changeSource, toChange } from './change-rows.ts'
import type { ChangeRow } from './change-rows.ts'

/** What a change is to say from now on. Lists that come back as they were are not written. */
export type Rewrite = (change: LoggedChange) => {
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
  /** Absent where the cause stays. */
  readonly cause?: Cause
}

/** Which changes of a scope are rewritten: those before a version, all or the ones of some items or with some text in them. */
export interface RewritePart {
  readonly scope: Scope
  readonly before: number
  readonly items?: { readonly board: string; readonly rows: readonly number[] }
  /** Texts of which a change's patches or inverse have at least one; an inverse that is stored compressed is always read. */
  readonly mentions?: readonly string[]
}

/** Changes are read and written again this many at a time, each slice in a transaction of its own. */
const sliceChanges = 50

/**
 * Says the log's past anew, for what must be forgotten: no version, time or person changes. Also the answers to these
 * changes forget the values that they quote. Doing it twice, or by two nodes at once, changes nothing more.
 */
export async function rewriteLog(pool: pg.Pool, accountId: string, part: RewritePart, rewrite: Rewrite): Promise<void> {
  for (let after = 0; ;) {
    const last = await rewriteSlice(pool, accountId, { ...part, after }, rewrite)
    if (last === null) return
    after = last
  }
}

/** Rewrites some changes behind `after` and gives the last one's version; null where there is none left. */
async function rewriteSlice(
  pool: pg.Pool,
  accountId: string,
  { scope, before, items, mentions, after }: RewritePart & { readonly after: number },
  rewrite: Rewrite,
): Promise<number | null> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const chosen = items
      ? ` AND c.version = ANY (ARRAY(
            SELECT t.version FROM change_item t WHERE t.account = $1 AND t.board = $6 AND t.row = ANY ($7)))`
      : mentions
        ? ` AND (b.inverse IS NOT NULL OR c.patches::text LIKE ANY ($6) OR c.inverse::text LIKE ANY ($6))`
        : ''
    const named = items ? [items.board, items.rows] : mentions ? [mentions.map((text) => `%${text}%`)] : []
    const { rows } = await client.query<ChangeRow>(
      `SELECT ${changeColumns} FROM ${changeSource}
       WHERE c.account = $1 AND c.scope = $2 AND c.version > $3 AND c.version < $4${chosen}
       ORDER BY c.version LIMIT $5 FOR UPDATE OF c`,
      [accountId, scope, after, before, sliceChanges, ...named],
    )
    for (const row of rows) await rewriteChange(client, accountId, row, rewrite)
    await forgetAnswers(client, accountId, rows)
    await client.query('COMMIT')
    client.release()
    return rows.at(-1)?.version ?? null
  } catch (error) {
    // A connection in an unknown state is not given back.
    client.release(true)
    throw error
  }
}

async function rewriteChange(client: pg.PoolClient, accountId: string, row: ChangeRow, rewrite: Rewrite) {
  const change = toChange(row)
  const { patches, inverse, cause = change.cause } = rewrite(change)
  const key = [accountId, row.scope, row.version]
  const place = 'account = $1 AND scope = $2 AND version = $3'
  if (patches !== change.patches) {
    const values = [...key, row.recorded_at, JSON.stringify(patches)]
    await client.query(`UPDATE change SET patches = $5 WHERE ${place} AND recorded_at = $4`, values)
  }
  if (cause !== change.cause) {
    const values = [...key, row.recorded_at, JSON.stringify(cause)]
    await client.query(`UPDATE change SET cause = $5 WHERE ${place} AND recorded_at = $4`, values)
  }
  if (inverse === change.inverse) return
  const text = JSON.stringify(inverse)
  if (row.blob) await client.query(`UPDATE change_blob SET inverse = $4 WHERE ${place}`, [...key, gzipSync(text)])
  else
    await client.query(`UPDATE change SET inverse = $5 WHERE ${place} AND recorded_at = $4`, [
      ...key,
      row.recorded_at,
      text,
    ])
}

/** An answer quotes cells where somebody was offline and another value stood there by then. */
async function forgetAnswers(client: pg.PoolClient, accountId: string, rows: readonly ChangeRow[]): Promise<void> {
  const asked = rows.filter(({ client: asker }) => asker !== null)
  if (asked.length === 0) return
  await client.query(
    `UPDATE client_command a SET answer = jsonb_set(a.answer::jsonb, '{result,conflicts}', '[]')::json
     FROM unnest($2::uuid[], $3::bigint[]) AS p(client, n)
     WHERE a.account = $1 AND a.client = p.client AND a.n = p.n AND a.answer->'result'->'conflicts' IS NOT NULL`,
    [accountId, asked.map(({ client: asker }) => asker), asked.map(({ n }) => n)],
  )
}

/** The changes of a scope after one version, up to another, that were made by one of some commands. */
export async function changesByCommand(
  pool: pg.Pool,
  accountId: string,
  { scope, after, upTo }: { readonly scope: Scope; readonly after: number; readonly upTo: number },
  commands: readonly string[],
): Promise<LoggedChange[]> {
  const { rows } = await pool.query<ChangeRow>(
    `SELECT ${changeColumns} FROM ${changeSource}
     WHERE c.account = $1 AND c.scope = $2 AND c.version > $3 AND c.version <= $4 AND c.command = ANY ($5) ORDER BY c.version`,
    [accountId, scope, after, upTo, commands],
  )
  return rows.map(toChange)
}
