import { filePath } from '@fulcrum/protocol'
import type { FormLink, OpenForm, UploadedFile } from '@fulcrum/protocol'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer } from '../../compose.ts'
import { readConfig } from '../../config/config.ts'
import { TestBrowser, bootServer, firstOwner } from '../../testing/booted-server.ts'
import type { HttpAnswer, LocalServer } from '../../testing/booted-server.ts'
import { testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { startTestS3 } from '../../testing/s3-server.ts'
import type { TestS3 } from '../../testing/s3-server.ts'
import { newId } from '../../testing/world.ts'
import { stagingFolder } from '../file-store.ts'

// A server whose files lie in a bucket. Columns of the board: 1 any file, 2 pictures and PDF of up to 1 MB.

let database: TestDatabase
let server: LocalServer
let owner: TestBrowser
let s3: TestS3
const [workspace, board, view] = [newId(), newId(), newId()]
let item = 0

const environment = () => ({
  FULCRUM_S3_URL: `${s3.place.endpoint}/${s3.place.bucket}/served`,
  FULCRUM_S3_REGION: s3.place.region,
  FULCRUM_S3_KEY_ID: s3.place.keyId,
  FULCRUM_S3_SECRET: s3.place.secret,
})

beforeAll(async () => {
  s3 = await startTestS3()
  database = await testDatabase()
  server = await bootServer(database.url, environment())
  owner = (await firstOwner(server)).browser
  await owner.must('/api/workspace.create', { id: workspace, name: 'Work' })
  await owner.must('/api/board.create', { board, workspace, name: 'Board', access: 'main' })
  const group = await owner.must<{ result: { number: number } }>('/api/group.create', {
    board,
    id: newId(),
    title: 'G',
  })
  const limits = { sortBy: 'name', accepts: ['pictures', 'pdf'], maxMegabytes: 1 }
  await owner.must('/api/column.create', { board, id: newId(), kind: 'file', title: 'Any' })
  await owner.must('/api/column.create', { board, id: newId(), kind: 'file', title: 'Some', settings: limits })
  const made = await owner.must<{ result: { row: number } }>('/api/item.create', {
    board,
    id: newId(),
    title: 'Item',
    group: group.result.number,
  })
  item = made.result.row
})

afterAll(async () => {
  await server.stop()
  await database.drop()
  await s3.stop()
})

const textOf = ({ body }: HttpAnswer): string => body
const errorOf = ({ body }: HttpAnswer): { message: string; details: { reason?: string } } =>
  (body as { error: { message: string; details: object } }).error
const binary = { 'content-type': 'application/octet-stream' }

function send(content: string | Uint8Array, name: string, column = 1): Promise<HttpAnswer> {
  return owner.ask(`/api/files?board=${board}&column=${column}&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: content as string,
    headers: binary,
  })
}

async function sent(content: string | Uint8Array, name: string): Promise<UploadedFile> {
  const answer = await send(content, name)
  expect(answer.status).toBe(200)
  return answer.body
}

const set = (column: number, value: readonly UploadedFile[] | null) =>
  owner.post('/api/item.setCells', { board, column, rows: [item], values: [value] })
const read = (file: UploadedFile, headers: Record<string, string> = {}) => owner.ask(`/${filePath(file)}`, { headers })
const names = () => [...s3.objects.keys()]
const png = Buffer.concat([
  Buffer.from('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\u0001\0\0\0\u0001\u0008\u0006\0\0\0', 'latin1'),
  Buffer.alloc(40),
])

test('a file goes into the bucket, and comes out of it whole, in parts, or not at all while it is away', async () => {
  const file = await sent('What we plan', 'plan.txt')
  expect((await set(1, [file])).status).toBe(200)
  expect(names()).toEqual([`served/${file.hash.slice(0, 2)}/${file.hash.slice(2, 4)}/${file.hash}`])
  expect(textOf(await read(file))).toBe('What we plan')
  const part = await read(file, { range: 'bytes=5-6' })
  expect([part.status, textOf(part), part.headers.get('content-range')]).toEqual([206, 'we', 'bytes 5-6/12'])
  expect((await read(file, { range: 'bytes=99-' })).status).toBe(416)
  s3.busy = () => true
  for (const answer of [await read(file), await send('More', 'more.txt')]) {
    expect([answer.status, errorOf(answer).details.reason]).toEqual([503, 'file-store'])
  }
  s3.busy = () => false
  expect(textOf(await read(file))).toBe('What we plan')
})

test('a column takes what it is set to, by every door, and nothing else is stored', async () => {
  const text = await sent('just text', 'notes.txt')
  const before = names()
  const refused: readonly (readonly [string | Uint8Array, string])[] = [
    ['just text, too', 'notes.pdf'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'drawing.png'],
    [Buffer.concat([png, Buffer.alloc(1024 ** 2)]), 'large.png'],
  ]
  for (const [content, name] of refused) {
    const answer = await send(content, name, 2)
    expect([400, 413]).toContain(answer.status)
    expect(errorOf(answer).message).toMatch(
      /^(Only pictures and PDF can be attached here|A file may have at most 1 MB)/,
    )
  }
  expect(names()).toEqual(before)
  expect(errorOf(await set(2, [text]))).toMatchObject({ code: 'invalid', details: { reason: 'file-refused' } })
  const picture = await send(png, 'shot.png', 2)
  expect(picture.status).toBe(200)
  expect((await set(2, [picture.body])).status).toBe(200)
})

test('what stood before a column came to refuse it is put back by undo and copied with its board', async () => {
  const file = await sent('it was here first', 'first.txt')
  const id = newId()
  const create = { board, id, kind: 'file', title: 'Was any' }
  const { result } = await owner.must<{ result: { number: number } }>('/api/column.create', create)
  const column = result.number
  expect((await set(column, [file])).status).toBe(200)
  await owner.must('/api/column.update', { board, id, settings: { sortBy: 'name', accepts: ['pictures'] } })
  const boards = [{ from: board, to: newId() }]
  expect((await owner.post('/api/board.duplicate', { workspace, boards, items: true })).status).toBe(200)
  const { change, versions } = (await set(column, null)).body as { change: string; versions: Record<string, number> }
  expect(errorOf(await set(column, [file]))).toMatchObject({ details: { reason: 'file-refused' } })
  const at = Object.entries(versions).map(([scope, version]) => ({ scope, version }))
  expect((await owner.post('/api/change.undo', { change, at })).body).toMatchObject({ result: { taken: 1, kept: 0 } })
})

test('a form says what it takes, and takes nothing else', async () => {
  const spec = { settings: { title: 'Report', questions: [{ column: 'title' }, { column: 2 }] } }
  await owner.must('/api/view.create', { board, id: view, name: 'Form', kind: 'form', mine: false, spec })
  const link = await owner.must<FormLink>('/forms/share', {
    board,
    view,
    audience: 'anybody',
    closesAt: null,
    maxAnswers: null,
  })
  const path = `/forms/open/${link.url?.split('/').at(-1)}`
  const stranger = new TestBrowser(server)
  const form: OpenForm = (await stranger.get(path)).body
  expect(form.questions[1]?.ask).toMatchObject({
    as: 'files',
    hint: 'Pictures and PDF, at most 1 MB',
    accept: 'image/png,image/jpeg,image/gif,image/webp,application/pdf',
  })
  const give = (content: string | Uint8Array, name: string) =>
    stranger.ask(`${path}/files?column=2&name=${name}`, { method: 'POST', body: content as string, headers: binary })
  const before = names()
  expect(errorOf(await give('MZ is a program', 'shot.png')).message).toBe('Only pictures and PDF can be attached here.')
  expect((await give(Buffer.alloc(2 * 1024 ** 2), 'shot.png')).status).toBe(413)
  expect(names()).toEqual(before)
  expect((await give('%PDF-1.7', 'crash.pdf')).body).toMatchObject({ name: 'crash.pdf', sizeBytes: 8 })
})

test('nothing of a hostile corpus runs on our origin, by its content or by its name', async () => {
  const contents = [
    '<!doctype html><script>alert(document.domain)</script>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(document.domain)"><script>alert(1)</script></svg>',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#x"?><x/>',
    'alert(document.domain)',
    'GIF89a/*<script>alert(1)</script>*/=1;alert(1)',
    '\ufeff<script>alert(1)</script>',
    'MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>',
  ]
  const hostile = [
    'page.html',
    'picture.svg',
    'app.js',
    'app.mjs',
    'page.xhtml',
    'page.mhtml',
    '<img src=x onerror=alert(1)>.png',
    '"><script>alert(1)</script>.html',
    'javascript:alert(1)',
    'invoice\u202Egnp.html',
    '\u2066photo\u2069.svg',
    "'; filename*=UTF-8''x.html; x='",
    'x.html\r\nContent-Type: text/html',
  ]
  for (const [at, name] of hostile.entries()) {
    const file = await sent(`${contents[at % contents.length]}${' '.repeat(at)}`, name)
    const got = await owner.get(`/files/${file.hash}/${encodeURIComponent(name)}`)
    expect([got.status, name]).toEqual([200, name])
    expect(got.headers.get('content-type')).toBe('application/octet-stream')
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(got.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    const disposition = got.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; filename="[^"\\\r\n]*"(; filename\*=UTF-8''[\w.~!#$&+^`|%-]*)?$/)
    expect(decodeURIComponent(disposition)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\r\n]/)
  }
  // A picture is shown in place, whatever its name says, and has nothing but pixels in it.
  const picture = await sent(png, 'page.html')
  const shown = await read({ ...picture, name: 'page.html' })
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox/)
}, 60_000)

test('nothing is left on its way, and a start with a wrong secret is refused before anything is served', async () => {
  expect(names().filter((name) => name.includes(stagingFolder))).toEqual([])
  const wrong = { ...environment(), DATABASE_URL: database.url, FULCRUM_S3_SECRET: 'wrong', FULCRUM_LOG: 'silent' }
  const config = readConfig({ port: '0', data: path.join(server.dataDir, 'wrong') }, wrong)
  await expect(startServer(config)).rejects.toMatchObject({
    code: 'files-unusable',
    message: expect.stringContaining('the secret is not that of the key'),
  })
})
