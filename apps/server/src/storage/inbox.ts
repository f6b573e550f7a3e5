import type pg from 'pg'

/** Where items are now. */
export async function placesOfItems(
  pool: pg.Pool,
  accountId: string,
  items: readonly string[],
): Promise<ReadonlyMap<string, { readonly board: string; readonly row: number }>> {
  const { rows } = await pool.query<{ id: string; board: string; row: number }>(
    'SELECT id, board, row FROM item WHERE account = $1 AND id = ANY ($2)',
    [accountId, items],
  )
  return new Map(rows.map(({ id, ...place }) => [id, place]))
}

/** What is said of a doc: the words, and the comment that began the thread. */
export interface SaidOfDoc {
  readonly body: string
  readonly thread: string
}

/** What comments on docs say that were not taken away, by their ids. */
export async function commentsOfDocs(
  pool: pg.Pool,
  accountId: string,
  of: readonly { readonly doc: string; readonly comment: string }[],
): Promise<ReadonlyMap<string, SaidOfDoc>> {
  const { rows } = await pool.query<SaidOfDoc & { id: string }>(
    `SELECT id, body, coalesce(parent_id, id) AS thread FROM doc_comment
       JOIN unnest($2::uuid[], $3::uuid[]) AS asked (doc, comment) ON scope_id = asked.doc AND id = asked.comment
     WHERE account = $1 AND body IS NOT NULL AND deleted_at IS NULL`,
    [accountId, of.map(({ doc }) => doc), of.map(({ comment }) => comment)],
  )
  return new Map(rows.map(({ id, ...said }) => [id, said]))
}

/** What messages say that were not deleted. */
export async function bodiesOf(
  pool: pg.Pool,
  accountId: string,
  of: readonly { readonly item: string; readonly update: string }[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; body: string }>(
    `SELECT id, body FROM update JOIN unnest($2::uuid[], $3::uuid[]) AS asked (item, message)
       ON scope_id = asked.item AND id = asked.message
     WHERE account = $1 AND body IS NOT NULL AND deleted_at IS NULL`,
    [accountId, of.map(({ item }) => item), of.map(({ update }) => update)],
  )
  return new Map(rows.map(({ id, body }) => [id, body]))
}
