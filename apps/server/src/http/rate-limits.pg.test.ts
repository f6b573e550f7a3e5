import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, invited } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let server: BootedServer
let owner: TestBrowser

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url, { FULCRUM_MEMBER_RATE: '10', FULCRUM_ADDRESS_RATE: '10' })
  owner = (await firstOwner(server)).browser
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

/** Asks until it is refused; gives the answer and how many were let in before. */
async function until429(ask: () => Promise<Awaited<ReturnType<TestBrowser['ask']>>>) {
  for (let passed = 0; passed < 1_000; passed++) {
    const answer = await ask()
    if (answer.status === 429) return { passed, answer }
  }
  throw new Error('It was never refused.')
}

test('a person who asks without end is told how long to wait, from whatever address; others are answered', async () => {
  const { browser } = await invited(owner, 'member')
  const from = () => {
    const elsewhere = new TestBrowser(server)
    elsewhere.cookie = browser.cookie
    return elsewhere.get('/auth/session')
  }
  const { passed, answer } = await until429(from)
  expect(passed).toBeGreaterThanOrEqual(195)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect(answer.body).toMatchObject({
    error: { code: 'too-many', message: 'Too many requests at once. Wait a second, then try again.' },
  })
  expect((await owner.get('/auth/session')).status).toBe(200)
})

test('an address that asks without end is refused before its session is looked for; the app’s own pages are not counted', async () => {
  const stranger = new TestBrowser(server)
  const { passed } = await until429(() => stranger.post('/auth/link', { token: 7 }))
  expect(passed).toBeGreaterThanOrEqual(195)
  expect((await stranger.get('/healthz')).status).toBe(200)
  expect((await new TestBrowser(server).get('/auth/session')).status).toBe(401)
  const metrics = String((await owner.get('/metrics')).body)
  for (const by of ['member', 'address']) {
    expect(metrics).toMatch(new RegExp(`fulcrum_limited_total\\{door="http",by="${by}"\\} [1-9]`))
  }
})

test('a socket that says too much is read more slowly and loses nothing; one that does not stop is closed with the time to wait', async () => {
  const { browser } = await invited(owner, 'member')
  const wire = await browser.socket()
  if (wire === undefined) throw new Error('no socket')
  const run = (n: number) => wire.say({ t: 'run', n, v: 1, command: 'no.such', args: {} })
  for (let n = 1; n <= 215; n++) run(n)
  await wire.wait((message) => message.t === 'answer' && message.n === 215)
  expect(wire.isOpen).toBe(true)

  const second = await invited(owner, 'member')
  const flood = await second.browser.socket()
  if (flood === undefined) throw new Error('no socket')
  for (let n = 1; n <= 5_000; n++) flood.say({ t: 'close', scope: `board:${newId()}` })
  const bye = await flood.wait(({ t }) => t === 'bye')
  expect(bye).toMatchObject({
    reason: 'too-fast',
    message: expect.stringMatching(/Wait \d+ seconds/) as string,
    retryAfterMs: expect.any(Number) as number,
  })
  await flood.closed
})

test('browsers are told to come by HTTPS alone where they do, and not where they do not', async () => {
  const plain = await owner.get('/healthz')
  expect(plain.headers.get('strict-transport-security')).toBeNull()
  const proxied = new TestBrowser(server, { 'x-forwarded-proto': 'https' })
  expect((await proxied.get('/healthz')).headers.get('strict-transport-security')).toBe('max-age=31536000')
  const secure = await bootServer(database.url, { FULCRUM_URL: 'https://fulcrum.example.org' })
  for (const path of ['/healthz', '/auth/session', '/nowhere/at/all']) {
    const { headers } = await new TestBrowser(secure).get(path)
    expect(headers.get('strict-transport-security'), path).toBe('max-age=31536000')
  }
  await secure.stop()
})
