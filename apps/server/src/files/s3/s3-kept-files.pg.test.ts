import type { MemberId } from '@fulcrum/domain'
import { must } from '@fulcrum/domain'
import type { UploadedFile } from '@fulcrum/protocol'
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openArchive } from '../../archive/open-archive.ts'
import { takeFiles } from '../../archive/take-files.ts'
import { writeArchive } from '../../archive/write-archive.ts'
import { Backups } from '../../backup/backups.ts'
import { restoreBackup } from '../../backup/restore.ts'
import type { SyncNode } from '../../node.ts'
import { emptyDatabase, testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { startTestS3 } from '../../testing/s3-server.ts'
import type { TestS3 } from '../../testing/s3-server.ts'
import { silentLog } from '../../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'
import { collectFiles } from '../collect.ts'
import { pathOfHash } from '../file-store.ts'
import type { FileStore } from '../file-store.ts'
import { Files } from '../files.ts'
import { S3Client } from './s3-client.ts'
import { s3Store } from './s3-store.ts'

const top = mkdtempSync(path.join(tmpdir(), 'fulcrum-s3-'))
const dataDir = path.join(top, 'data')

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let s3: TestS3
let store: FileStore
let workspace: string
let board: string
let plan: UploadedFile
let other: UploadedFile

const keyOf = (hash: string) => `${s3.place.prefix}${pathOfHash(hash)}`
const contentOf = (hash: string) => s3.objects.get(keyOf(hash))?.content.toString()

async function run(command: string, args: object): Promise<{ number?: number; row?: number }> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer.result as { number?: number; row?: number }
}

function send(content: string) {
  const body = Readable.from([Buffer.from(content)])
  const order = { board, column: undefined, name: 'plan.txt', body, announcedBytes: undefined }
  return new Files(node, store, { maxBytes: 1_000 }).take(() => must(node.hub.principal(owner)), order)
}

beforeAll(async () => {
  mkdirSync(dataDir)
  s3 = await startTestS3()
  store = s3Store(s3.place)
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
  ;[workspace, board] = [newId(), newId()]
  await run('workspace.create', { id: workspace, name: 'North' })
  await run('board.create', { board, workspace, name: 'Plan' })
  const { number: group } = await run('group.create', { board, id: newId(), title: 'Now' })
  const { number: column } = await run('column.create', { board, id: newId(), kind: 'file', title: 'Files' })
  const { row } = await run('item.create', { board, id: newId(), title: 'With files', group: must(group) })
  plan = await send('What we plan')
  other = await send('What nobody keeps')
  await run('item.setCells', { board, column: must(column), rows: [must(row)], values: [[plan]] })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
  await s3.stop()
  rmSync(top, { recursive: true, force: true })
})

test('a backup takes the files out of the bucket, and a restore puts those that are missing or spoilt back', async () => {
  const backups = new Backups({
    node,
    pool: database.pool,
    databaseUrl: database.url,
    embedded: false,
    dataDir,
    filesS3: s3.place,
    folder: path.join(top, 'backups'),
    keep: 3,
    hour: null,
    log: silentLog,
    record: async () => {},
    now: () => new Date(),
  })
  const made = await (await backups.make('operator')).done
  await backups.stop()
  await store.remove(other.hash)
  await new S3Client(s3.place).put(pathOfHash(plan.hash), new TextEncoder().encode('What we plot'))
  const empty = await emptyDatabase()
  const restored = { dataDir: path.join(top, 'restored'), databaseUrl: empty.url }
  await restoreBackup({ from: made.dir, target: restored, filesS3: s3.place, log: silentLog })
  await empty.drop()
  expect([contentOf(plan.hash), contentOf(other.hash)]).toEqual(['What we plan', 'What nobody keeps'])
  expect([s3.objects.size, existsSync(path.join(restored.dataDir, 'files'))]).toEqual([2, false])
  const wrong = { ...s3.place, bucket: 'others' }
  const target = { dataDir: path.join(top, 'refused'), databaseUrl: database.url }
  await expect(restoreBackup({ from: made.dir, target, filesS3: wrong, log: silentLog })).rejects.toMatchObject({
    code: 'files-unusable',
  })
}, 60_000)

test('an archive takes a file out of the bucket, and puts it into another', async () => {
  const file = path.join(top, 'north.fulcrum')
  const client = await database.pool.connect()
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const order = { accountId: world.accountId, workspace, exportedAt: Date.now(), files: store }
  await pipeline(await writeArchive(client, order), createWriteStream(file))
  await client.query('COMMIT')
  client.release()
  const archive = await openArchive(file)
  const files = s3Store({ ...s3.place, prefix: 'other/' })
  await takeFiles({ node, archive, files, check: () => {}, onProgress: () => {} })
  await archive.close()
  expect(s3.objects.get(`other/${pathOfHash(plan.hash)}`)?.content.toString()).toBe('What we plan')
})

test('what no cell holds is removed from the bucket in its time, and what is held is not', async () => {
  const options = { pool: database.pool, store, log: silentLog, now: Date.now }
  expect(await collectFiles(options)).toBe(0)
  await database.pool.query("UPDATE file SET sent_at = now() - interval '9 days'")
  s3.busy = (method) => method === 'DELETE'
  const warned: unknown[] = []
  const log = { ...silentLog, warn: (about: unknown) => void warned.push(about) }
  await collectFiles({ ...options, log, now: () => Date.now() + 9 * 24 * 60 * 60_000 })
  expect(contentOf(other.hash)).toBe('What nobody keeps')
  expect(warned.length).toBeGreaterThan(0)
  s3.busy = () => false
  expect(await collectFiles({ ...options, now: () => Date.now() + 2 * 24 * 60 * 60_000 })).toBe(1)
  expect(contentOf(other.hash)).toBeUndefined()
  expect(contentOf(plan.hash)).toBe('What we plan')
})
