import { commands } from '@fulcrum/domain'
import { maxInboundFrameBytes, protocolVersion } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { queries } from '../queries/all.ts'
import { firstOwner } from '../testing/booted-server.ts'
import type { TestBrowser } from '../testing/booted-server.ts'
import { garbled, malformedValue } from '../testing/malformed.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { oneOf, seededRandom } from '../testing/random.ts'
import { spawnServer } from '../testing/spawn-server.ts'
import type { ServerProcess } from '../testing/spawn-server.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let server: ServerProcess
let browser: TestBrowser
const board = newId()

beforeAll(async () => {
  database = await testDatabase()
  server = await spawnServer(database.url)
  browser = (await firstOwner(server)).browser
  const workspace = newId()
  await browser.must('/api/workspace.create', { id: workspace, name: 'W' })
  await browser.must('/api/board.create', { board, workspace, name: 'B' })
  await browser.must('/api/group.create', { board, id: newId(), title: 'G' })
  await browser.must('/api/item.create', { board, id: newId(), title: 'Whole', group: 1 })
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

async function residentBytes(): Promise<number> {
  const { body } = await browser.get('/metrics')
  return Number(/^fulcrum_process_resident_memory_bytes (\S+)/m.exec(body)?.[1])
}

/** Sends one text on a socket of its own and gives what the server said before it closed, or right after. */
async function say(text: string | Buffer, greeted: boolean): Promise<{ said: string[]; closed: boolean }> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync`, { headers: { cookie: browser.cookie } })
  const said: string[] = []
  socket.on('message', (data) => said.push(String(data)))
  socket.on('error', () => {})
  const closed = new Promise<boolean>((resolve) => socket.once('close', () => resolve(true)))
  await new Promise((resolve) => socket.once('open', resolve))
  if (greeted) socket.send(JSON.stringify({ t: 'hello', protocol: protocolVersion, client: newId() }))
  socket.send(text)
  // A command that everybody may ask, and that is answered: what came before it has been worked on.
  socket.send(JSON.stringify({ t: 'run', n: 900_000, v: 1, command: 'nothing.here', args: {} }))
  const answered = new Promise<boolean>((resolve) => {
    socket.on('message', (data) => String(data).includes('"n":900000') && resolve(false))
  })
  const result = { closed: await Promise.race([closed, answered]), said }
  socket.terminate()
  return result
}

const goodMessages = [
  { t: 'hello', protocol: protocolVersion, client: newId() },
  { t: 'open', scope: `board:${board}`, version: 3, fingerprint: 'x', view: { sort: [] } },
  { t: 'close', scope: `board:${board}` },
  { t: 'run', n: 1, v: 1, command: 'item.setCells', args: { board, column: 'title', rows: [0], values: ['x'] } },
  { t: 'presence', scope: `board:${board}`, cell: { row: 0, column: 1, editing: false } },
]

test('500 malformed sync messages: each is refused with a reason or harms nobody, and the server lives', async () => {
  const random = seededRandom(11)
  await say('warm', true)
  const before = await residentBytes()
  for (let at = 0; at < 500; at++) {
    const text = random() < 0.2 ? JSON.stringify(malformedValue(random)) : garbled(random, oneOf(random, goodMessages))
    const { said, closed } = await say(text, random() < 0.8)
    const last = said.at(-1) ?? ''
    if (closed) expect(last).toMatch(/"t":"bye","reason":"(invalid|protocol)"/)
    expect(said.join('\n')).not.toMatch(/at .*\.ts:\d+|node_modules|SELECT|undefined/)
  }
  expect((await residentBytes()) - before).toBeLessThan(150 * 1024 * 1024)
  const { body } = await browser.post('/api/board.viewport', { board, view: {} })
  expect((body as { count: number }).count).toBe(1)
})

test('frames that are too large or not text end their own socket only', async () => {
  expect((await say('x'.repeat(maxInboundFrameBytes + 1), true)).closed).toBe(true)
  expect((await say(Buffer.from([1, 2, 3]), true)).said.at(-1)).toContain('"reason":"invalid"')
  expect((await say('[]', false)).said.at(-1)).toContain('"reason":"invalid"')
})

test('500 malformed bodies: a code and a sentence, never a stack, never a 500', async () => {
  const random = seededRandom(12)
  const names = [...commands.filter(({ internal }) => !internal), ...queries].map(({ name }) => name)
  const before = await residentBytes()
  const statuses = new Map<number, number>()
  for (let at = 0; at < 500; at++) {
    const name = oneOf(random, [...names, 'change.undoBatch', 'nothing.here'])
    const good = {
      board,
      id: newId(),
      title: 'x',
      rows: [0],
      column: 1,
      values: ['x'],
      group: 1,
      name: 'x',
      scope: `board:${board}`,
    }
    const body = random() < 0.3 ? JSON.stringify(malformedValue(random)) : garbled(random, good)
    const type = oneOf(random, [
      'application/json',
      'application/json',
      'application/json',
      'text/plain',
      'multipart/form-data',
    ])
    const response = await fetch(`${server.url}/api/${name}`, {
      method: 'POST',
      body,
      headers: { cookie: browser.cookie, 'content-type': type },
    })
    const text = await response.text()
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    expect([name, body.slice(0, 200), response.status]).toEqual([
      name,
      body.slice(0, 200),
      expect.not.toBeOneOf([500, 502]),
    ])
    if (response.status >= 400) {
      const { error } = JSON.parse(text) as { error: { code: string; message: string } }
      expect(error.code).toMatch(/^[a-z-]+$/)
      expect(error.message.length).toBeGreaterThan(5)
      expect(text).not.toMatch(/at .*\.ts:\d+|node_modules/)
    }
  }
  expect(statuses.get(400)).toBeGreaterThan(200)
  expect((await residentBytes()) - before).toBeLessThan(150 * 1024 * 1024)
})

test('a body beyond the limit is refused before it is read whole', async () => {
  const { hostname, port, host } = new URL(server.url)
  const head = [
    'POST /api/item.create HTTP/1.1',
    `Host: ${host}`,
    `Cookie: ${browser.cookie}`,
    'Content-Type: application/json',
    `Content-Length: ${6 * 1024 * 1024}`,
  ].join('\r\n')
  // Only the beginning of the body is ever sent: the refusal does not wait for the rest.
  const answer = await new Promise<string>((resolve, reject) => {
    let text = ''
    const socket = connect(Number(port), hostname, () => socket.write(`${head}\r\n\r\n{"title":"xxxx`))
    socket.on('error', reject)
    socket.on('data', (part) => {
      text += String(part)
      if (text.includes('too-large')) socket.destroy()
    })
    socket.on('close', () => resolve(text))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  expect(answer).toContain('"code":"too-large"')
})

test('whoever asks for a socket and is gone before the refusal harms nobody', async () => {
  const { hostname, port, host } = new URL(server.url)
  const upgrade = `GET /elsewhere HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`
  for (let round = 0; round < 30; round++) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(upgrade, () => socket.resetAndDestroy()))
      socket.on('error', () => {})
      socket.on('close', () => resolve())
    })
  }
  expect((await browser.get('/healthz')).status).toBe(200)
})
