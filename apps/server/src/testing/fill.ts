import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/**
 * Fills a fresh board that has columns 1 (number), 2 (status) and 3 (text) with items straight in the database: many
 * thousand in a second. Nothing may hold the board in memory yet.
 */
export async function fillBoard(pool: pg.Pool, accountId: string, board: string, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO item (account, board, row, id, title, "group", rank, created_at, cells)
     SELECT $1::uuid, $2::uuid, r, overlay($3::text placing lpad(to_hex(r), 8, '0') from 1 for 8)::uuid, 'Item ' || r, 1,
            'V' || lpad(r::text, 6, '0') || 'V', 1700000000000 + r,
            jsonb_build_object('1', (r * 7919) % 1000, '2', 1 + r % 5, '3', 'note ' || r % 50)
     FROM generate_series(0, $4::int - 1) AS r`,
    [accountId, board, randomUUID(), count],
  )
}
