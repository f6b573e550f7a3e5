import type pg from 'pg'

/**
 * The shown boards that have a column which was made for a source, newest first; with `beginnings` those that have an item whose
 * source key goes on with one of them. `prefix` has no characters that LIKE knows.
 */
export async function boardsOfSource(
  pool: pg.Pool,
  accountId: string,
  { prefix, beginnings }: { readonly prefix: string; readonly beginnings?: readonly string[] | undefined },
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'boards-of-source',
    text: `SELECT b.id FROM board b
           WHERE b.account = $1 AND b.deleted_at IS NULL AND b.hidden IS NOT TRUE
             AND EXISTS (SELECT FROM "column" c WHERE c.account = $1 AND c.scope_id = b.id AND c.source_field LIKE $2 || '%')
             AND ($3::text[] IS NULL OR EXISTS (
               SELECT FROM item i WHERE i.account = $1 AND i.board = b.id AND i.source_key LIKE ANY ($3)))
           ORDER BY b.created_at DESC`,
    values: [accountId, prefix, beginnings?.map((beginning) => `${prefix}${beginning}%`) ?? null],
  })
  return rows.map(({ id }) => id)
}

/** All shown boards by name, oldest first. */
export async function boardsNamed(
  pool: pg.Pool,
  accountId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { rows } = await pool.query<{ id: string; name: string }>({
    name: 'boards-named',
    text: `SELECT id, name FROM board
           WHERE account = $1 AND deleted_at IS NULL AND hidden IS NOT TRUE AND name IS NOT NULL ORDER BY created_at, id`,
    values: [accountId],
  })
  return rows
}
