import type pg from 'pg'
import { withRetry } from '../database/pool.ts'

/** Runs work while no other node does the work of this name. */
export async function inTurn(pool: pg.Pool, name: string, work: () => Promise<void>): Promise<void> {
  const client = await withRetry(pool, () => pool.connect())
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
    await work()
    await client.query('COMMIT')
    client.release()
  } catch (error) {
    // A connection in an unknown state is not given back.
    client.release(true)
    throw error
  }
}
