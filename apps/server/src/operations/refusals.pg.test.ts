import { createServer } from 'node:net'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { startServer } from '../compose.ts'
import { startNode } from '../node.ts'
import { refuseEarly } from './refuse-early.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { kinds, makeWorld, newId } from '../testing/world.ts'

let database: TestDatabase
const dataDir = mkdtempSync(path.join(tmpdir(), 'fulcrum-refuse-'))

beforeAll(async () => {
  database = await testDatabase()
})

afterAll(async () => {
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

function configOf(dir: string, port: number) {
  return readConfig({ port: String(port), data: dir }, { DATABASE_URL: database.url, FULCRUM_LOG: 'silent' })
}

/** Every file of a folder with its size and the time of its last change. */
function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true })
    .map((name) => {
      const { size, mtimeMs } = statSync(path.join(dir, String(name)))
      return `${String(name)} ${size} ${mtimeMs}`
    })
    .toSorted()
}

test('a second server on the same folder is refused at once, and nothing is changed', async () => {
  const first = await startServer(configOf(dataDir, 0))
  const before = filesOf(dataDir)
  await expect(startServer(configOf(dataDir, 0))).rejects.toMatchObject({
    code: 'data-folder-in-use',
    message: expect.stringContaining('--data'),
  })
  await expect(refuseEarly(configOf(dataDir, 0))).rejects.toMatchObject({ code: 'data-folder-in-use' })
  expect(filesOf(dataDir)).toEqual(before)
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
  await first.stop()
})

test('a busy port is named, and the folder is free again afterwards', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await expect(startServer(configOf(dataDir, port))).rejects.toMatchObject({
    code: 'port-busy',
    message: expect.stringMatching(new RegExp(`Port ${port} .*--port`)),
  })
  await expect(refuseEarly(configOf(dataDir, port))).rejects.toMatchObject({ code: 'port-busy' })
  other.close()
  await once(other, 'close')
  await refuseEarly(configOf(dataDir, port))
  const server = await startServer(configOf(dataDir, port))
  await server.stop()
})

test('an address that the machine does not have is named, and nothing is made', async () => {
  const dir = path.join(dataDir, 'never')
  await expect(refuseEarly({ ...configOf(dir, 0), host: '192.0.2.1' })).rejects.toMatchObject({
    code: 'config',
    message: expect.stringContaining('no address 192.0.2.1'),
  })
  expect(readdirSync(dataDir)).not.toContain('never')
})

test('while the disk is full commands are refused with a sentence, reading goes on, and they work when there is room', async () => {
  const world = await makeWorld(database)
  const full = { now: false }
  // @NOTE a pool that differs in one method: what PostgreSQL answers when its disk is full.
  const pool = new Proxy(database.pool, {
    get: (target, key) =>
      key === 'query' && full.now
        ? (config: pg.QueryConfig | string) =>
            /\b(INSERT|UPDATE)\b/.test(typeof config === 'string' ? config : config.text)
              ? Promise.reject(
                  Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' }),
                )
              : target.query(config)
        : Reflect.get(target, key, target),
  })
  const node = await startNode({
    pool,
    databaseUrl: database.url,
    accountId: world.accountId,
    kinds,
    log: silentLog,
    now: Date.now,
  })
  const owner = await world.member(node, 'owner')
  const { board, scope, group } = await world.board(node, owner)
  const client = newId()
  const create = (n: number, args: object) =>
    node.executor.run({ principal: () => node.hub.principal(owner), client: { id: client, n } }, 'item.create', 1, {
      board,
      id: newId(),
      group,
      ...args,
    })
  full.now = true
  expect(await create(1, { title: 'No room' })).toMatchObject({
    ok: false,
    code: 'unavailable',
    message: expect.stringContaining('disk'),
  })
  expect(await create(2, { title: '' })).toMatchObject({ ok: false, code: 'unavailable' })
  expect((await node.store.get(scope)).state.version).toBeGreaterThan(0)
  full.now = false
  expect(await create(1, { title: 'No room' })).toMatchObject({ ok: true })
  expect((await world.cold(scope)).rowCount).toBe(1)
  await node.stop()
  await world.stop()
})
