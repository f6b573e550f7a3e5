import type pg from 'pg'

/**
 * Runs work while no other node keeps or removes the same content, so that bytes and rows never part. The lock is the session's: the
 * work's statements are each on the disk before it goes.
 */
export async function withFileLocked<T>(
  pool: pg.Pool,
  hash: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const key = BigInt.asIntN(64, BigInt(`0x${hash.slice(0, 16)}`)).toString()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [key])
    const result = await work(client)
    await client.query('SELECT pg_advisory_unlock($1)', [key])
    client.release()
    return result
  } catch (error) {
    // A connection that may hold the lock is not given back.
    client.release(true)
    throw error
  }
}
