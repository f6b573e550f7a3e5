import { must } from '@fulcrum/domain'
import type { InvitationAnswer, ResetAnswer, SessionAnswer, SessionEntry } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited, tokenOf } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { hashToken } from './secrets.ts'

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

async function signIn(email: string, password = goodPassword) {
  const browser = new TestBrowser(server)
  return { browser, answer: await browser.post('/auth/sign-in', { email, password }) }
}

test('nobody is signed in without a session, and a made-up or altered cookie is none', async () => {
  const browser = new TestBrowser(server)
  expect((await browser.get('/auth/session')).status).toBe(401)
  const { browser: good } = await signIn('olga@example.org')
  const [name, value = ''] = good.cookie.split('=')
  const altered = decodeURIComponent(value).replace(/^./, (first) => (first === 'a' ? 'b' : 'a'))
  for (const cookie of [
    `${name}=abc`,
    `${name}=${encodeURIComponent(altered)}`,
    `${name}=${value.slice(0, -6)}`,
    'x',
    '=;=',
  ]) {
    browser.cookie = cookie
    expect((await browser.get('/auth/session')).status, cookie).toBe(401)
    expect(await browser.socket()).toBeUndefined()
  }
})

test('signing in says who one is, in whatever letters the address is typed', async () => {
  const { browser, answer } = await signIn(' OLGA@Example.ORG ')
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({ member: owner.session.member, role: 'owner', email: 'olga@example.org' })
  expect((await browser.get('/auth/session')).body).toEqual(answer.body)
})

test('a wrong password and an unknown address get the same answer', async () => {
  const wrong = await signIn('olga@example.org', 'not the password')
  const unknown = await signIn('nobody@example.org', 'not the password')
  expect(wrong.answer.status).toBe(400)
  expect(unknown.answer.body).toEqual(wrong.answer.body)
})

test('an unknown address takes as much work as a wrong password, so that time does not tell them apart', async () => {
  const { session } = await invited(owner.browser, 'member')
  const work = async (email: string) => {
    const before = process.cpuUsage()
    for (let n = 0; n < 4; n++) await signIn(email, 'not the password')
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  await work(session.email)
  const [wrong, unknown] = [await work(session.email), await work('nobody-else@example.org')]
  expect(unknown / wrong).toBeGreaterThan(0.6)
  expect(unknown / wrong).toBeLessThan(1.6)
})

test('the cookie is out of reach of scripts and other sites; under HTTPS it is bound to the host', async () => {
  const { answer } = await signIn('olga@example.org')
  const line = must(answer.headers.getSetCookie()[0])
  expect(line).toMatch(/; HttpOnly/)
  expect(line).toMatch(/; SameSite=Lax/)
  expect(line).not.toMatch(/Domain/)

  const secure = await bootServer(database.url, { FULCRUM_URL: 'https://fulcrum.example.org' })
  const browser = new TestBrowser(secure)
  const signedIn = await browser.post('/auth/sign-in', { email: 'olga@example.org', password: goodPassword })
  expect(must(signedIn.headers.getSetCookie()[0])).toMatch(
    /^__Host-fulcrum=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  )
  expect((await browser.get('/auth/session')).status).toBe(200)
  await secure.stop()
})

test('below a path the cookies go there alone, and everything is found there, whether the proxy takes the path away or not', async () => {
  const below = await bootServer(database.url, { FULCRUM_URL: 'https://tools.example.org/fulcrum/' })
  const { url } = await owner.browser.must<InvitationAnswer>('/auth/invitation.create', { role: 'member' })
  const browser = new TestBrowser(below, { origin: 'https://tools.example.org' })
  const credentials = { email: 'olga@example.org', password: goodPassword }
  const signedIn = await browser.post('/fulcrum/auth/sign-in', credentials)
  expect(signedIn.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, ''))).toEqual([
    expect.stringMatching(/^__Secure-fulcrum; Max-Age=\d+; Path=\/fulcrum; HttpOnly; SameSite=Lax; Secure$/),
    expect.stringMatching(/^__Secure-fulcrum-known; Max-Age=\d+; Path=\/fulcrum; HttpOnly; SameSite=Strict; Secure$/),
  ])
  for (const base of ['', '/fulcrum']) {
    expect((await browser.get(`${base}/auth/session`)).status).toBe(200)
    expect((await browser.get(`${base}/api/openapi.json`)).body).toMatchObject({
      servers: [{ url: 'https://tools.example.org/fulcrum' }],
    })
  }
  const made = await browser.must<InvitationAnswer>('/fulcrum/auth/invitation.create', { role: 'member' })
  expect(made.url).toMatch(/^https:\/\/tools\.example\.org\/fulcrum\/link#/)
  expect(url).not.toContain('/fulcrum/')
  const socket = await browser.socket({ origin: 'https://tools.example.org' })
  expect(socket?.isOpen).toBe(true)
  socket?.close()
  expect((await browser.post('/fulcrum/auth/sign-out', {}, { origin: 'https://evil.example' })).status).toBe(403)
  await below.stop()
})

test('each sign-in has a token of its own and ends the session that the browser had', async () => {
  const { browser } = await signIn('olga@example.org')
  const first = browser.cookie
  await browser.must('/auth/sign-in', { email: 'olga@example.org', password: goodPassword })
  expect(browser.cookie).not.toBe(first)
  const old = new TestBrowser(server)
  old.cookie = first
  expect((await old.get('/auth/session')).status).toBe(401)
})

test('nothing that opens a door is stored: of tokens only hashes, of passwords less', async () => {
  const secrets: string[] = [goodPassword]
  for (let n = 0; n < 5; n++) {
    const { browser, session } = await invited(owner.browser, 'member')
    secrets.push(must(decodeURIComponent(must(browser.cookie.split('=')[1])).split('.')[0]))
    const open = await owner.browser.must<InvitationAnswer>('/auth/invitation.create', { role: 'member' })
    const reset = await owner.browser.must<ResetAnswer>('/auth/reset.create', { member: session.member })
    secrets.push(tokenOf(open.url), tokenOf(reset.url))
  }
  const { rows } = await database.pool.query<{ dump: string }>(
    "SELECT schema_to_xml('public', true, false, '')::text AS dump",
  )
  const { dump } = must(rows[0])
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(15)
    expect(dump.includes(secret)).toBe(false)
    if (secret !== goodPassword) expect(dump.includes(hashToken(secret))).toBe(true)
  }
})

test('a session ends when it was not used for 14 days, and 90 days after it began however much it was used', async () => {
  // Sessions from before a membership began are none, so the membership must be older than what follows.
  await database.pool.query('UPDATE member SET joined_at = joined_at - 200 * 86400000::bigint')
  const old = await bootServer(database.url)
  const browser = new TestBrowser(old)
  const { sessionId } = await browser.must<SessionAnswer>('/auth/sign-in', {
    email: 'olga@example.org',
    password: goodPassword,
  })
  const daysLeft = async () => {
    const { rows } = await database.pool.query<{ left: number }>(
      'SELECT extract(epoch FROM expires_at - now())::float8 / 86400 AS left FROM auth_session WHERE id = $1',
      [sessionId],
    )
    return rows[0]?.left
  }
  const pass = (days: number) =>
    database.pool.query(
      `UPDATE auth_session SET created_at = created_at - $2 * interval '1 day', updated_at = updated_at - $2 * interval '1 day',
         expires_at = expires_at - $2 * interval '1 day' WHERE id = $1`,
      [sessionId, days],
    )
  expect(await daysLeft()).toBeCloseTo(14, 1)
  for (let week = 0; week < 6; week++) {
    await pass(13)
    expect((await browser.get('/auth/session')).status).toBe(200)
  }
  expect(await daysLeft()).toBeCloseTo(12, 1)
  await pass(13)
  expect((await browser.get('/auth/session')).status).toBe(401)

  const idle = await browser.must<SessionAnswer>('/auth/sign-in', { email: 'olga@example.org', password: goodPassword })
  await database.pool.query("UPDATE auth_session SET expires_at = expires_at - interval '14 days' WHERE id = $1", [
    idle.sessionId,
  ])
  expect((await browser.get('/auth/session')).status).toBe(401)
  await old.stop()
})

test('sessions are listed with the present one marked, and ended one by one or all others', async () => {
  const person = await invited(owner.browser, 'member')
  const other = new TestBrowser(server, { 'user-agent': 'Other browser' })
  await other.must('/auth/sign-in', { email: person.session.email, password: goodPassword })
  const { sessions } = await person.browser.must<{ sessions: SessionEntry[] }>('/auth/session.list')
  expect(sessions).toHaveLength(2)
  expect(sessions.find(({ current }) => current)?.id).toBe(person.session.sessionId)
  const second = must(sessions.find(({ current }) => !current))
  expect(second.userAgent).toBe('Other browser')

  const socket = must(await other.socket())
  await person.browser.must('/auth/session.end', { id: second.id })
  await socket.closed
  expect((await other.get('/auth/session')).status).toBe(401)
  expect((await person.browser.post('/auth/session.end', { id: second.id })).status).toBe(404)

  await other.must('/auth/sign-in', { email: person.session.email, password: goodPassword })
  expect(await person.browser.must('/auth/session.end', { others: true })).toEqual({ ended: 1 })
  expect((await other.get('/auth/session')).status).toBe(401)
  expect((await person.browser.get('/auth/session')).status).toBe(200)
})

test('nobody ends a session of somebody else, and the answer does not say that there is one', async () => {
  const person = await invited(owner.browser, 'member')
  const foreign = await person.browser.post('/auth/session.end', { id: owner.session.sessionId })
  const missing = await person.browser.post('/auth/session.end', { id: person.session.member })
  expect(foreign.status).toBe(404)
  expect(foreign.body).toEqual(missing.body)
  expect((await owner.browser.get('/auth/session')).status).toBe(200)
})

test('signing out ends the session and its sockets, and takes the cookie away', async () => {
  const { browser } = await invited(owner.browser, 'member')
  const socket = must(await browser.socket())
  const { cookie } = browser
  await browser.must('/auth/sign-out')
  await socket.closed
  expect(browser.cookie).toBe('')
  browser.cookie = cookie
  expect((await browser.get('/auth/session')).status).toBe(401)
})

test('a new password asks for the present one, ends all other sessions and cuts their sockets', async () => {
  const { browser, session } = await invited(owner.browser, 'member')
  const other = new TestBrowser(server)
  await other.must('/auth/sign-in', { email: session.email, password: goodPassword })
  const socket = must(await other.socket())
  const next = 'seven slow camels'
  expect((await browser.post('/auth/password.change', { current: 'wrong', next })).body).toMatchObject({
    error: { code: 'invalid', details: { field: 'current' } },
  })
  for (const weak of ['short', 'password2026!', 'qwertyuiop', 'aaaaaaaaaa', session.email]) {
    const refused = await browser.post('/auth/password.change', { current: goodPassword, next: weak })
    expect(refused.status, weak).toBe(400)
  }
  const before = browser.cookie
  await browser.must('/auth/password.change', { current: goodPassword, next })
  await socket.closed
  expect((await other.get('/auth/session')).status).toBe(401)
  expect((await browser.get('/auth/session')).status).toBe(200)
  expect(browser.cookie).not.toBe(before)
  expect((await signIn(session.email)).answer.status).toBe(400)
  expect((await signIn(session.email, next)).answer.status).toBe(200)
})

test('what matters for security is kept in the audit table', async () => {
  const { rows } = await database.pool.query<{ event: string }>('SELECT DISTINCT event FROM audit')
  expect(rows.map(({ event }) => event)).toEqual(
    expect.arrayContaining([
      'link.created',
      'link.used',
      'password.change-failed',
      'password.changed',
      'session.ended',
      'sessions.ended',
      'sign-in.failed',
      'sign-in.succeeded',
      'sign-out',
    ]),
  )
})
