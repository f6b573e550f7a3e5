import type pg from 'pg'
import { fewAtOnce } from '../few-at-once.ts'

/** Each holds a connection for as long as the store copies: of a pool that others need too, so many are taken at most. */
const fewLocked = fewAtOnce({
  atOnce: 4,
  maxWaiting: 500,
  refusal: 'Too many files at once: try again in a while.',
})

/**
 * Runs work while no other node keeps or removes the same content, so that bytes and rows never part. The lock is the session's: the
 * work's statements are each on the disk before it goes.
 */
export function withFileLocked<T>(
  pool: pg.Pool,
  hash: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return fewLocked(() => locked(pool, hash, work))
}

async function locked<T>(pool: pg.Pool, hash: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
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
