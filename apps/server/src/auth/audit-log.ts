import { scopeOf } from '@fulcrum/domain'
import type pg from 'pg'
import type { AuthContext } from './ports.ts'
import { rightsCommands } from './security-events.ts'

const watched = Object.keys(rightsCommands)
const consumer = 'audit'
const maxChanges = 1_000

/** Takes what the log says of rights into the audit table: each change once, whichever node comes first. */
export async function auditFromLog({ pool, door }: AuthContext): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    while ((await takeSome(client, door.accountId)) === maxChanges);
    await client.query('COMMIT')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function takeSome(client: pg.PoolClient, accountId: string): Promise<number> {
  const scope = scopeOf('account', accountId)
  const { rows: cursors } = await client.query<{ version: number }>(
    `INSERT INTO consumer_cursor AS c (account, consumer, scope, version) VALUES ($1, $2, $3, 0)
     ON CONFLICT (account, consumer, scope) DO UPDATE SET version = c.version RETURNING version`,
    [accountId, consumer, scope],
  )
  const { rows } = await client.query<{ count: number; last: number | null }>(
    `WITH news AS (
       SELECT version, recorded_at, change_id, actor, command, cause FROM change
       WHERE account = $1 AND scope = $2 AND version > $3 ORDER BY version LIMIT $4
     ), kept AS (
       INSERT INTO audit (account, at, event, actor, subject, details)
       SELECT $1, recorded_at, command, actor, change_id,
              CASE WHEN cause ->> 'of' IS NULL THEN '{}' ELSE json_build_object('of', cause ->> 'of') END
       FROM news WHERE command = ANY ($5) ORDER BY version
     )
     SELECT count(*) AS count, max(version) AS last FROM news`,
    [accountId, scope, cursors[0]?.version ?? 0, maxChanges, watched],
  )
  const { count = 0, last = null } = rows[0] ?? {}
  if (last !== null) {
    await client.query('UPDATE consumer_cursor SET version = $4 WHERE account = $1 AND consumer = $2 AND scope = $3', [
      accountId,
      consumer,
      scope,
      last,
    ])
  }
  return count
}
