import type { BackupsAnswer } from '@fulcrum/protocol'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { callOperator } from '../operations/operator.ts'
import { bootServer, firstOwner, invited, type LocalServer, type TestBrowser } from '../testing/booted-server.ts'
import { testDatabase, type TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld } from '../testing/world.ts'
import { Backups } from './backups.ts'
import { backupFinding } from './finding.ts'
import type { BackupStep } from './write-backup.ts'

let database: TestDatabase
let server: LocalServer
let owner: TestBrowser

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = (await firstOwner(server)).browser
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

test('only owners hear of backups and have one made', async () => {
  for (const role of ['admin', 'member', 'guest'] as const) {
    const { browser } = await invited(owner, role)
    expect((await browser.post('/backups/status')).status).toBe(403)
    expect((await browser.post('/backups/make')).status).toBe(403)
  }
  expect(await owner.must<BackupsAnswer>('/backups/status')).toMatchObject({
    lastGoodAt: null,
    shelf: [],
    hour: 3,
    keep: 7,
  })
})

test(
  'an owner has a backup made: it is proved at once, one at a time, and machines hear of its age',
  { timeout: 120_000 },
  async () => {
    const age = async (name: string) => {
      const text = await (await fetch(`${server.url}/metrics`)).text()
      return new RegExp(`^fulcrum_backup_${name}_age_seconds (\\S+)$`, 'm').exec(text)?.[1]
    }
    expect(await age('newest')).toMatch(/Inf/)
    await owner.must('/backups/make')
    expect((await owner.post('/backups/make')).status).toBe(409)
    const status = () => owner.must<BackupsAnswer>('/backups/status')
    expect((await status()).activity).not.toBeNull()
    await vi.waitFor(async () => expect((await status()).activity).toBeNull(), { timeout: 90_000, interval: 100 })
    const done = await status()
    expect(done).toMatchObject({ problem: null, elsewhere: false })
    expect(done.shelf).toEqual([expect.objectContaining({ problems: [], verifiedAt: expect.any(Number) })])
    expect(done.provedAt).toBeGreaterThan(done.now - 90_000)
    expect(Number(await age('newest'))).toBeLessThan(90)
    expect(Number(await age('proved'))).toBeLessThan(90)
    const folder = { backupDir: undefined, backupHour: 3, dataDir: server.dataDir }
    expect(await backupFinding(folder, Date.now())).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('proved is 0 hours old'),
    })
    expect(await backupFinding(folder, Date.now() + 50 * 3_600_000)).toMatchObject({ state: 'warning' })
  },
)

test(
  'the operator has one written elsewhere, and a damaged one is told by its table',
  { timeout: 120_000 },
  async () => {
    const into = mkdtempSync(path.join(tmpdir(), 'fulcrum-elsewhere-'))
    const steps: BackupStep[] = []
    const made = await callOperator(server.dataDir, 'backup', { into }, (step) => steps.push(step as BackupStep))
    const [name = ''] = readdirSync(into)
    const dir = path.join(into, name)
    expect(made).toMatchObject({ dir })
    expect(steps.length).toBeGreaterThan(0)
    const file = path.join(dir, 'tables/member.zst')
    const bytes = readFileSync(file)
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(await callOperator(server.dataDir, 'verify', { dir })).toEqual({
      problems: [expect.stringContaining('table member:')],
    })
    expect(await owner.must<BackupsAnswer>('/backups/status')).toMatchObject({
      problem: expect.stringContaining('table member:'),
    })
    rmSync(into, { recursive: true })
  },
)

test('of several nodes one makes the daily backup, and none makes it twice', { timeout: 120_000 }, async () => {
  const fresh = await testDatabase()
  const world = await makeWorld(fresh)
  const shelf = mkdtempSync(path.join(tmpdir(), 'fulcrum-daily-'))
  const now = () => new Date()
  const nodes = await Promise.all(
    [1, 2, 3].map(async () => {
      const node = await world.node()
      const place = { databaseUrl: fresh.url, embedded: false, dataDir: shelf, folder: path.join(shelf, 'backups') }
      return new Backups({
        ...place,
        node,
        pool: fresh.pool,
        keep: 2,
        hour: now().getHours(),
        log: silentLog,
        record: async () => {},
        now,
        everyMs: 20,
      })
    }),
  )
  const proved = async () => (await nodes[0]?.status())?.provedAt ?? null
  await vi.waitFor(async () => expect(await proved()).not.toBeNull(), { timeout: 90_000, interval: 100 })
  await new Promise((resolve) => setTimeout(resolve, 300))
  for (const node of nodes) await node.stop()
  const { rows } = await fresh.pool.query<{ kind: string; cause: string }>(
    'SELECT kind, cause FROM backup_run ORDER BY started_at',
  )
  expect(rows).toEqual([
    { kind: 'backup', cause: 'daily' },
    { kind: 'verify', cause: 'daily' },
  ])
  expect(readdirSync(path.join(shelf, 'backups'))).toHaveLength(1)
  await world.stop()
  await fresh.drop()
  rmSync(shelf, { recursive: true })
})

test('a server that stops in the middle of a backup leaves no half one', { timeout: 120_000 }, async () => {
  const fresh = await testDatabase()
  const second = await bootServer(fresh.url)
  await fresh.pool.query(
    "INSERT INTO audit (event, details) SELECT 'x', json_build_object('x', repeat(md5(i::text), 20)) FROM generate_series(1, 60000) i",
  )
  const into = mkdtempSync(path.join(tmpdir(), 'fulcrum-stopped-'))
  const asked = callOperator(second.dataDir, 'backup', { into }).catch((error: unknown) => error)
  await vi.waitFor(() => expect(readdirSync(into)).toHaveLength(1), { timeout: 30_000, interval: 2 })
  await second.stop()
  expect(await asked).toBeInstanceOf(Error)
  await vi.waitFor(() => expect(readdirSync(into)).toEqual([]), { timeout: 20_000, interval: 20 })
  await fresh.drop()
  rmSync(into, { recursive: true })
})
