import { gunzipSync } from 'node:zlib'
import { Table, decodeChunks } from '@fulcrum/columnar'
import { publicId } from '@fulcrum/domain'
import { readChunks } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootServer, firstOwner } from '../testing/booted-server.ts'
import type { BootedServer, TestBrowser } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let servers: BootedServer[]
let browser: TestBrowser
const board = newId()

beforeAll(async () => {
  database = await testDatabase()
  servers = [await bootServer(database.url), await bootServer(database.url)]
  browser = (await firstOwner(servers[0] as BootedServer)).browser
  const workspace = newId()
  await browser.must('/api/workspace.create', { id: workspace, name: 'Chunks' })
  await browser.must('/api/board.create', { board, workspace, name: 'Chunks' })
  await browser.must('/api/group.create', { board, id: newId(), title: 'Group' })
  await browser.must('/api/column.create', { board, id: newId(), kind: 'text', title: 'Text' })
  for (const title of ['One', 'Two', 'Three']) {
    await browser.must('/api/item.create', {
      board,
      id: newId(),
      title,
      group: 1,
      cells: [{ column: 1, value: title }],
    })
  }
})

afterAll(async () => {
  for (const server of servers) await server.stop()
  await database.drop()
})

async function chunks(query: string, tag?: string) {
  const response = await fetch(`${browser.server.url}/sync/chunks?scope=board:${board}&${query}`, {
    headers: { cookie: browser.cookie, ...(tag !== undefined && { 'if-none-match': tag }) },
  })
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

test('chunks hold what the board holds, say from which version on changes are needed, and have a tag', async () => {
  const { response, bytes } = await chunks('lanes=title,c1')
  expect(response.status).toBe(200)
  const version = Number(response.headers.get('x-fulcrum-version'))
  expect(version).toBeGreaterThan(0)
  const table = new Table([
    { key: 'title', type: 'text' },
    { key: 'c1', type: 'text' },
  ])
  decodeChunks(
    table,
    readChunks(bytes).map(({ lane, chunk, body }) => ({ lane, chunk, bytes: gunzipSync(body) })),
  )
  expect([0, 1, 2].map((row) => [table.get('title', row), table.get('c1', row)])).toEqual([
    ['One', 'One'],
    ['Two', 'Two'],
    ['Three', 'Three'],
  ])
  const tag = response.headers.get('etag') ?? ''
  const again = await chunks('lanes=title,c1', tag)
  expect([again.response.status, again.bytes.length]).toEqual([304, 0])
})

test('the tag is of the contents: the same on another node, another after an edit, the old one after its undo', async () => {
  const before = (await chunks('lanes=title')).response.headers.get('etag')
  browser.server = servers[1] as BootedServer
  expect((await chunks('lanes=title')).response.headers.get('etag')).toBe(before)
  const edit = await browser.must<{ versions: Record<string, number> }>('/api/item.setCells', {
    board,
    column: 'title',
    rows: [1],
    values: ['Changed'],
  })
  browser.server = servers[0] as BootedServer
  const version = edit.versions[publicId('board', board)] ?? 0
  const { response } = await chunks(`lanes=title&version=${version}`)
  expect(Number(response.headers.get('x-fulcrum-version'))).toBeGreaterThanOrEqual(version)
  expect(response.headers.get('etag')).not.toBe(before)
  await browser.must('/api/item.setCells', { board, column: 'title', rows: [1], values: ['Two'] })
  expect((await chunks('lanes=title')).response.headers.get('etag')).toBe(before)
})

test('lanes that do not exist are left out, and bad numbers are refused', async () => {
  expect((await chunks('lanes=c9,nothing')).bytes.length).toBe(0)
  for (const query of ['lanes=title&from=-1', 'lanes=title&from=1e9', 'lanes=title&to=x']) {
    expect((await chunks(query)).response.status).toBe(400)
  }
})
