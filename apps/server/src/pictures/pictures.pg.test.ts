import { createHash, randomBytes } from 'node:crypto'
import type { PictureAnswer, SessionAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, invited } from '../testing/booted-server.ts'
import type { LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { readPicture } from './read-picture.ts'

let database: TestDatabase
let server: LocalServer
let owner: { browser: TestBrowser; session: SessionAnswer }

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = await firstOwner(server)
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

/** As much of a PNG as tells its size, and some more bytes. */
function png(width: number, height: number, more = 40): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  return Buffer.concat([head, size, randomBytes(more)])
}

function webp(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(20)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(12 + body.length, 4)
  head.write(`WEBP${kind}`, 8, 'latin1')
  head.writeUInt32LE(body.length, 16)
  return Buffer.concat([head, body])
}

function send(bytes: Buffer, browser = owner.browser, type = 'application/octet-stream') {
  return browser.ask('/auth/picture', {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': type },
  })
}

test('a picture is kept by its hash, shown to whoever is signed in, and to nobody else', async () => {
  const bytes = png(256, 256)
  const { picture } = (await send(bytes)).body as PictureAnswer
  expect(picture).toBe(createHash('sha256').update(bytes).digest('hex'))
  const answer = await fetch(`${server.url}/pictures/${picture}`, { headers: { cookie: owner.browser.cookie } })
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  })
  expect((await new TestBrowser(server).get(`/pictures/${picture}`)).status).toBe(401)
  expect((await owner.browser.get(`/pictures/${'0'.repeat(64)}`)).status).toBe(404)
  expect((await owner.browser.get('/pictures/..%2f..%2fetc')).status).toBe(404)
})

test('everybody sees the picture that somebody chose; guests too', async () => {
  const { picture } = (await send(png(64, 64))).body as PictureAnswer
  await owner.browser.must('/api/member.update', { id: owner.session.member, picture, site: 'Porto' })
  const guest = await invited(owner.browser, 'guest')
  expect((await guest.browser.get(`/pictures/${picture}`)).status).toBe(200)
  const { rows } = await database.pool.query('SELECT picture, site FROM member WHERE id = $1', [owner.session.member])
  expect(rows).toEqual([{ picture, site: 'Porto' }])
  expect((await owner.browser.post('/api/member.update', { id: owner.session.member, picture: '../x' })).status).toBe(
    400,
  )
})

test('what is no small picture is refused, whatever it says it is', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(100)])
  const html = Buffer.from('<!doctype html><script>alert(1)</script>')
  for (const bytes of [svg, jpeg, html, png(0, 10), png(60_000, 60_000), png(513, 10), Buffer.from('GIF89a')]) {
    expect((await send(bytes)).status).toBe(400)
  }
  expect((await send(png(10, 10, 200_000))).status).toBe(413)
  expect((await send(png(10, 10), owner.browser, 'image/svg+xml')).status).toBeGreaterThanOrEqual(400)
  expect((await send(png(10, 10), owner.browser, 'application/json')).status).toBe(400)
  expect((await send(png(10, 10), new TestBrowser(server))).status).toBe(401)
})

test('who sends one after another fills no disk; what is shown stays', async () => {
  const { browser, session } = await invited(owner.browser, 'member')
  const shown = ((await send(png(9, 9), browser)).body as PictureAnswer).picture
  await browser.must('/api/member.update', { id: session.member, picture: shown })
  await expect
    .poll(async () => (await database.pool.query('SELECT 1 FROM member WHERE picture = $1', [shown])).rowCount)
    .toBe(1)
  for (let n = 0; n < 30; n++) await send(png(8, 8), browser)
  const { rows } = await database.pool.query<{ hash: string }>(
    'SELECT hash FROM member_picture WHERE created_by = $1',
    [session.member],
  )
  expect(rows).toHaveLength(21)
  expect(rows.map(({ hash }) => hash)).toContain(shown)
})

test('the size of a WebP is read from each of its forms', () => {
  const lossy = Buffer.concat([
    Buffer.from('000000', 'hex'),
    Buffer.from('9d012a', 'hex'),
    Buffer.from([200, 0, 100, 0, 0, 0]),
  ])
  expect(readPicture(webp('VP8 ', lossy))).toEqual({ type: 'image/webp', width: 200, height: 100 })
  const bits = (200 - 1) | ((100 - 1) << 14)
  const lossless = Buffer.alloc(12)
  lossless[0] = 0x2f
  lossless.writeUInt32LE(bits, 1)
  expect(readPicture(webp('VP8L', lossless))).toEqual({ type: 'image/webp', width: 200, height: 100 })
  const extended = Buffer.alloc(10)
  extended.writeUIntLE(199, 4, 3)
  extended.writeUIntLE(99, 7, 3)
  expect(readPicture(webp('VP8X', extended))).toEqual({ type: 'image/webp', width: 200, height: 100 })
  expect(readPicture(webp('VP8X', extended).subarray(0, 29))).toBeNull()
  expect(readPicture(webp('EVIL', extended))).toBeNull()
})
