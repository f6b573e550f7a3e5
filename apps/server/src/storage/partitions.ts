import type pg from 'pg'

const advisoryLock = 0x66756c70

/** Makes the log's partitions for this month and the next two; harmless to repeat, and by two nodes at once. */
export async function preparePartitions(pool: pg.Pool, now: Date): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock])
    for (let ahead = 0; ahead < 3; ahead++) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1))
      const name = `change_${from.toISOString().slice(0, 7).replace('-', '_')}`
      await client.query(
        `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF change FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
      )
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
