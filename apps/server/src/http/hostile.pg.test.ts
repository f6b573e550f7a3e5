import { once } from 'node:events'
import { connect } from 'node:net'
import { columnKinds } from '@fulcrum/columns'
import { commands } from '@fulcrum/domain'
import type { InvitationAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { queries } from '../queries/all.ts'
import { TestBrowser, bootServer, firstOwner, goodPassword } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let server: BootedServer
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

const routes = [
  '/auth/sign-in',
  '/auth/link',
  '/auth/link/accept',
  '/auth/session.end',
  '/auth/password.change',
  '/auth/invitation.create',
  '/auth/invitation.revoke',
  '/auth/reset.create',
  '/api/board.create',
  '/api/item.create',
  '/api/item.setCells',
  '/api/member.setRole',
  '/api/view.create',
]

const openPosts = [
  '/auth/sign-out',
  '/auth/session.list',
  '/auth/invitation.list',
  '/api/change.undoBatch',
  '/imports',
  `/imports/${newId()}/start`,
  '/api/demo.load',
]

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
const bodies: Readonly<Record<string, string>> = {
  nothing: '',
  'no JSON': 'hello',
  'half a string': '{"email":"',
  'half an object': '{',
  'two objects': '{}{}',
  number: '1e999',
  null: 'null',
  array: '[]',
  string: '"text"',
  'deep array': deep,
  'prototype key': '{"__proto__":{"role":"owner"}}',
  'escaped prototype key': '{"\\u005f\\u005fproto__":{"role":"owner"}}',
  'constructor key': '{"constructor":{"prototype":{"role":"owner"}}}',
  'zero bytes':
    '{"email":"a\\u0000@example.org","password":"a\\u0000","token":"\\u0000","id":"\\u0000","name":"\\u0000"}',
  'lone surrogates': '{"email":"\\ud800@example.org","password":"\\ud800","token":"\\ud800","board":"\\ud800"}',
  'not UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]).toString('latin1'),
  'long texts': JSON.stringify({
    email: 'e'.repeat(1_000_000),
    password: 'p'.repeat(1_000_000),
    token: 't'.repeat(500_000),
  }),
  'other types': JSON.stringify({
    email: {},
    password: [],
    token: 7,
    id: { $ne: null },
    board: true,
    member: [1],
    args: null,
  }),
  'foreign fields': JSON.stringify({ accountId: newId(), createdBy: newId(), role: 'owner', id: newId(), seq: 1 }),
  'not UUIDs': JSON.stringify({
    id: "'; DROP TABLE member; --",
    board: '../../etc/passwd',
    member: '%00',
    token: '🙂',
  }),
  'large numbers': JSON.stringify({ id: Number.MAX_VALUE, expiresInDays: -1e308, role: 0 }),
}

test('hundreds of malformed bodies are refused with a sentence, and none is an error of ours', async () => {
  let count = 0
  for (const route of routes) {
    for (const [what, body] of Object.entries(bodies)) {
      for (const browser of [owner, new TestBrowser(server)]) {
        const answer = await browser.ask(route, {
          method: 'POST',
          body: Buffer.from(body, 'latin1'),
          headers: { 'content-type': 'application/json' },
        })
        expect(answer.status, `${route}: ${what}`).toBeGreaterThanOrEqual(400)
        expect(answer.status, `${route}: ${what}`).toBeLessThan(500)
        const { error } = answer.body as { error: { code: string; message: string } }
        expect(error.code).toMatch(/^[a-z-]+$/)
        expect(error.message.length).toBeGreaterThan(10)
        expect(error.message).not.toMatch(/ at .*\.ts|node_modules|select |insert /i)
        count += 1
      }
    }
  }
  expect(count).toBeGreaterThan(200)
  expect((await owner.get('/auth/session')).status).toBe(200)
})

test('every command refuses bodies of no shape of its own', async () => {
  for (const { name, internal } of commands) {
    for (const body of [null, [], 'text', { nonsense: true }]) {
      const { status } = await owner.post(`/api/${name}`, body)
      expect(status, `${name} ${JSON.stringify(body)}`).toBeGreaterThanOrEqual(400)
      expect(status, `${name} ${JSON.stringify(body)}`).toBeLessThan(500)
      if (internal) expect(status, name).toBe(404)
    }
  }
})

test('fields that the server sets itself are not taken from a body', async () => {
  const invitation = { role: 'viewer', email: 'mass@example.org' }
  for (const field of ['createdBy', 'accountId', 'token', 'url', 'usedAt', 'userId', 'isAdmin']) {
    expect((await owner.post('/auth/invitation.create', { ...invitation, [field]: newId() })).status, field).toBe(400)
  }
  const { url } = await owner.must<InvitationAnswer>('/auth/invitation.create', invitation)
  const token = url.slice(url.indexOf('#') + 1)
  for (const field of ['role', 'member', 'id', 'userId', 'board']) {
    const use = { token, name: 'Mass', password: goodPassword, [field]: 'owner' }
    expect((await new TestBrowser(server).post('/auth/link/accept', use)).status, field).toBe(400)
  }
})

test('a cell of a million characters is refused with a sentence, whatever its kind, and nothing is done', async () => {
  const [workspace, board] = [newId(), newId()]
  await owner.must('/api/workspace.create', { id: workspace, name: 'W' })
  await owner.must('/api/board.create', { board, workspace, name: 'B' })
  const made = await owner.must<{ result: { number: number } }>('/api/group.create', { board, id: newId(), title: 'G' })
  const group = made.result.number
  const one = { board, id: newId(), title: 'One', group }
  const { row } = (await owner.must<{ result: { row: number } }>('/api/item.create', one)).result
  const long = 'x'.repeat(1_000_000)
  const read = async () => (await owner.post('/api/item.list', { board })).body as object
  const columns: (number | string)[] = ['title']
  for (const { id: kind, defaultSettings } of columnKinds.filter(({ derive }) => derive === undefined)) {
    const column = { board, id: newId(), kind, title: kind, settings: defaultSettings }
    const { status, body } = await owner.post('/api/column.create', column)
    if (status === 200) columns.push((body as { result: { number: number } }).result.number)
  }
  expect(columns.length).toBeGreaterThan(15)
  // The same body with a short text is good: what is refused below is the length.
  await owner.must('/api/item.setCells', { board, column: 'title', rows: [row], values: ['x'] })
  const before = await read()
  for (const column of columns) {
    for (const value of [long, [long], { text: long }]) {
      const { status, body } = await owner.post('/api/item.setCells', { board, column, rows: [row], values: [value] })
      expect([400, 403, 413, 422], `${column}: ${JSON.stringify(body).slice(0, 300)}`).toContain(status)
      expect(JSON.stringify(body).length).toBeLessThan(2_000)
    }
  }
  expect(await read()).toEqual(before)
})

test('only JSON is taken, so that no form of another site can speak', async () => {
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
    'application/xml',
    'application/jsonx',
    'json',
    'text/plain;application/json',
  ]
  for (const type of types) {
    const body = JSON.stringify({ email: 'olga@example.org', password: goodPassword })
    const answer = await new TestBrowser(server).ask('/auth/sign-in', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    })
    expect(answer.status, type).toBe(415)
    expect(answer.headers.getSetCookie()).toEqual([])
  }
})

test('requests and sockets from pages of other sites are refused before anything else', async () => {
  const hostile: Readonly<Record<string, string>>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${server.url}.evil.example` },
    { origin: server.url.replace('http:', 'https:').replace(/\d+$/, '1') },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: server.url },
  ]
  for (const headers of hostile) {
    for (const route of ['/auth/sign-in', '/auth/sign-out', '/auth/invitation.create', '/api/account.update']) {
      const { status, body } = await owner.post(route, { role: 'owner', name: 'Evil' }, headers)
      expect(status, `${route} ${JSON.stringify(headers)}`).toBe(403)
      expect(body).toMatchObject({ error: { code: 'forbidden' } })
    }
    expect(await owner.socket(headers), JSON.stringify(headers)).toBeUndefined()
  }
  // Every route that takes a body, whatever it does, and whether or not there is one of this name.
  const posts = [
    ...routes,
    ...openPosts,
    ...commands.map(({ name }) => `/api/${name}`),
    ...queries.map(({ name }) => `/api/${name}`),
  ]
  for (const route of posts) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await owner.ask(route, { method, headers: { origin: 'https://evil.example' } })
      expect(answer.status, `${method} ${route}`).toBe(403)
      expect(answer.headers.get('access-control-allow-origin'), route).toBeNull()
    }
  }
  const own = await owner.socket({ origin: server.url, 'sec-fetch-site': 'same-origin' })
  expect(own?.isOpen).toBe(true)
  own?.close()
  expect((await owner.get('/auth/session')).status).toBe(200)
})

test('reading never writes: what changes something answers to no GET', async () => {
  for (const route of [...routes, '/auth/sign-out', '/auth/session.list', '/api/tree.list']) {
    expect((await owner.get(route)).status, route).toBe(404)
  }
})

test('no address makes the server send a browser elsewhere', async () => {
  const targets = ['//evil.example', '/\\evil.example', '/%2f%2fevil.example', '/%5cevil.example', '/..//evil.example']
  for (const target of targets) {
    for (const path of [target, `/sign-in?next=${encodeURIComponent(target)}`, `${target}/..`]) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      expect(answer, path).not.toMatch(/^HTTP\/1\.1 3/)
      expect(answer.toLowerCase(), path).not.toContain('\r\nlocation:')
    }
  }
})

test('requests that break HTTP itself are answered or cut, and the server lives on', async () => {
  const { length } = '{}'
  const requests = [
    'NONSENSE\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET  / HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'POST /auth/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
    `POST /auth/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\nContent-Length: 9\r\n\r\n{}`,
    `POST /auth/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: ${length}\r\n\r\n{}`,
    'POST /auth/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
    `GET /auth/session HTTP/1.1\r\nHost: x\r\nCookie: ${'a=b; '.repeat(10_000)}\r\n\r\n`,
    'GET /auth/session HTTP/1.1\r\nHost: x\r\nCookie: \x01\x02\r\n\r\n',
    'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET /%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET /sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'GET /sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n',
    'GET /other HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'GET /sync/chunks?scope=board:x&lanes=%00&from=-1&to=1e9 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n',
  ]
  for (const request of requests) {
    const answer = await raw(request)
    if (answer !== '') expect(answer, request.slice(0, 60)).toMatch(/^HTTP\/1\.1 4\d\d/)
  }
  expect((await owner.get('/auth/session')).status).toBe(200)
})

test('odd questions for chunks are refused or answered empty, by whoever they come', async () => {
  const [workspace, board] = [newId(), newId()]
  await owner.must('/api/workspace.create', { id: workspace, name: 'Workspace' })
  await owner.must('/api/board.create', { board, workspace, name: 'Board' })
  const { result } = await owner.must<{ result: { number: number } }>('/api/group.create', {
    board,
    id: newId(),
    title: 'Group',
  })
  await owner.must('/api/item.create', { board, id: newId(), title: 'Item', group: result.number })
  for (const query of [
    'scope=board:x',
    `scope=board:${newId()}`,
    `scope=user:${board}`,
    `scope=board:${board}&scope=board:x`,
    `scope[]=board:${board}`,
    `scope=board:${board}&lanes=title&from=-5`,
    `scope=board:${board}&lanes=title&from=x`,
    `scope=board:${board}&lanes=title&from=0.5`,
    `scope=board:${board}&lanes=title&to=1e300`,
    '',
  ]) {
    const { status } = await owner.get(`/sync/chunks?${query}`)
    expect(status, query).toBeGreaterThanOrEqual(400)
    expect(status, query).toBeLessThan(500)
  }
  for (const query of [
    'from=999999',
    'to=999999',
    'from=1&to=0',
    'version=x',
    'version=1e999',
    'lanes=title&lanes=group',
  ]) {
    expect((await owner.get(`/sync/chunks?scope=board:${board}&lanes=title,__proto__,,&${query}`)).status, query).toBe(
      200,
    )
  }
})

test('every answer carries the headers that protect a browser', async () => {
  for (const answer of [
    await owner.get('/auth/session'),
    await owner.get('/nowhere'),
    await owner.post('/auth/link', 1),
  ]) {
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe-eval')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(answer.headers.get('permissions-policy')).toContain('camera=()')
    expect(answer.headers.get('x-powered-by')).toBeNull()
  }
})

/** Sends bytes as they are; what came back, or nothing where the connection was cut. */
async function raw(request: string): Promise<string> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (data) => {
    answer += data.toString('latin1')
    if (answer.includes('\r\n\r\n')) socket.end()
  })
  socket.on('error', () => {})
  socket.setTimeout(3_000, () => socket.destroy())
  socket.write(request, 'latin1')
  await once(socket, 'close')
  return answer
}
