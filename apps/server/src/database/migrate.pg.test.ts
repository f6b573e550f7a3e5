import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { emptyDatabase } from '../testing/postgres.ts'
import { seededRandom } from '../testing/random.ts'
import { appliedSchemaVersion, migrate } from './migrate.ts'
import { migrationsDir, readMigrations } from './migration-files.ts'

const count = 8
let dir: string

/** Migrations of several statements each, slow enough to be cut anywhere. */
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'fulcrum-migrations-'))
  for (let number = 1; number <= count; number++) {
    const statements = [`CREATE TABLE made_${number} (id int)`, 'SELECT pg_sleep(0.04)']
    for (let row = 0; row < 5; row++)
      statements.push(`INSERT INTO made_${number} VALUES (${row})`, 'SELECT pg_sleep(0.01)')
    writeFileSync(path.join(dir, `${String(number).padStart(4, '0')}-made.sql`), `${statements.join(';\n')};\n`)
  }
})

afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** What is there of each migration: all of it or nothing, and as the ledger says. */
async function stateOf(pool: pg.Pool): Promise<{ recorded: number; whole: number; partial: number }> {
  const recorded = await appliedSchemaVersion(pool)
  let [whole, partial] = [0, 0]
  for (let number = 1; number <= count; number++) {
    const { rows } = await pool.query<{ there: boolean }>(`SELECT to_regclass('made_${number}') IS NOT NULL AS there`)
    if (rows[0]?.there !== true) continue
    const { rowCount } = await pool.query(`SELECT * FROM made_${number}`)
    if (rowCount === 5) whole += 1
    else partial += 1
  }
  return { recorded, whole, partial }
}

/** Connections but this one: a transaction whose process is gone ends when PostgreSQL notices. */
async function othersIn(pool: pg.Pool): Promise<number | undefined> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*) AS count FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  )
  return rows[0]?.count
}

test(
  'migrations that are killed anywhere leave all of a file or nothing, and the next start goes on',
  { timeout: 300_000 },
  async () => {
    const { url, pool, drop } = await emptyDatabase()
    const random = seededRandom(5)
    const script = path.join(import.meta.dirname, '../testing/migrate-process.ts')
    let kills = 0
    for (let done = false; !done;) {
      const child = spawn(process.execPath, [script, url, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
      const exited = once(child, 'exit')
      await once(child.stdout, 'data')
      // Later ones live longer: where the machine is busy, each start must come to the end of a file at last.
      await Promise.race([exited, sleep((60 + random() * 350) * (1 + kills / 4))])
      done = child.exitCode === 0
      if (child.exitCode === null) {
        child.kill('SIGKILL')
        kills += 1
        await exited
      }
      await vi.waitFor(async () => expect(await othersIn(pool)).toBe(0), { timeout: 60_000, interval: 20 })
      const { recorded, whole, partial } = await stateOf(pool)
      expect([partial, whole]).toEqual([0, recorded])
    }
    expect(await stateOf(pool)).toEqual({ recorded: count, whole: count, partial: 0 })
    expect(kills).toBeGreaterThan(2)
    await drop()
  },
)

test('several nodes that start at once migrate once', async () => {
  const { pool, drop } = await emptyDatabase()
  expect(await Promise.all([1, 2, 3, 4].map(() => migrate(pool, { dir })))).toEqual([count, count, count, count])
  expect(await stateOf(pool)).toEqual({ recorded: count, whole: count, partial: 0 })
  await drop()
})

test('data of a newer version is refused, and nothing in it is changed', async () => {
  const { pool, drop } = await emptyDatabase()
  await migrate(pool)
  const known = readMigrations(migrationsDir).length
  await pool.query('INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)', [
    known + 1,
    'later',
    'x',
  ])
  const ledger = async () => (await pool.query('SELECT * FROM schema_migration ORDER BY number')).rows
  const before = await ledger()
  await expect(migrate(pool)).rejects.toMatchObject({
    code: 'data-newer',
    message: expect.stringContaining('newer Fulcrum'),
  })
  expect(await ledger()).toEqual(before)
  await drop()
})

test('a migration that was changed after it ran is refused, and one that fails is taken back whole', async () => {
  const { pool, drop } = await emptyDatabase()
  await migrate(pool)
  await pool.query("UPDATE schema_migration SET checksum = 'other' WHERE number = 1")
  await expect(migrate(pool)).rejects.toMatchObject({ code: 'migration' })
  const broken = mkdtempSync(path.join(tmpdir(), 'fulcrum-broken-'))
  writeFileSync(path.join(broken, '0001-good.sql'), 'CREATE TABLE good (id int);')
  writeFileSync(path.join(broken, '0002-bad.sql'), 'CREATE TABLE half (id int); SELECT nothing;')
  const other = await emptyDatabase()
  await expect(migrate(other.pool, { dir: broken })).rejects.toMatchObject({ code: 'migration' })
  const { rows } = await other.pool.query("SELECT to_regclass('good') AS good, to_regclass('half') AS half")
  expect(rows).toEqual([{ good: 'good', half: null }])
  rmSync(broken, { recursive: true })
  await other.drop()
  await drop()
})
