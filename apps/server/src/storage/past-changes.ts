import { gunzipSync } from 'node:zlib'
import type { CellColumn, PastChange, Patch, Scope } from '@fulcrum/domain'
import type pg from 'pg'

interface PastRow {
  readonly version: number
  readonly at: number
  readonly historic: boolean
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[] | null
  readonly blob: Buffer | null
}

/** A change with where it comes from. */
export interface StoredPastChange extends PastChange {
  readonly historic: boolean
}

/**
 * What the changes of a scope between two versions did to the cells of some columns, in order. Only patches of these columns
 * leave the database, and what items were made with besides.
 */
export async function pastChanges(
  pool: Pick<pg.ClientBase, 'query'>,
  accountId: string,
  scope: Scope,
  { after, until, limit }: { readonly after: number; readonly until: number; readonly limit: number },
  columns: readonly CellColumn[],
): Promise<{ readonly changes: readonly StoredPastChange[]; readonly last: number }> {
  const wanted = (patches: string) =>
    `(SELECT coalesce(json_agg(p.value), '[]') FROM json_array_elements(${patches}) p
      WHERE p.value->>'op' = 'cells' AND p.value->>'column' = ANY ($5))`
  const { rows } = await pool.query<PastRow>({
    name: 'past-changes',
    text: `SELECT c.version, c.at, c.historic, ${wanted('c.patches')} AS patches,
             CASE WHEN c.inverse IS NULL THEN NULL ELSE ${wanted('c.inverse')} END AS inverse, b.inverse AS blob
           FROM change c LEFT JOIN change_blob b ON b.account = c.account AND b.scope = c.scope AND b.version = c.version
           WHERE c.account = $1 AND c.scope = $2 AND c.version > $3 AND c.version <= $4
           ORDER BY c.version LIMIT $6`,
    values: [accountId, scope, after, until, [...columns, 'createdAt'].map(String), limit],
  })
  return {
    changes: rows.map(({ version, at, historic, patches, inverse, blob }) => ({
      version,
      at,
      historic,
      patches,
      // @NOTE an inverse that is stored apart is a list of patches like the others.
      inverse: () => inverse ?? (blob ? (JSON.parse(gunzipSync(blob).toString()) as Patch[]) : []),
    })),
    last: rows.at(-1)?.version ?? until,
  }
}
