import type { MemberId } from '@fulcrum/domain'
import { must } from '@fulcrum/domain'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createWriteStream } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openArchive } from '../archive/open-archive.ts'
import { takeInArchive } from '../archive/take-in.ts'
import { writeArchive } from '../archive/write-archive.ts'
import { Backups } from '../backup/backups.ts'
import { restoreBackup } from '../backup/restore.ts'
import { verifyBackup } from '../backup/verify.ts'
import { writeBackup } from '../backup/write-backup.ts'
import type { SyncNode } from '../node.ts'
import { emptyDatabase, testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { ImportDoor } from '../imports/engine/import-door.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { collectFiles } from './collect.ts'
import { recordFile } from './file-rows.ts'
import { pathOfHash } from './file-store.ts'
import { typeOfHead } from './file-type.ts'
import { folderStore } from './folder-store.ts'

const folders: string[] = []
const folder = (name: string) => {
  const made = mkdtempSync(path.join(tmpdir(), `fulcrum-${name}-`))
  folders.push(made)
  return made
}
const dataDir = folder('data')
const store = folderStore(path.join(dataDir, 'files'))

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let place: { workspace: string; board: string; column: number }

interface Kept {
  readonly name: string
  readonly hash: string
  readonly sizeBytes: number
  readonly type: string
}
let plan: Kept
let removed: Kept

async function run(command: string, args: object): Promise<{ number?: number; row?: number }> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer.result as { number?: number; row?: number }
}

async function keep(name: string, content: string): Promise<Kept> {
  const staged = await store.stage(Readable.from([Buffer.from(content)]), { maxBytes: 1_000 })
  await staged.keep()
  const { hash, sizeBytes, head } = staged
  const found = typeOfHead(head)
  await recordFile(database.pool, world.accountId, { hash, sizeBytes, ...found }, { member: owner, board: newId() })
  return { name, hash, sizeBytes, type: found.type }
}

const contentOf = (dir: string, { hash }: Kept) => readFileSync(path.join(dir, pathOfHash(hash)), 'utf8')
const backUp = async (into = folder('shelf')) =>
  (await writeBackup({ databaseUrl: database.url, dataDir, into, now: new Date() })).dir
const verify = (dir: string) =>
  verifyBackup({ dir, near: folder('near'), log: silentLog, now: () => new Date() }).then(({ problems }) => problems)

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
  const [workspace, board] = [newId(), newId()]
  await run('workspace.create', { id: workspace, name: 'North' })
  await run('board.create', { board, workspace, name: 'Plan' })
  const { number: group } = await run('group.create', { board, id: newId(), title: 'Now' })
  const { number } = await run('column.create', { board, id: newId(), kind: 'file', title: 'Files' })
  const column = must(number)
  const { row } = await run('item.create', { board, id: newId(), title: 'With files', group: must(group) })
  plan = await keep('plan.txt', 'What we plan')
  removed = await keep('old.txt', 'What we planned')
  const address = { name: 'Elsewhere', url: 'https://example.org/x' }
  for (const value of [
    [plan, removed, address],
    [plan, address],
  ]) {
    await run('item.setCells', { board, column, rows: [must(row)], values: [value] })
  }
  place = { workspace, board, column }
  // Where somebody is sending another one.
  await store.stage(Readable.from([Buffer.from('on its way')]), { maxBytes: 1_000 })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
  for (const dir of folders) rmSync(dir, { recursive: true, force: true })
})

test('an import puts in no file that the importer does not have, though the server does the writing', async () => {
  const secret = await keep('secret.txt', 'of somebody else')
  const stranger = await world.member(node, 'member')
  const door = (memberId: MemberId) =>
    new ImportDoor({
      node,
      importer: { memberId, principal: () => node.hub.principal(memberId) },
      cause: { kind: 'import', source: 'csv', name: 'x.csv' },
      batch: newId(),
    })
  const cell = { board: place.board, column: place.column, rows: [0], values: [[plan, secret]] }
  await expect(door(stranger).fill(place.board, 'item.setCells', cell)).rejects.toMatchObject({
    details: { reason: 'no-file' },
  })
  const known = { ...cell, values: [[{ ...plan, name: 'Plan, taken in.txt' }]] }
  await door(stranger).fill(place.board, 'item.setCells', known)
  await door(owner).fill(place.board, 'item.setCells', { ...cell, values: [[plan]] })
})

test('a backup has every file, a restore brings it back, also to a folder of its own', async () => {
  const dir = await backUp()
  expect(await verify(dir)).toEqual([])
  expect(existsSync(path.join(dir, 'files', 'files', '.incoming'))).toBe(false)
  for (const filesDir of [undefined, folder('files')]) {
    const target = await emptyDatabase()
    const into = path.join(folder('restored'), 'data')
    await restoreBackup({ from: dir, target: { dataDir: into, databaseUrl: target.url }, filesDir, log: silentLog })
    const lies = filesDir ?? path.join(into, 'files')
    expect([contentOf(lies, plan), contentOf(lies, removed)]).toEqual(['What we plan', 'What we planned'])
    expect(existsSync(path.join(into, 'files'))).toBe(filesDir === undefined)
    await target.drop()
  }
})

test('a check names a file that cells hold and the backup does not, or not as it was', async () => {
  const place = path.join(dataDir, 'files', pathOfHash(plan.hash))
  const whole = readFileSync(place)
  writeFileSync(place, 'What we plot')
  const rotten = await backUp()
  rmSync(place)
  const without = await backUp(folder('other'))
  writeFileSync(place, whole)
  expect(await verify(rotten)).toEqual([expect.stringMatching(`file ${plan.hash}: its content was not`)])
  expect(await verify(without)).toEqual([expect.stringMatching(`file ${plan.hash}: cells name it`)])
  const changed = path.join(folder('copy'), 'backup')
  cpSync(await backUp(folder('third')), changed, { recursive: true })
  writeFileSync(path.join(changed, 'files', 'files', pathOfHash(plan.hash)), 'What we plot')
  expect(await verify(changed)).toEqual([expect.stringMatching(`${plan.hash} is not what was written`)])
})

test('one workspace out of a backup brings its files along, where they were removed since', async () => {
  const dir = await backUp()
  await run('item.setCells', { board: place.board, column: place.column, rows: [0], values: [null] })
  await database.pool.query("UPDATE file_ref SET removed_at = 1; UPDATE file SET sent_at = now() - interval '9 days'")
  expect(await collectFiles({ pool: database.pool, store, log: silentLog, now: Date.now })).toBe(3)
  expect(await store.sizeOf(plan.hash)).toBeNull()
  const backups = new Backups({
    node,
    pool: database.pool,
    databaseUrl: database.url,
    embedded: false,
    dataDir,
    folder: folder('shelf'),
    keep: 3,
    hour: null,
    log: silentLog,
    record: async () => {},
    now: () => new Date(),
  })
  const { id } = await backups.restoreWorkspace({ dir, workspace: 'North', inPlace: false }, () => {})
  await backups.stop()
  expect(contentOf(path.join(dataDir, 'files'), plan)).toBe('What we plan')
  const { rows } = await database.pool.query<{ hash: string }>(
    'SELECT hash FROM file_ref WHERE removed_at IS NULL AND board IN (SELECT id FROM board WHERE workspace_id = $1)',
    [id],
  )
  expect(rows).toEqual([{ hash: plan.hash }])
  await database.pool.query("UPDATE file SET sent_at = now() - interval '9 days'")
  await collectFiles({ pool: database.pool, store, log: silentLog, now: Date.now })
  expect(await store.sizeOf(plan.hash)).toBe(12)
  place = { ...place, workspace: id }
}, 60_000)

test('an archive holds the files of its cells, and another account gets them with it', async () => {
  const file = path.join(folder('archive'), 'north.fulcrum')
  const client = await database.pool.connect()
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const order = { accountId: world.accountId, workspace: place.workspace, exportedAt: Date.now(), files: store }
  await pipeline(await writeArchive(client, order), createWriteStream(file))
  await client.query('COMMIT')
  client.release()

  const other = await testDatabase()
  const elsewhere = await makeWorld(other)
  const there = await elsewhere.node()
  const dir = folder('elsewhere')
  const takeIn = async (from: string) => {
    const archive = await openArchive(from)
    return takeInArchive({
      node: there,
      archive,
      files: folderStore(dir),
      memberId: null,
      check: () => {},
      onProgress: () => {},
    }).finally(() => archive.close())
  }
  try {
    const bytes = readFileSync(file)
    const at = bytes.indexOf('What we plan')
    bytes.write('What we plot', at)
    const spoilt = path.join(folder('archive'), 'spoilt.fulcrum')
    writeFileSync(spoilt, bytes)
    await expect(takeIn(spoilt)).rejects.toMatchObject({ code: 'invalid' })
    expect((await other.pool.query('SELECT FROM board')).rowCount).toBe(0)
    await takeIn(file)
    expect(contentOf(dir, plan)).toBe('What we plan')
    const { rows } = await other.pool.query<{ hash: string; size_bytes: number; type: string }>(
      'SELECT f.hash, f.type FROM file f JOIN file_ref USING (account, hash)',
    )
    expect(rows).toEqual([{ hash: plan.hash, type: 'text/plain' }])
  } finally {
    await elsewhere.stop()
    await other.drop()
  }
})
