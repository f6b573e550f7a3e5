import type { Patch, Scope } from '@fulcrum/domain'
import type pg from 'pg'

/** What of a logged change says which cells and records it touched, and by whose command. */
export interface TouchingChange {
  readonly version: number
  readonly patches: readonly Patch[]
  readonly client: string | null
  readonly n: number | null
}

/** Changes of a scope after a version, in order, without what takes them back. Imported history touches nothing. */
export async function touchingAfter(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  version: number,
  limit: number,
): Promise<TouchingChange[]> {
  const { rows } = await pool.query<TouchingChange>({
    name: 'touching-after',
    text: `SELECT version, CASE WHEN historic THEN '[]' ELSE patches END AS patches, client, n
           FROM change WHERE account = $1 AND scope = $2 AND version > $3 ORDER BY version LIMIT $4`,
    values: [accountId, scope, version, limit],
  })
  return rows
}
