import type { Json } from '@fulcrum/domain'
import { filePath } from '@fulcrum/protocol'
import type { NewTokenAnswer, SessionAnswer, UploadedFile } from '@fulcrum/protocol'
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited } from '../testing/booted-server.ts'
import type { HttpAnswer, LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { newId } from '../testing/world.ts'
import { collectFiles, filesInUseLock } from './collect.ts'
import { folderStore } from './folder-store.ts'

let database: TestDatabase
let server: LocalServer
let owner: TestBrowser
let member: { browser: TestBrowser; session: SessionAnswer }
let other: { browser: TestBrowser; session: SessionAnswer }
let guest: { browser: TestBrowser; session: SessionAnswer }
const workspace = newId()

/** A board of the owner with an item and two columns of files. */
interface Stage {
  readonly board: string
  readonly item: number
  readonly files: number
  readonly more: { readonly id: string; readonly number: number }
}

async function stage(access: 'main' | 'private' | 'shareable'): Promise<Stage> {
  const board = newId()
  await owner.must('/api/board.create', { board, workspace, name: 'Board', access })
  const group = await owner.must<{ result: { number: number } }>('/api/group.create', {
    board,
    id: newId(),
    title: 'G',
  })
  const column = async () => {
    const id = newId()
    const made = await owner.must<{ result: { number: number } }>('/api/column.create', {
      board,
      id,
      kind: 'file',
      title: 'Files',
    })
    return { id, number: made.result.number }
  }
  const [files, more] = [await column(), await column()]
  const item = await owner.must<{ result: { row: number } }>('/api/item.create', {
    board,
    id: newId(),
    title: 'Item',
    group: group.result.number,
  })
  return { board, item: item.result.row, files: files.number, more }
}

function send(
  browser: TestBrowser,
  board: string,
  content: string | Uint8Array,
  { name = 'plan.txt', ...init }: { name?: string; headers?: Record<string, string>; column?: number } = {},
) {
  const column = init.column === undefined ? '' : `&column=${init.column}`
  return browser.ask(`/api/files?board=${board}&name=${encodeURIComponent(name)}${column}`, {
    method: 'POST',
    body: content as string,
    headers: { 'content-type': 'application/octet-stream', ...init.headers },
  })
}

async function sent(
  browser: TestBrowser,
  board: string,
  content: string | Uint8Array,
  name = 'plan.txt',
): Promise<UploadedFile> {
  const answer = await send(browser, board, content, { name })
  expect(answer.status).toBe(200)
  return answer.body
}

function set(browser: TestBrowser, { board, item }: Stage, column: number, value: Json): Promise<HttpAnswer> {
  return browser.post('/api/item.setCells', { board, column, rows: [item], values: [value] })
}

const read = (browser: TestBrowser, file: UploadedFile, init: RequestInit = {}) =>
  browser.ask(`/${filePath(file)}`, init)
const statusOf = async (browser: TestBrowser, file: UploadedFile) => (await read(browser, file)).status

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url, { FULCRUM_FILE_MB: '1' })
  owner = (await firstOwner(server)).browser
  await owner.must('/api/workspace.create', { id: workspace, name: 'Work' })
  member = await invited(owner, 'member')
  other = await invited(owner, 'member')
  guest = await invited(owner, 'guest')
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

test('a file is sent, put into a cell, read whole and in parts, and kept once by its content', async () => {
  const there = await stage('main')
  const file = await sent(member.browser, there.board, 'What we plan', 'Plan.txt')
  expect(file).toEqual({
    name: 'Plan.txt',
    sizeBytes: 12,
    type: 'text/plain',
    hash: createHash('sha256').update('What we plan').digest('hex'),
  })
  expect((await set(member.browser, there, there.files, [{ ...file, name: 'Our plan.txt' }])).status).toBe(200)
  expect(await sent(other.browser, there.board, 'What we plan')).toMatchObject({ hash: file.hash })
  const whole = await read(owner, file)
  expect(whole).toMatchObject({ status: 200, body: 'What we plan' })
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment; filename="Plan.txt"/) as string,
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("sandbox; default-src 'none'") as string,
    'cache-control': 'private, no-cache',
    'content-length': '12',
  })
  const part = await read(owner, file, { headers: { range: 'bytes=5-6' } })
  expect(part).toMatchObject({ status: 206, body: 'we' })
  expect(part.headers.get('content-range')).toBe('bytes 5-6/12')
  expect((await read(owner, file, { headers: { range: 'bytes=12-' } })).status).toBe(416)
  const tag = whole.headers.get('etag') ?? ''
  expect((await read(owner, file, { headers: { 'if-none-match': tag } })).status).toBe(304)
  const { rows } = await database.pool.query('SELECT * FROM file WHERE hash = $1', [file.hash])
  expect(rows).toHaveLength(1)
})

describe('who may', () => {
  test('send: those who edit items of the board, and where a column is named, that column', async () => {
    const shared = await stage('main')
    const hidden = await stage('private')
    expect((await send(member.browser, shared.board, 'x')).status).toBe(200)
    expect((await send(member.browser, hidden.board, 'x')).status).toBe(404)
    expect((await send(guest.browser, shared.board, 'x')).status).toBe(404)
    expect((await send(new TestBrowser(server), shared.board, 'x')).status).toBe(401)
    expect((await send(member.browser, newId(), 'x')).status).toBe(404)
    const viewer = await invited(owner, 'viewer')
    expect((await send(viewer.browser, shared.board, 'x')).status).toBe(403)
    await owner.must('/api/column.setAccess', {
      board: shared.board,
      id: shared.more.id,
      readers: [other.session.member],
      editors: null,
    })
    expect((await send(member.browser, shared.board, 'x', { column: shared.more.number })).status).toBe(404)
    expect((await send(member.browser, shared.board, 'x', { column: shared.files })).status).toBe(200)
  })

  test('read: those who read a cell that holds it now, and nobody by its hash alone', async () => {
    const secret = await stage('private')
    const file = await sent(owner, secret.board, 'a secret of the owner')
    expect((await set(owner, secret, secret.files, [file])).status).toBe(200)
    expect(await statusOf(owner, file)).toBe(200)
    for (const { browser } of [member, other, guest]) expect(await statusOf(browser, file)).toBe(404)
    expect(await statusOf(new TestBrowser(server), file)).toBe(401)

    const shared = await stage('main')
    expect((await set(owner, shared, shared.more.number, [file])).status).toBe(200)
    expect(await statusOf(member.browser, file)).toBe(200)
    expect(await statusOf(guest.browser, file)).toBe(404)
    await owner.must('/api/column.setAccess', {
      board: shared.board,
      id: shared.more.id,
      readers: [other.session.member],
      editors: null,
    })
    expect([await statusOf(member.browser, file), await statusOf(other.browser, file)]).toEqual([404, 200])
    expect((await set(owner, shared, shared.more.number, null)).status).toBe(200)
    expect(await statusOf(other.browser, file)).toBe(404)
    await owner.must('/api/board.delete', { board: secret.board })
    await sleep(5)
    await database.pool.query("UPDATE file_upload SET sent_at = now() - interval '2 hours'")
    expect(await statusOf(owner, file)).toBe(404)
  })

  test('write: a hash that one only knows is refused through every command, as one that there is not', async () => {
    const secret = await stage('private')
    const file = await sent(owner, secret.board, 'another secret of the owner')
    await set(owner, secret, secret.files, [file])
    const shared = await stage('main')
    const before = await database.pool.query('SELECT count(*) FROM change')
    const refused = { status: 400, body: { error: { code: 'invalid', details: { reason: 'no-file' } } } }
    const none = { ...file, hash: 'a'.repeat(64) }
    for (const each of [file, none]) {
      expect(await set(member.browser, shared, shared.files, [each])).toMatchObject(refused)
      const make = {
        board: shared.board,
        id: newId(),
        title: 'x',
        group: 1,
        cells: [{ column: shared.files, value: [each] }],
      }
      expect(await member.browser.post('/api/item.create', make)).toMatchObject(refused)
    }
    expect(await set(owner, shared, shared.files, [none])).toMatchObject(refused)
    expect((await database.pool.query('SELECT count(*) FROM change')).rows).toEqual(before.rows)
    expect(await statusOf(member.browser, file)).toBe(404)

    // Text that becomes files, by a change of kind.
    const column = newId()
    const made = await member.browser.must<{ result: { number: number } }>('/api/column.create', {
      board: shared.board,
      id: column,
      kind: 'text',
      title: 'T',
    })
    await set(member.browser, shared, made.result.number, `a.txt <file:${file.sizeBytes}/${file.type}/${file.hash}>`)
    const change = { board: shared.board, id: column, to: newId(), kind: 'file', settings: { sortBy: 'name' } }
    expect(await member.browser.post('/api/column.changeKind', change)).toMatchObject(refused)
    // Whoever reads it may carry it on.
    await set(owner, shared, shared.more.number, [file])
    expect((await set(member.browser, shared, shared.files, [file])).status).toBe(200)
  })

  test('write: a file is what the store says it is', async () => {
    const there = await stage('main')
    const file = await sent(member.browser, there.board, '<html><script>alert(1)</script>', 'page.html')
    expect(file.type).toBe('text/html')
    for (const lie of [{ type: 'image/png' }, { sizeBytes: 1 }]) {
      expect(await set(member.browser, there, there.files, [{ ...file, ...lie }])).toMatchObject({
        status: 400,
        body: { error: { details: { reason: 'file-differs' } } },
      })
    }
  })

  test('write: a guess about a file that one does not have is answered like one about a file that there is not', async () => {
    const secret = await stage('private')
    const file = await sent(owner, secret.board, 'who is to be let go in May')
    await set(owner, secret, secret.files, [file])
    const shared = await stage('main')
    const guesses = [file, { ...file, sizeBytes: 1 }, { ...file, type: 'image/png' }]
    const answers = await Promise.all(
      [...guesses, ...guesses.map((each) => ({ ...each, hash: 'b'.repeat(64) }))].map(async (guess) => {
        const { status, body } = await set(member.browser, shared, shared.files, [guess])
        return JSON.stringify([status, body]).replace(/"(?:id|requestId)":"[^"]*"/g, '')
      }),
    )
    expect(new Set(answers).size).toBe(1)
  })

  test('write: a removed file can be put back, by its undo and by a paste', async () => {
    const there = await stage('main')
    const file = await sent(owner, there.board, 'put back')
    await set(owner, there, there.files, [file])
    const removed: { change: string; versions: Record<string, number> } = (
      await set(member.browser, there, there.files, null)
    ).body
    expect(await statusOf(member.browser, file)).toBe(404)
    const at = Object.entries(removed.versions).map(([scope, version]) => ({ scope, version }))
    await member.browser.must('/api/change.undo', { change: removed.change, at })
    expect(await statusOf(member.browser, file)).toBe(200)
    await set(member.browser, there, there.files, null)
    expect((await set(member.browser, there, there.more.number, [file])).status).toBe(200)
  })

  test('a token sends and reads within its scope, and a member who left nothing', async () => {
    const there = await stage('main')
    const elsewhere = await stage('main')
    const wish = { name: 'A script', mayWrite: true, expiresInDays: null, places: null, password: goodPassword }
    const token = async (limits: object) => {
      const { token: made } = await member.browser.must<NewTokenAnswer>('/auth/token.create', { ...wish, ...limits })
      return new TestBrowser(server, { authorization: `Bearer ${made}` })
    }
    const all = await token({})
    const reading = await token({ mayWrite: false })
    const narrow = await token({ places: { workspaces: [], boards: [elsewhere.board] } })
    const file = await sent(all, there.board, 'by a program')
    expect((await set(all, there, there.files, [file])).status).toBe(200)
    expect((await send(reading, there.board, 'x')).status).toBe(403)
    expect((await send(narrow, there.board, 'x')).status).toBe(404)
    expect((await send(narrow, elsewhere.board, 'x')).status).toBe(200)
    expect([await statusOf(all, file), await statusOf(reading, file), await statusOf(narrow, file)]).toEqual([
      200, 200, 404,
    ])
    // What its member sent to another board is none of its own, however it came by the hash.
    const apart = await sent(member.browser, there.board, 'sent to a board that the token is not for')
    expect((await set(narrow, elsewhere, elsewhere.files, [apart])).status).toBe(400)
    expect(await statusOf(narrow, apart)).toBe(404)
    const own = await sent(narrow, elsewhere.board, 'sent by the token')
    expect((await set(narrow, elsewhere, elsewhere.files, [own])).status).toBe(200)
    expect(await statusOf(narrow, own)).toBe(200)
    const leaving = await invited(owner, 'member')
    expect(await statusOf(leaving.browser, file)).toBe(200)
    await owner.must('/api/member.remove', { id: leaving.session.member })
    expect(await statusOf(leaving.browser, file)).toBe(401)
  })
})

test('nothing that people send in runs on our origin, whatever its name, type or address say', async () => {
  const there = await stage('main')
  const hostile: readonly (readonly [name: string, content: string])[] = [
    ['page.html', '<!doctype html><script>alert(1)</script>'],
    ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['photo.png', '<html><script>alert(1)</script></html>'],
    ['photo.png', 'GIF89a/*<html>*/=1;alert(1)'],
    ['app.js', 'alert(1)'],
    ['x.pdf', '%PDF-1.7 (app.alert)'],
  ]
  for (const [name, content] of hostile) {
    for (const said of ['image/png', 'text/html', 'application/json']) {
      const answer = await send(member.browser, there.board, content, { name, headers: { 'content-type': said } })
      expect(answer.status).toBe(200)
      const file: UploadedFile = answer.body
      const got = await read(member.browser, { ...file, name: 'x.png' })
      expect(got.headers.get('content-type')).toBe('application/octet-stream')
      expect(got.headers.get('content-disposition')).toMatch(/^attachment/)
      expect(got.headers.get('x-content-type-options')).toBe('nosniff')
      expect(got.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    }
  }
  expect(
    (await send(member.browser, there.board, '--x', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }))
      .status,
  ).toBe(400)
})

test('names are names, never paths or headers', async () => {
  const there = await stage('main')
  for (const name of [
    '../../../etc/passwd',
    'a\u0000b.txt',
    `${'n'.repeat(300)}.txt`,
    'invoice\u202Efdp.exe',
    'a\r\nx-evil: 1',
    'Grüße 中文.txt',
    '"; x="',
  ]) {
    const file = await sent(member.browser, there.board, 'named', name)
    expect((await set(member.browser, there, there.files, [file])).status).toBe(200)
    const [stored] = (
      await member.browser.must<{ items: { cells: { value: UploadedFile[] }[] }[] }>('/api/item.list', {
        board: there.board,
      })
    ).items
    const kept = JSON.stringify(stored)
    // eslint-disable-next-line no-control-regex
    expect(kept).not.toMatch(/\.\.\/|\u202e|\\u0000|\\r/)
    const got = await read(member.browser, file)
    expect(got.status).toBe(200)
    expect(got.headers.get('x-evil')).toBeNull()
    expect(got.headers.get('content-disposition')).not.toMatch(/\.\.|\u202e|%E2%80%AE|%00/)
  }
  for (const hash of ['..%2F..%2Fkeys%2Fsecret', 'a'.repeat(63), 'A'.repeat(64)]) {
    expect((await member.browser.get(`/files/${hash}/x`)).status).toBe(404)
  }
})

test('what is too large or cut on its way is refused and leaves nothing behind', async () => {
  const there = await stage('main')
  const large = await send(member.browser, there.board, new Uint8Array(1024 * 1024 + 1))
  expect(large).toMatchObject({
    status: 413,
    body: { error: { code: 'too-large', message: 'A file may have at most 1 MB.' } },
  })
  const { rows } = await database.pool.query('SELECT count(*) FROM file')
  await new Promise<void>((resolve) => {
    const url = new URL(`${server.url}/api/files?board=${there.board}&name=x`)
    const headers = {
      ...member.browser.headers,
      cookie: member.browser.cookie,
      'content-length': '500000',
      'content-type': 'text/plain',
    }
    const cut = request(url, { method: 'POST', headers })
    cut.on('error', () => resolve())
    cut.write(Buffer.alloc(100_000))
    setTimeout(() => cut.destroy(), 100)
  })
  const staging = path.join(server.dataDir, 'files', '.incoming')
  while ((await readdir(staging)).length > 0) await sleep(20)
  expect((await database.pool.query('SELECT count(*) FROM file')).rows).toEqual(rows)
})

test('what no cell holds goes after its time, what one holds stays, and what is on its way is left alone', async () => {
  const there = await stage('main')
  const names = ['held', 'removed long ago', 'removed lately', 'never put anywhere', 'just sent'] as const
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await sent(member.browser, there.board, name, name)])),
  ) as Record<(typeof names)[number], UploadedFile>
  const cell = [files.held, files['removed long ago'], files['removed lately']]
  await set(member.browser, there, there.files, cell)
  await set(member.browser, there, there.files, [files.held])
  const day = 24 * 60 * 60 * 1_000
  await database.pool.query('UPDATE file_ref SET removed_at = $1 WHERE hash = $2', [
    Date.now() - 31 * day,
    files['removed long ago'].hash,
  ])
  await database.pool.query("UPDATE file SET sent_at = now() - interval '2 days' WHERE hash <> $1", [
    files['just sent'].hash,
  ])
  const store = folderStore(path.join(server.dataDir, 'files'))
  const options = { pool: database.pool, store, log: silentLog, now: Date.now }

  const backup = await database.pool.connect()
  await backup.query('SELECT pg_advisory_lock_shared($1)', [filesInUseLock])
  expect(await collectFiles(options)).toBe(0)
  await backup.query('SELECT pg_advisory_unlock_shared($1)', [filesInUseLock])
  backup.release()

  expect(await collectFiles(options)).toBeGreaterThanOrEqual(2)
  const left = await Promise.all(names.map(async (name) => [name, (await store.sizeOf(files[name].hash)) !== null]))
  expect(Object.fromEntries(left)).toEqual({
    held: true,
    'removed long ago': false,
    'removed lately': true,
    'never put anywhere': false,
    'just sent': true,
  })
  expect((await set(member.browser, there, there.files, cell)).status).toBe(400)
  expect((await set(member.browser, there, there.files, [files.held, files['removed lately']])).status).toBe(200)
  expect(await sent(member.browser, there.board, 'never put anywhere')).toMatchObject({
    hash: files['never put anywhere'].hash,
  })
})

test('what is in the trash keeps its files', async () => {
  const there = await stage('main')
  const file = await sent(member.browser, there.board, 'to be purged')
  await set(member.browser, there, there.files, [file])
  await member.browser.must('/api/item.delete', { board: there.board, rows: [there.item] })
  const { rows } = await database.pool.query('SELECT * FROM file_ref WHERE hash = $1 AND removed_at IS NULL', [
    file.hash,
  ])
  expect(rows).toHaveLength(1)
  expect(await statusOf(other.browser, file)).toBe(200)
})
