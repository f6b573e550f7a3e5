import { filePath } from '@fulcrum/protocol'
import type { UploadedFile } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, invited } from '../testing/booted-server.ts'
import type { LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let server: LocalServer
let owner: TestBrowser
let member: TestBrowser
let viewer: TestBrowser
const workspace = newId()

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = (await firstOwner(server)).browser
  await owner.must('/api/workspace.create', { id: workspace, name: 'Work' })
  member = (await invited(owner, 'member')).browser
  viewer = (await invited(owner, 'viewer')).browser
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

async function stage(access: 'main' | 'private'): Promise<{ readonly board: string; readonly item: string }> {
  const [board, item] = [newId(), newId()]
  await owner.must('/api/board.create', { board, workspace, name: 'Board', access })
  const group = { board, id: newId(), title: 'G' }
  const { result } = await owner.must<{ result: { number: number } }>('/api/group.create', group)
  await owner.must('/api/item.create', { board, id: item, title: 'Item', group: result.number })
  return { board, item }
}

async function sent(browser: TestBrowser, board: string, content: string): Promise<UploadedFile> {
  const answer = await browser.ask(`/api/files?board=${board}&name=a.txt`, {
    method: 'POST',
    body: content,
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect(answer.status).toBe(200)
  return answer.body
}

const showing = (...files: readonly UploadedFile[]) => ({
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'See' }] },
    ...files.map((attrs) => ({ type: 'file', attrs })),
  ],
})
const statusOf = async (browser: TestBrowser, file: UploadedFile) =>
  (await browser.ask(`/${filePath(file)}`, {})).status

test('a file in a message is read by whoever may read the board, and by nobody once the message is gone', async () => {
  const place = await stage('main')
  const file = await sent(member, place.board, 'the log')
  const id = newId()
  await member.must('/api/update.post', { ...place, id, content: showing(file) })
  expect(await statusOf(viewer, file)).toBe(200)
  await member.must('/api/update.delete', { ...place, id })
  expect(await statusOf(viewer, file)).toBe(404)
})

test('a private board’s message shows its file to nobody else, and a hash alone puts no file anywhere', async () => {
  const secret = await stage('private')
  const file = await sent(owner, secret.board, 'the secret')
  await owner.must('/api/update.post', { ...secret, id: newId(), content: showing(file) })
  expect(await statusOf(member, file)).toBe(404)
  const open = await stage('main')
  const stolen = await member.post('/api/update.post', { ...open, id: newId(), content: showing(file) })
  expect(stolen).toMatchObject({ status: 400, body: { error: { details: { reason: 'no-file' } } } })
  const other = await sent(member, open.board, 'my own')
  const lied = await member.post('/api/update.post', {
    ...open,
    id: newId(),
    content: showing({ ...other, type: 'image/png' }),
  })
  expect(lied).toMatchObject({ status: 400, body: { error: { details: { reason: 'file-differs' } } } })
})

test('what a message said before is told to its readers, with its files, and no more once it is deleted', async () => {
  const place = await stage('main')
  const [first, second] = [await sent(member, place.board, 'first'), await sent(member, place.board, 'second')]
  const id = newId()
  await member.must('/api/update.post', { ...place, id, content: showing(first) })
  await member.must('/api/update.edit', { ...place, id, content: showing(second) })
  await member.must('/api/update.edit', { ...place, id, body: 'In plain words' })
  const asked = await viewer.must<{ versions: readonly object[] }>('/api/update.versions', { ...place, id })
  expect(asked.versions).toMatchObject([
    { body: 'See\na.txt', content: showing(first) },
    { body: 'See\na.txt', content: showing(second) },
    { body: 'In plain words', content: null },
  ])
  expect(await statusOf(viewer, first)).toBe(200)
  await member.must('/api/update.delete', { ...place, id })
  expect((await viewer.post('/api/update.versions', { ...place, id })).status).toBe(404)
  expect(await statusOf(viewer, first)).toBe(404)
})
