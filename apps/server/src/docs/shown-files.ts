import type pg from 'pg'

/** The docs that show a file, or showed it. */
export async function docsShowing(
  pool: Pick<pg.Pool, 'query'>,
  accountId: string,
  hash: string,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ doc: string }>(
    'SELECT doc FROM doc_file WHERE account = $1 AND hash = $2 ORDER BY doc',
    [accountId, hash],
  )
  return rows.map(({ doc }) => doc)
}
