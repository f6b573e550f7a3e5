import type pg from 'pg'

/** The board on which an item lives, deleted items included; null where there is none. */
export async function boardOfItem(pool: pg.Pool, accountId: string, itemId: string): Promise<string | null> {
  const { rows } = await pool.query<{ board: string }>({
    name: 'board-of-item',
    text: 'SELECT board FROM item WHERE account = $1 AND id = $2',
    values: [accountId, itemId],
  })
  return rows[0]?.board ?? null
}

/** The boards of items, deleted ones included; items that there are not are left out. */
export async function boardsOfItems(
  pool: pg.Pool,
  accountId: string,
  items: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; board: string }>({
    name: 'boards-of-items',
    text: 'SELECT id, board FROM item WHERE account = $1 AND id = ANY ($2)',
    values: [accountId, items],
  })
  return new Map(rows.map(({ id, board }) => [id, board]))
}

/** The messages on some items, by id. */
export async function updateBodies(
  pool: pg.Pool,
  accountId: string,
  items: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; body: string }>({
    name: 'update-bodies',
    text: 'SELECT id, body FROM update WHERE account = $1 AND scope_id = ANY ($2)',
    values: [accountId, items],
  })
  return new Map(rows.map(({ id, body }) => [id, body]))
}

/** Live items by what they are called in the source that they were imported from. */
export async function itemsOfSourceKeys(
  pool: pg.Pool,
  accountId: string,
  sourceKeys: readonly string[],
): Promise<readonly { readonly id: string; readonly board: string; readonly sourceKey: string }[]> {
  const { rows } = await pool.query<{ id: string; board: string; sourceKey: string }>({
    name: 'items-of-source-keys',
    text: `SELECT i.id, i.board, i.source_key AS "sourceKey" FROM item i
           WHERE i.account = $1 AND i.source_key = ANY ($2) AND i.deleted_at IS NULL ORDER BY i.created_at, i.id`,
    values: [accountId, sourceKeys],
  })
  return rows
}

/** Where an item is: a board, and a row there. */
export interface ItemPlace {
  readonly board: string
  readonly row: number
}

/** Where the item of an id is, deleted ones included; undefined where there is none. */
export async function placeOfItem(pool: pg.Pool, accountId: string, item: string): Promise<ItemPlace | undefined> {
  const { rows } = await pool.query<ItemPlace>({
    name: 'place-of-item',
    text: 'SELECT board, row FROM item WHERE account = $1 AND id = $2',
    values: [accountId, item],
  })
  return rows[0]
}

/** Where a key may lead: the rows of the boards with its letters, then those that had it before. */
export async function placesOfKey(
  pool: pg.Pool,
  accountId: string,
  {
    folded,
    own,
    limit,
  }: {
    readonly folded: string
    readonly own: { readonly prefix: string; readonly row: number } | null
    readonly limit: number
  },
): Promise<ItemPlace[]> {
  const { rows } = await pool.query<ItemPlace>({
    name: 'places-of-key',
    text: `(SELECT i.board, i.row FROM board b JOIN item i ON i.account = b.account AND i.board = b.id AND i.row = $4
            WHERE b.account = $1 AND b.prefix = $3 AND b.deleted_at IS NULL LIMIT $5)
           UNION ALL (SELECT board, row FROM item_alias WHERE account = $1 AND key = $2 ORDER BY board, row LIMIT $5)`,
    values: [accountId, folded, own?.prefix ?? null, own?.row ?? null, limit],
  })
  return rows
}

/** The rows that items left when they went to other boards, by board. */
export async function rowsLeftBy(
  pool: pg.Pool,
  accountId: string,
  items: readonly string[],
): Promise<Map<string, number[]>> {
  const { rows } = await pool.query<{ board: string; rows: number[] }>({
    name: 'rows-left-by',
    text: 'SELECT board, array_agg(row) AS rows FROM item WHERE account = $1 AND moved_to = ANY ($2) GROUP BY board',
    values: [accountId, items],
  })
  return new Map(rows.map(({ board, rows: left }) => [board, left]))
}

/** Those of the items on which anybody ever wrote a message. */
export async function itemsWithMessages(
  pool: pg.Pool,
  accountId: string,
  items: readonly string[],
): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'items-with-messages',
    text: 'SELECT DISTINCT scope_id AS id FROM update WHERE account = $1 AND scope_id = ANY ($2)',
    values: [accountId, items],
  })
  return new Set(rows.map(({ id }) => id))
}
