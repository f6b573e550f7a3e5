import { scopeOf, uuidV7 } from '@fulcrum/domain'
import type { AccountId } from '@fulcrum/domain'
import type pg from 'pg'

const advisoryLock = 0x66756c61

/**
 * The id of the installation's account; one is chosen at the first start, by one node if several start at once. The account
 * itself is made by a command, like everything else.
 */
export async function accountIdOf(pool: pg.Pool, now: number): Promise<AccountId> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock])
    const { rows } = await client.query<{ account: AccountId }>(
      "SELECT account FROM scope WHERE scope LIKE 'account:%' LIMIT 1",
    )
    const known = rows[0]?.account
    const accountId = known ?? (uuidV7(now, (bytes) => crypto.getRandomValues(bytes)) as AccountId)
    if (known === undefined) {
      await client.query('INSERT INTO scope (account, scope) VALUES ($1, $2)', [
        accountId,
        scopeOf('account', accountId),
      ])
    }
    await client.query('COMMIT')
    return accountId
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
