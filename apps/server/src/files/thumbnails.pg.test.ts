import { must } from '@fulcrum/domain'
import { filePath, thumbnailPath } from '@fulcrum/protocol'
import type { ThumbnailSize, UploadedFile } from '@fulcrum/protocol'
import { existsSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountIdOf } from '../account.ts'
import { bootServer, firstOwner, invited } from '../testing/booted-server.ts'
import type { LocalServer, TestBrowser } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { newId } from '../testing/world.ts'
import { collectFiles } from './collect.ts'
import { DrawSmall } from './draw-small.ts'
import { filesOf } from './file-rows.ts'
import { pathOfDerived, pathOfHash } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { Thumbnails } from './thumbnails.ts'

let database: TestDatabase
let server: LocalServer
let owner: TestBrowser
let member: TestBrowser
let guest: TestBrowser
const [workspace, board, column] = [newId(), newId(), newId()]
let number = 0
let group = 0

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = (await firstOwner(server)).browser
  member = (await invited(owner, 'member')).browser
  guest = (await invited(owner, 'guest')).browser
  await owner.must('/api/workspace.create', { id: workspace, name: 'Work' })
  await owner.must('/api/board.create', { board, workspace, name: 'Board', access: 'main' })
  const made = (kind: string, args: object) =>
    owner.must<{ result: { number: number } }>(`/api/${kind}.create`, { board, ...args })
  group = (await made('group', { id: newId(), title: 'G' })).result.number
  number = (await made('column', { id: column, kind: 'file', title: 'Files' })).result.number
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

/** A file of the owner in a cell of an item of its own. */
async function kept(name: string, content: Uint8Array): Promise<UploadedFile> {
  const sent = await owner.ask(`/api/files?board=${board}&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: content as unknown as string,
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect(sent.status).toBe(200)
  const cells = [{ column: number, value: [sent.body as UploadedFile] }]
  await owner.must('/api/item.create', { board, id: newId(), title: name, group, cells })
  return sent.body
}

/** Reads a small picture as it comes: the bytes are no text. */
async function small(
  browser: TestBrowser,
  file: UploadedFile,
  fit: ThumbnailSize | string = 320,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const answer = await fetch(`${server.url}/${filePath(file)}?fit=${fit}`, {
    headers: { ...browser.headers, cookie: browser.cookie, ...headers },
  })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3366cc' } })
const fileAt = (file: UploadedFile, name: 'w320' | 'w1280') =>
  path.join(server.dataDir, 'files', pathOfDerived(file.hash, name))
const sizeOf = async (bytes: Buffer) => {
  const { width, height, format } = await sharp(bytes).metadata()
  return [format, width, height]
}

test('a picture is read small by those who read it, and by nobody else, before and after it was drawn', async () => {
  const file = await kept('plan.png', await drawn(2_000, 1_000).png().toBuffer())
  expect(thumbnailPath(file, 320)).toBe(`${filePath(file)}?fit=320`)
  expect((await small(guest, file)).status).toBe(404)
  expect(existsSync(fileAt(file, 'w320'))).toBe(false)
  const first = await small(member, file)
  expect([first.status, ...(await sizeOf(first.bytes))]).toEqual([200, 'webp', 320, 160])
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'content-type': 'image/webp',
    'content-disposition': expect.stringMatching(/^inline; filename="plan.png.webp"/) as string,
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("sandbox; default-src 'none'") as string,
    'cache-control': 'private, no-cache',
  })
  expect(await sizeOf((await small(member, file, 1280)).bytes)).toEqual(['webp', 1_280, 640])
  const tag = first.headers.get('etag') ?? ''
  expect((await small(member, file, 320, { 'if-none-match': tag })).status).toBe(304)
  expect((await small(member, file, 1280, { 'if-none-match': tag })).status).toBe(200)
  expect((await small(guest, file)).status).toBe(404)
  await owner.must('/api/column.setAccess', { board, id: column, readers: [], editors: null })
  expect((await small(member, file, 320, { 'if-none-match': tag })).status).toBe(404)
  await owner.must('/api/column.setAccess', { board, id: column, readers: null, editors: null })
  // It is drawn once: what lies beside the file is what is given.
  writeFileSync(fileAt(file, 'w320'), 'as it lies there')
  expect((await small(member, file)).bytes.toString()).toBe('as it lies there')
})

test('it stands upright, is never made larger, says nothing of where it was taken, and of what moves shows the beginning', async () => {
  const photo = drawn(800, 400)
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Olga' }, IFD3: { GPSLatitudeRef: 'N' } })
  const turned = await sharp(await photo.toBuffer())
    .withMetadata({ orientation: 6 })
    .keepExif()
    .jpeg()
    .toBuffer()
  expect((await sharp(turned).metadata()).orientation).toBe(6)
  const upright = (await small(member, await kept('photo.jpg', turned))).bytes
  expect(await sizeOf(upright)).toEqual(['webp', 160, 320])
  expect((await sharp(upright).metadata()).exif).toBeUndefined()
  const icon = await kept('icon.png', await drawn(100, 50).png().toBuffer())
  expect(await sizeOf((await small(member, icon)).bytes)).toEqual(['webp', 100, 50])
  const frames = await Promise.all(
    ['#ff0000', '#00ff00'].map((background) =>
      sharp({ create: { width: 640, height: 640, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const moving = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100] })
    .toBuffer()
  expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(2)
  const still = await sharp((await small(member, await kept('moves.gif', moving))).bytes)
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect([still.info.width, still.info.height]).toEqual([320, 320])
  expect(must(still.data[0])).toBeGreaterThan(200)
  expect(must(still.data[1])).toBeLessThan(60)
})

test('what is no picture by its content has none, whatever it is called, and a broken one is tried once', async () => {
  const refused = async (name: string, content: Uint8Array | string) => {
    const file = await kept(name, Buffer.from(content))
    const answer = await small(member, file)
    expect([name, answer.status, answer.headers.get('content-type'), answer.headers.get('etag')]).toEqual([
      name,
      404,
      expect.stringContaining('json'),
      null,
    ])
    expect((await small(member, file, 320, { 'if-none-match': `"${file.hash}-320"` })).status).toBe(404)
    return file
  }
  await refused('drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  await refused('page.png', '<!doctype html><script>alert(1)</script>')
  await refused('plan.pdf', '%PDF-1.7')
  const whole = await drawn(500, 500)
    .composite([{ input: await noise(500), left: 0, top: 0 }])
    .png()
    .toBuffer()
  const broken = await refused('broken.png', whole.subarray(0, 5_000))
  expect(statSync(fileAt(broken, 'w320')).size).toBe(0)
  expect((await small(member, broken)).status).toBe(404)
  const fine = await kept('fine.png', whole)
  expect((await small(member, fine, '99')).status).toBe(400)
  expect((await small(member, fine)).status).toBe(200)
})

test('a file that the store does not have just now is no broken picture: it is drawn when it is back', async () => {
  const file = await kept('away.png', await drawn(640, 640).png().toBuffer())
  const place = path.join(server.dataDir, 'files', pathOfHash(file.hash))
  renameSync(place, `${place}.away`)
  const away = await small(member, file)
  expect([away.status, away.headers.get('etag')]).toEqual([503, null])
  renameSync(`${place}.away`, place)
  const back = await small(member, file)
  expect([back.status, ...(await sizeOf(back.bytes))]).toEqual([200, 'webp', 320, 320])
})

test('a bomb is not drawn: neither one that says how large it is, nor one that takes too long', async () => {
  const head = await drawn(10, 10).png().toBuffer()
  head.writeUInt32BE(60_000, 16)
  head.writeUInt32BE(60_000, 20)
  expect((await small(member, await kept('bomb.png', head))).status).toBe(404)
  const large = await drawn(7_000, 7_000).png({ compressionLevel: 9 }).toBuffer()
  const drawing = new DrawSmall({ log: silentLog, patienceMs: 5 })
  await expect(drawing.draw(320, async () => large)).rejects.toMatchObject({ name: 'UndrawableError', ever: false })
  drawing.stop()
  const patient = new DrawSmall({ log: silentLog })
  await expect(patient.draw(320, async () => Buffer.from('no picture'))).rejects.toMatchObject({ ever: true })
  // One that failed takes nothing from the next.
  const next = await patient.draw(320, () => drawn(400, 400).png().toBuffer())
  expect(await sizeOf(Buffer.from(next))).toEqual(['webp', 320, 320])
  patient.stop()
})

test('one that cannot be kept is given all the same, and keeping is tried again later', async () => {
  const file = await kept('full.png', await drawn(640, 320).png().toBuffer())
  const accountId = await accountIdOf(database.pool, Date.now())
  const row = must((await filesOf(database.pool, accountId, [file.hash])).get(file.hash))
  let [tries, now, isFull] = [0, 0, true]
  const warnings: string[] = []
  const store = folderStore(path.join(server.dataDir, 'files'))
  const thumbnails = new Thumbnails({
    pool: database.pool,
    store: {
      ...store,
      async keepDerived(...kept) {
        tries += 1
        if (isFull) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
        await store.keepDerived(...kept)
      },
    },
    log: { ...silentLog, warn: (_details: unknown, message?: string) => warnings.push(message ?? '') },
    now: () => now,
  })
  const asked = async () => sizeOf(must(await thumbnails.of(row, 320)))
  expect([await asked(), await asked()]).toEqual([
    ['webp', 320, 160],
    ['webp', 320, 160],
  ])
  expect([tries, warnings.length, existsSync(fileAt(file, 'w320'))]).toEqual([1, 1, false])
  isFull = false
  now += 61_000
  expect(await asked()).toEqual(['webp', 320, 160])
  expect([tries, existsSync(fileAt(file, 'w320'))]).toEqual([2, true])
  thumbnails.stop()
})

test('small pictures go with their file, and what is asked of a file that goes leaves none', async () => {
  const file = await kept('goes.png', await drawn(600, 600).png().toBuffer())
  await Promise.all([small(member, file), small(member, file), small(member, file, 1280)])
  expect([existsSync(fileAt(file, 'w320')), existsSync(fileAt(file, 'w1280'))]).toEqual([true, true])
  await database.pool.query('DELETE FROM file_ref WHERE hash = $1', [file.hash])
  const store = folderStore(path.join(server.dataDir, 'files'))
  const later = () => Date.now() + 3 * 24 * 3_600_000
  expect(await collectFiles({ pool: database.pool, store, log: silentLog, now: later })).toBeGreaterThan(0)
  expect([existsSync(fileAt(file, 'w320')), existsSync(fileAt(file, 'w1280'))]).toEqual([false, false])
})

/** A square that does not compress. */
async function noise(side: number): Promise<Buffer> {
  const raw = Buffer.from(Array.from({ length: side * side * 3 }, (_, at) => (at * 2_654_435_761) % 251))
  return sharp(raw, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer()
}
