import type pg from 'pg'

/** A place from which an item is named, or one that it names. */
export interface ItemLink {
  readonly item: string
  /** The board and the row where the link stands. */
  readonly board: string
  readonly row: number
  /** The column of that board in which it stands; null where it stands in a message. */
  readonly col: number | null
}

/** Links of one side that are looked at. */
const most = 500

/** The items whose cells or messages name an item. */
export async function linksTo(pool: pg.Pool, accountId: string, item: string): Promise<readonly ItemLink[]> {
  const { rows } = await pool.query<ItemLink>(
    `(SELECT i.id AS item, l.board, l.from_row AS row, l.col FROM link l
      JOIN item i ON i.account = l.account AND i.board = l.board AND i.row = l.from_row
      WHERE l.account = $1 AND l.to_kind = 'item' AND l.to_id = $2 LIMIT ${most})
     UNION ALL
     (SELECT DISTINCT i.id, i.board, i.row, NULL::integer FROM update u
      JOIN item i ON i.account = u.account AND i.id = u.scope_id
      WHERE u.account = $1 AND u.body LIKE '%@[item:%' AND position('@[item:' || $2 || ']' IN u.body) > 0
        AND u.deleted_at IS NULL LIMIT ${most})`,
    [accountId, item],
  )
  return rows
}

/** The items that an item's cells name, with the column in which each stands. */
export async function linksFrom(
  pool: pg.Pool,
  accountId: string,
  { board, row }: { readonly board: string; readonly row: number },
): Promise<readonly { readonly item: string; readonly col: number }[]> {
  const { rows } = await pool.query<{ item: string; col: number }>(
    `SELECT to_id AS item, col FROM link WHERE account = $1 AND board = $2 AND from_row = $3 AND to_kind = 'item'
     ORDER BY col LIMIT ${most}`,
    [accountId, board, row],
  )
  return rows
}

/** Those of some docs whose texts name an item. */
export async function docsNaming(
  pool: pg.Pool,
  accountId: string,
  item: string,
  docs: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ doc: string }>(
    `SELECT doc FROM doc_search WHERE account = $1 AND items @> ARRAY[$2::uuid] AND doc = ANY ($3) LIMIT ${most}`,
    [accountId, item, docs],
  )
  return rows.map(({ doc }) => doc)
}
