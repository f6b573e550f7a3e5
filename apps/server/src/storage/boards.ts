import type pg from 'pg'

/** The shown boards that have a column which was made for a source, newest first. `prefix` has no characters that LIKE knows. */
export async function boardsOfSource(pool: pg.Pool, accountId: string, prefix: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'boards-of-source',
    text: `SELECT b.id FROM board b
           WHERE b.account = $1 AND b.deleted_at IS NULL AND b.hidden IS NOT TRUE
             AND EXISTS (SELECT FROM "column" c WHERE c.account = $1 AND c.scope_id = b.id AND c.source_field LIKE $2 || '%')
           ORDER BY b.created_at DESC`,
    values: [accountId, prefix],
  })
  return rows.map(({ id }) => id)
}
