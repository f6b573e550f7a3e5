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
