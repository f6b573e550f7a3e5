import type pg from 'pg'

/** The lock of the database says that some process is at a transfer; it ends with that process. */
const lockSql = "hashtextextended('transfer:' || $1::text, 0)"

/**
 * Runs work while no other process is at this transfer; undefined where one is. `isHeld` says whether that is still so: where the
 * connection ends, another process may begin.
 */
export async function whileLeased<T>(
  pool: pg.Pool,
  id: string,
  work: (isHeld: () => boolean) => Promise<T>,
): Promise<T | undefined> {
  const client = await pool.connect()
  let held = true
  const onError = () => {
    held = false
  }
  client.once('error', onError)
  try {
    const { rows } = await client.query<{ free: boolean }>(`SELECT pg_try_advisory_lock(${lockSql}) AS free`, [id])
    if (rows[0]?.free !== true) return undefined
    try {
      return await work(() => held)
    } finally {
      if (held) await client.query(`SELECT pg_advisory_unlock(${lockSql})`, [id])
    }
  } catch (error) {
    held = false
    throw error
  } finally {
    client.off('error', onError)
    // With the connection its lock goes too.
    client.release(!held)
  }
}
