import type pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../operations/start-error.ts'
import { errorCode } from './binaries.ts'
import type { Log } from './database.ts'
import { migrationsDir, readMigrations, type Migration } from './migration-files.ts'

/** "fulcrum" in ASCII, cut to what an advisory lock takes. */
const advisoryLock = 0x66756c63
const lockTimeoutMs = 3_000
const maxTries = 20

type Applied = { number: number; name: string; checksum: string }

export type MigrateOptions = { dir?: string; log?: Log }

/**
 * Brings the schema to what this code needs. Each file runs in one transaction together with the row that says so,
 * hence a `kill -9` anywhere leaves either all of a file or none of it, and the next start goes on from there. The lock
 * is held within each transaction: several nodes may start at once, and poolers that share sessions do no harm.
 * Throws when the database was migrated by newer code, or when an applied file has changed since.
 */
export async function migrate(pool: pg.Pool, { dir = migrationsDir, log }: MigrateOptions = {}): Promise<number> {
  const migrations = readMigrations(dir)
  refuseUnknown(await appliedMigrations(pool), migrations)
  if ((await appliedSchemaVersion(pool)) === migrations.length) return migrations.length
  await inTransaction(pool, createLedger)
  for (const migration of migrations) {
    const ran = await retryLocks(() => inTransaction(pool, (client) => applyOnce(client, migration, migrations)), log)
    if (ran) log?.info({ migration: migration.number, name: migration.name }, 'migrated the database')
  }
  return migrations.length
}

/** How many migrations the database has; 0 for an empty one. */
export async function appliedSchemaVersion(pool: pg.Pool): Promise<number> {
  return (await appliedMigrations(pool)).length
}

async function applyOnce(client: pg.PoolClient, migration: Migration, all: readonly Migration[]): Promise<boolean> {
  await client.query(`SELECT pg_advisory_xact_lock(${advisoryLock})`)
  const applied = await readLedger(client)
  refuseUnknown(applied, all)
  if (applied.length >= migration.number) return false
  await client.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`)
  try {
    await client.query(migration.sql)
  } catch (cause) {
    if (isLockTrouble(cause) || errorCode(cause)?.startsWith('08') === true) throw cause
    throw new StartError(
      'migration',
      `Migration ${label(migration)} failed and was taken back whole: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    )
  }
  await client.query('INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)', [
    migration.number,
    migration.name,
    migration.checksum,
  ])
  return true
}

/** Makes the table that says which migrations ran; within the caller's transaction. */
export async function createLedger(client: pg.ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${advisoryLock})`)
  await client.query(`
    CREATE TABLE IF NOT EXISTS schema_migration (
      number integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`)
}

async function appliedMigrations(pool: pg.Pool): Promise<Applied[]> {
  const { rows } = await pool.query<{ exists: boolean }>("SELECT to_regclass('schema_migration') IS NOT NULL AS exists")
  return rows[0]?.exists === true ? readLedger(pool) : []
}

async function readLedger(db: pg.Pool | pg.PoolClient): Promise<Applied[]> {
  return (await db.query<Applied>('SELECT number, name, checksum FROM schema_migration ORDER BY number')).rows
}

function refuseUnknown(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const [index, row] of applied.entries()) {
    const ours = migrations[index]
    if (ours === undefined) {
      throw new StartError(
        'data-newer',
        `The data was written by a newer Fulcrum (schema ${applied.length}, this one knows ${migrations.length}). ` +
          'Use the newer Fulcrum. Nothing was changed.',
      )
    }
    if (ours.checksum !== row.checksum) {
      throw new StartError(
        'migration',
        `Migration ${label(ours)} is not the one this database was made with (there it is ${label(row)}). ` +
          'An applied migration never changes: restore the file, and put the change into a new one.',
      )
    }
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error(String(rollbackError))
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** A busy table must not queue every reader behind us: give up after the lock timeout, let them pass, try again. */
async function retryLocks<T>(work: () => Promise<T>, log: Log | undefined): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isLockTrouble(error) || tries === maxTries) throw error
      log?.warn({ tries }, 'a migration waits for a lock')
      await sleep(Math.min(100 * 2 ** tries, 5_000))
    }
  }
}

function isLockTrouble(error: unknown): boolean {
  const code = errorCode(error)
  return code === '55P03' || code === '40P01'
}

function label({ number, name }: { number: number; name: string }): string {
  return `${String(number).padStart(4, '0')}-${name}`
}
