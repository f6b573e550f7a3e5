import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { readConfig, type ServerConfig } from '../config/config.ts'
import { openDatabase } from '../database/database.ts'
import { appliedSchemaVersion, migrate } from '../database/migrate.ts'
import { codeSchemaVersion, migrationsDir } from '../database/migration-files.ts'
import { dataFolderWithFiles, tableHashes } from '../testing/backup-folders.ts'
import { fillBoard } from '../testing/fill.ts'
import { emptyDatabase, type TestDatabase } from '../testing/postgres.ts'
import { seededRandom } from '../testing/random.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { newId } from '../testing/world.ts'
import { listShelf } from './shelf.ts'
import { upgradeHere } from './upgrade.ts'

const oldVersion = 3
const folders: string[] = []

afterAll(() => {
  for (const dir of folders) rmSync(dir, { recursive: true, force: true })
})

/** A database and a data folder as an older Fulcrum left them. */
async function oldInstallation(items: number): Promise<{ database: TestDatabase; dataDir: string }> {
  const dataDir = dataFolderWithFiles()
  folders.push(dataDir)
  const database = await emptyDatabase()
  await fillOld(database.pool, items)
  return { database, dataDir }
}

/** Lays what an older Fulcrum had into an empty database. */
async function fillOld(pool: pg.Pool, items: number): Promise<void> {
  const migrations = mkdtempSync(path.join(tmpdir(), 'fulcrum-old-'))
  folders.push(migrations)
  for (const file of readdirSync(migrationsDir).toSorted().slice(0, oldVersion)) {
    copyFileSync(path.join(migrationsDir, file), path.join(migrations, file))
  }
  await migrate(pool, { dir: migrations })
  const [account, board, workspace] = [newId(), newId(), newId()]
  await pool.query('INSERT INTO scope (account, scope, version) VALUES ($1, $2, 3), ($1, $3, 1)', [
    account,
    `account:${account}`,
    `board:${board}`,
  ])
  await pool.query("INSERT INTO account (account, scope_id, id, name) VALUES ($1, $1, $1, 'Old')", [account])
  await pool.query('INSERT INTO board (account, scope_id, id, workspace_id, name) VALUES ($1, $2, $2, $3, $4)', [
    account,
    board,
    workspace,
    'Old board',
  ])
  await fillBoard(pool, account, board, items)
}

/** Works on the database of an installation, wherever it is. */
type UseDatabase = <T>(work: (pool: pg.Pool) => Promise<T>) => Promise<T>

interface Installation {
  readonly config: ServerConfig
  readonly use: UseDatabase
  readonly remove: () => Promise<void>
}

/** One with the embedded database, which runs only while it is used. */
async function embeddedInstallation(items: number): Promise<Installation> {
  const dataDir = dataFolderWithFiles()
  folders.push(dataDir)
  const use: UseDatabase = async (work) => {
    const database = await openDatabase({ dataDir, fsync: false }, silentLog)
    try {
      return await work(database.pool)
    } finally {
      await database.stop()
    }
  }
  await use((pool) => fillOld(pool, items))
  return { config: readConfig({ data: dataDir }, { FULCRUM_LOG: 'silent' }), use, remove: async () => {} }
}

async function serverInstallation(items: number): Promise<Installation> {
  const { database, dataDir } = await oldInstallation(items)
  return { config: configOf(database, dataDir), use: (work) => work(database.pool), remove: database.drop }
}

function configOf(database: TestDatabase, dataDir: string) {
  return readConfig({ data: dataDir }, { DATABASE_URL: database.url, FULCRUM_LOG: 'silent' })
}

test(
  'an upgrade writes a backup, migrates and checks; the next one has nothing to do',
  { timeout: 60_000 },
  async () => {
    const { database, dataDir } = await oldInstallation(100)
    const upgraded = await upgradeHere(configOf(database, dataDir))
    expect(upgraded).toMatchObject({ from: oldVersion, to: codeSchemaVersion() })
    expect(await appliedSchemaVersion(database.pool)).toBe(codeSchemaVersion())
    const shelf = await listShelf(path.join(dataDir, 'backups'))
    expect(shelf.map(({ dir }) => dir)).toEqual([upgraded.backup])
    expect(await upgradeHere(configOf(database, dataDir))).toMatchObject({ backup: null })
    expect(await listShelf(path.join(dataDir, 'backups'))).toHaveLength(1)
    await database.drop()
  },
)

describe.each([
  ['the embedded PostgreSQL', embeddedInstallation],
  ['a PostgreSQL server', serverInstallation],
])('with %s', (_which, install) => {
  test('a migration that fails in its middle is taken back with those before it', { timeout: 120_000 }, async () => {
    const { config, use, remove } = await install(50)
    const before = await use((pool) => tableHashes(pool))
    // The seventh has made two tables by then, and three others ran before it. A view of somebody else stands in its way.
    await use((pool) => pool.query('CREATE VIEW file_ref AS SELECT 1 AS mine'))
    await expect(upgradeHere(config)).rejects.toThrow(
      /the data is again as it was \(schema 3\):\n {2}Migration 0007-files failed and was taken back whole: .*"file_ref" already exists/,
    )
    expect(await use((pool) => tableHashes(pool))).toEqual(before)
    expect(await use(appliedSchemaVersion)).toBe(oldVersion)
    expect(await use(async (pool) => (await pool.query('SELECT * FROM file_ref')).rows)).toEqual([{ mine: 1 }])
    // Once that is out of the way it goes through.
    await use((pool) => pool.query('DROP VIEW file_ref'))
    expect(await upgradeHere(config)).toMatchObject({ from: oldVersion, to: codeSchemaVersion() })
    await remove()
  })

  test('a check that fails takes everything back', { timeout: 120_000 }, async () => {
    const { config, use, remove } = await install(50)
    const before = await use((pool) => tableHashes(pool))
    const check = async ({ pool }: { pool: pg.Pool }) => {
      await pool.query('DELETE FROM item WHERE row < 20')
      return ['table item: 30 rows instead of 50']
    }
    await expect(upgradeHere(config, { check })).rejects.toThrow(/as it was \(schema 3\):\n {2}table item: 30 rows/)
    expect(await use((pool) => tableHashes(pool))).toEqual(before)
    expect(await use(appliedSchemaVersion)).toBe(oldVersion)
    await remove()
  })
})

test('the check finds rows that a migration lost, and they are back', { timeout: 60_000 }, async () => {
  const { database, dataDir } = await oldInstallation(10)
  await database.pool.query(`CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN DELETE FROM item WHERE row = 1; RETURN NEW; END $$`)
  await database.pool.query('CREATE TRIGGER lose AFTER INSERT ON schema_migration EXECUTE FUNCTION lose()')
  const lost = upgradeHere(configOf(database, dataDir))
  await expect(lost).rejects.toThrow(/table item: 9 rows instead of 10/)
  const { rows } = await database.pool.query<{ rows: number }>('SELECT count(*) AS rows FROM item')
  expect(rows).toEqual([{ rows: 10 }])
  await database.drop()
})

test(
  'an upgrade that is killed anywhere is run again and goes on, and no row is lost',
  { timeout: 300_000 },
  async () => {
    const { database, dataDir } = await oldInstallation(8_000)
    const random = seededRandom(7)
    const script = path.join(import.meta.dirname, '../testing/upgrade-process.ts')
    const rowsOf = async () => (await database.pool.query('SELECT count(*) AS rows, sum(row) AS sum FROM item')).rows[0]
    const before = await rowsOf()
    let kills = 0
    for (let done = false; !done;) {
      const child = spawn(process.execPath, [script, database.url, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
      const exited = once(child, 'exit')
      await once(child.stdout, 'data')
      await Promise.race([exited, sleep((50 + random() * 400) * (1 + kills))])
      done = child.exitCode === 0
      if (child.exitCode === null) {
        child.kill('SIGKILL')
        kills += 1
        await exited
      }
      await vi.waitFor(
        async () => {
          const { rows } = await database.pool.query<{ others: number }>(
            `SELECT count(*) AS others FROM pg_stat_activity
           WHERE datname = current_database() AND backend_type = 'client backend' AND application_name LIKE 'fulcrum-%'`,
          )
          expect(rows[0]?.others).toBe(0)
        },
        { timeout: 60_000, interval: 20 },
      )
      expect(await rowsOf()).toEqual(before)
    }
    expect(kills).toBeGreaterThan(1)
    expect(await appliedSchemaVersion(database.pool)).toBe(codeSchemaVersion())
    expect(readdirSync(dataDir)).not.toContain('upgrade.json')
    expect((await listShelf(path.join(dataDir, 'backups'))).length).toBeGreaterThan(0)
    await database.drop()
  },
)
