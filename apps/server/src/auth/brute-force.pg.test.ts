import type { SessionAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited, tokenOf } from '../testing/booted-server.ts'
import type { BootedServer, HttpAnswer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'

let database: TestDatabase
let server: BootedServer
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

beforeEach(() => database.pool.query('DELETE FROM auth_attempt'))

function from(ip: string): TestBrowser {
  return new TestBrowser(server, { 'x-forwarded-for': ip })
}

/** Tries in a row; the statuses of their answers. */
async function tries(count: number, attempt: (n: number) => Promise<HttpAnswer>): Promise<number[]> {
  const statuses: number[] = []
  for (let n = 0; n < count; n++) statuses.push((await attempt(n)).status)
  return statuses
}

const wrong = 'wrong password'

test('after ten wrong passwords nobody gets in for a quarter of an hour, not with the right one and from nowhere', async () => {
  const { session } = await invited(owner.browser, 'member')
  const signIn = (ip: string, password: string) => from(ip).post('/auth/sign-in', { email: session.email, password })
  expect(await tries(10, (n) => signIn(`198.51.100.${n}`, wrong))).toEqual(Array.from({ length: 10 }, () => 400))
  const locked = await signIn('203.0.113.9', goodPassword)
  expect(locked.status).toBe(429)
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800)
  expect(locked.body).toMatchObject({ error: { code: 'too-many' } })
  await database.pool.query('UPDATE auth_attempt SET since = since - 15 * 60 * 1000')
  expect((await signIn('203.0.113.9', goodPassword)).status).toBe(200)
})

test('an address that nobody has is locked like one that somebody has', async () => {
  const signIn = (n: number) =>
    from(`198.51.100.${n}`).post('/auth/sign-in', { email: 'nobody@example.org', password: wrong })
  expect(await tries(11, signIn)).toEqual([...Array.from({ length: 10 }, () => 400), 429])
})

test('a hundred tries at the same moment count like a hundred in a row', async () => {
  const { session } = await invited(owner.browser, 'member')
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      from(`198.51.100.${n}`).post('/auth/sign-in', { email: session.email, password: wrong }),
    ),
  )
  expect(answers.filter(({ status }) => status !== 429)).toHaveLength(10)
})

test('a right password starts the count over', async () => {
  const { session } = await invited(owner.browser, 'member')
  const signIn = (password: string) => new TestBrowser(server).post('/auth/sign-in', { email: session.email, password })
  for (let round = 0; round < 2; round++) {
    expect(await tries(9, () => signIn(wrong))).not.toContain(429)
    expect((await signIn(goodPassword)).status).toBe(200)
  }
})

test('an IPv6 network is one, however many addresses it has', async () => {
  const signIn = (n: number) =>
    from(`2001:db8:1:2:${(n + 1).toString(16)}::7`).post('/auth/sign-in', {
      email: `${n}@example.org`,
      password: wrong,
    })
  const statuses = await tries(51, signIn)
  expect(statuses.slice(0, 50)).not.toContain(429)
  expect(statuses[50]).toBe(429)
  const neighbour = await from('2001:db8:1:3::7').post('/auth/sign-in', { email: 'x@example.org', password: wrong })
  expect(neighbour.status).toBe(400)
})

test('one who guesses from one network does not lock out those of another', async () => {
  await tries(60, (n) => from('198.51.100.7').post('/auth/sign-in', { email: `${n}@example.org`, password: wrong }))
  const answer = await from('203.0.113.9').post('/auth/sign-in', { email: 'olga@example.org', password: goodPassword })
  expect(answer.status).toBe(200)
})

test('whoever guesses elsewhere does not lock a person out of a browser they used before', async () => {
  const { browser, session } = await invited(owner.browser, 'member')
  const signIn = (from_: TestBrowser, password: string) =>
    from_.post('/auth/sign-in', { email: session.email, password })
  await browser.must('/auth/sign-out')
  await tries(11, (n) => signIn(from(`198.51.100.${n}`), wrong))
  expect((await signIn(from('203.0.113.9'), goodPassword)).status).toBe(429)
  expect((await signIn(browser, goodPassword)).status).toBe(200)
  // There, too, only so many tries are let through; and the mark of one person is none for another.
  expect(await tries(11, () => signIn(browser, wrong))).toEqual([...Array.from({ length: 10 }, () => 400), 429])
  const other = await invited(owner.browser, 'member')
  await tries(11, (n) => signIn(from(`198.51.100.${n}`), wrong))
  expect((await signIn(other.browser, goodPassword)).status).toBe(429)
})

test('guessing the present password of a stolen session is counted', async () => {
  const { browser } = await invited(owner.browser, 'member')
  const change = (current: string) => browser.post('/auth/password.change', { current, next: 'nine quiet otters' })
  expect(await tries(11, () => change(wrong))).toEqual([...Array.from({ length: 10 }, () => 400), 429])
  expect((await change(goodPassword)).status).toBe(429)
})

test('guessing the password of somebody known by way of an invitation is counted', async () => {
  const before = await invited(owner.browser, 'member')
  await owner.browser.must('/api/member.remove', { id: before.session.member })
  const { url } = await owner.browser.must<{ url: string }>('/auth/invitation.create', {
    role: 'member',
    email: before.session.email,
  })
  const accept = (n: number, password: string) =>
    from(`198.51.100.${n}`).post('/auth/link/accept', { token: tokenOf(url), password })
  expect(await tries(11, (n) => accept(n, wrong))).toEqual([...Array.from({ length: 10 }, () => 400), 429])
  expect((await accept(99, goodPassword)).status).toBe(429)
})

test('guessing links is counted by network, on both of their routes together', async () => {
  const look = (n: number) => from('198.51.100.7').post('/auth/link', { token: `guess-${n}` })
  const accept = (n: number) =>
    from('198.51.100.7').post('/auth/link/accept', { token: `guess-${n}`, password: goodPassword })
  expect(await tries(5, look)).toEqual([404, 404, 404, 404, 404])
  expect(await tries(6, accept)).toEqual([404, 404, 404, 404, 404, 429])
  expect((await look(99)).status).toBe(429)
})

test('opening a good or a spent link often is no guessing', async () => {
  const { url } = await owner.browser.must<{ url: string }>('/auth/invitation.create', { role: 'member' })
  const look = () => from('198.51.100.7').post('/auth/link', { token: tokenOf(url) })
  expect(await tries(15, look)).toEqual(Array.from({ length: 15 }, () => 200))
  await new TestBrowser(server).must('/auth/link/accept', {
    token: tokenOf(url),
    name: 'Pat',
    email: 'often@example.org',
    password: goodPassword,
  })
  expect(await tries(15, look)).toEqual(Array.from({ length: 15 }, () => 404))
})

test('a header that no proxy of ours set does not make a caller somebody else', async () => {
  const direct = await bootServer(database.url, { TRUST_PROXY: '' })
  const signIn = (n: number) =>
    new TestBrowser(direct, { 'x-forwarded-for': `198.51.100.${n}` }).post('/auth/link', { token: `guess-${n}` })
  expect(await tries(11, signIn)).toEqual([...Array.from({ length: 10 }, () => 404), 429])
  await direct.stop()
})

test('locks and wrong tries are kept in the audit table', async () => {
  const { rows } = await database.pool.query<{ event: string }>('SELECT DISTINCT event FROM audit')
  expect(rows.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['sign-in.failed', 'sign-in.locked', 'link.refused', 'password.change-failed']),
  )
})
