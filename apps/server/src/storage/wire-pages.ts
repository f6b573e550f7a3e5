import type { Scope } from '@fulcrum/domain'
import type pg from 'pg'

/** Changes as they go on the wire, made into text by the database. */
export interface WirePage {
  /** A JSON list of changes, in order. */
  readonly text: string
  readonly count: number
  /** Cells and records that they set; changes of a few hundred characters count as one. */
  readonly rows: number
  /** False where a reader may not know of all of it: imported history, and views that may be somebody's own. */
  readonly isPlain: boolean
}

/** Longer patches are looked into to count their rows. */
const shortPatches = 400

/**
 * Changes after a version for somebody who sees all of a board. The database writes the JSON that is sent, so nothing is taken
 * apart and put together again here: catching up costs little more than reading.
 */
export async function wirePage(
  pool: pg.Pool,
  accountId: string,
  scope: Scope,
  version: number,
  limit: number,
): Promise<WirePage> {
  const { rows } = await pool.query<WirePage>({
    name: 'wire-page',
    text: `SELECT coalesce('[' || string_agg(c.wire, ',' ORDER BY c.version) || ']', '[]') AS text, count(*) AS count,
                  coalesce(sum(c.rows), 0)::bigint AS rows, coalesce(bool_and(c.plain), true) AS "isPlain"
           FROM (
             SELECT version, NOT historic AND patches::text NOT LIKE '%"table":"view"%' AS plain,
                    CASE WHEN length(patches::text) < ${shortPatches} THEN 1 ELSE (
                      SELECT sum(coalesce(json_array_length(p -> 'rows'), 1)) FROM json_array_elements(patches) p) END AS rows,
                    '{"version":' || version || ',"id":"' || change_id || '","at":' || at ||
                    ',"actor":' || coalesce('"' || actor || '"', 'null') || ',"cause":' || cause ||
                    ',"command":"' || command || '","patches":' || patches ||
                    coalesce(',"batch":"' || batch || '"', '') ||
                    coalesce(',"client":"' || client || '","n":' || n, '') || '}' AS wire
             FROM change WHERE account = $1 AND scope = $2 AND version > $3 ORDER BY version LIMIT $4) c`,
    values: [accountId, scope, version, limit],
  })
  return rows[0] ?? { text: '[]', count: 0, rows: 0, isPlain: true }
}
