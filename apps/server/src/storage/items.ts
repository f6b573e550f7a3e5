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
