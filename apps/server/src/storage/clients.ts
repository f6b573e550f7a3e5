import type pg from 'pg'
import { withRetry } from '../database/pool.ts'

/**
 * Binds a client to a member at first use, and gives the highest number of a command of it that has an answer; null where the
 * client is another member's.
 */
export async function bindClient(
  pool: pg.Pool,
  accountId: string,
  client: string,
  member: string,
): Promise<number | null> {
  return withRetry(pool, async () => {
    await pool.query('INSERT INTO client (account, id, member) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      accountId,
      client,
      member,
    ])
    const { rows } = await pool.query<{ member: string; last: number }>(
      `SELECT member, (SELECT coalesce(max(n), 0) FROM client_command c WHERE c.account = $1 AND c.client = $2) AS last
       FROM client WHERE account = $1 AND id = $2`,
      [accountId, client],
    )
    const [row] = rows
    return row?.member === member ? row.last : null
  })
}
