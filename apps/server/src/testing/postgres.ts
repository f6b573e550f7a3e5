import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { inject } from 'vitest'
import { codeSchemaVersion, migrationsDir, readMigrations } from '../database/migration-files.ts'
import { migrate } from '../database/migrate.ts'
import { createPool } from '../database/pool.ts'
import { silentLog } from './temporary-cluster.ts'

export type TestDatabase = {
  url: string
  pool: pg.Pool
  /** Ends the pool and removes the database. */
  drop(): Promise<void>
}

const templateLock = 0x74656d70

/** A fresh database with our schema, of this test alone. Made from a template, so the migrations run once a run. */
export async function testDatabase(): Promise<TestDatabase> {
  return createFrom(await template())
}

/** A fresh database with nothing in it. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return createFrom('template0')
}

async function createFrom(source: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${source}`))
  const url = urlOf(name)
  const pool = createPool(url, silentLog)
  return {
    url,
    pool,
    drop: async () => {
      if (!pool.ended) await pool.end()
      await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    },
  }
}

async function template(): Promise<string> {
  const fingerprint = readMigrations(migrationsDir)
    .map(({ checksum }) => checksum.slice(0, 4))
    .join('')
  const name = `template_${codeSchemaVersion()}_${fingerprint.slice(-24)}`
  await asAdmin(async (admin) => {
    const client = await admin.connect()
    try {
      await client.query(`SELECT pg_advisory_lock(${templateLock})`)
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
      if (rowCount === 0) {
        const unfinished = `${name}_new`
        await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`)
        await client.query(`CREATE DATABASE ${unfinished} TEMPLATE template0`)
        const pool = createPool(urlOf(unfinished), silentLog)
        await migrate(pool).finally(() => pool.end())
        await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`)
      }
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${templateLock})`)
      client.release()
    }
  })
  return name
}

function urlOf(database: string): string {
  return inject('postgresUrl').replace(/\/[^/?]*(\?.*)?$/, `/${database}$1`)
}

async function asAdmin<T>(work: (admin: pg.Pool) => Promise<T>): Promise<T> {
  const admin = createPool(inject('postgresUrl'), silentLog, 1)
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
