import { publicId } from '@fulcrum/domain'
import type { NewTokenAnswer, TokenEntry } from '@fulcrum/protocol'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let servers: BootedServer[]
let owner: TestBrowser
let pool: Pool
const workspace = newId()
const boards = [newId(), newId()]

beforeAll(async () => {
  database = await testDatabase()
  const first = await bootServer(database.url)
  owner = (await firstOwner(first)).browser
  servers = [first, await bootServer(database.url)]
  pool = new Pool({ connectionString: database.url, max: 2 })
  await owner.must('/api/workspace.create', { id: workspace, name: 'W' })
  for (const board of boards) await owner.must('/api/board.create', { board, workspace, name: 'B' })
})

afterAll(async () => {
  await pool.end()
  for (const server of servers) await server.stop()
  await database.drop()
})

const wish = { name: 'A script', mayWrite: true, expiresInDays: null, places: null, password: goodPassword }

function make(browser: TestBrowser, change: object = {}): Promise<NewTokenAnswer> {
  return browser.must('/auth/token.create', { ...wish, ...change })
}

/** Asks as a program does: no cookie, no origin. */
async function ask(token: string, route: string, body: object = {}, server = servers[0]) {
  if (!server) throw new Error('no server')
  return new TestBrowser(server).post(route, body, { authorization: `Bearer ${token}` })
}

test('a token acts as its member without a cookie, is stored as its hash alone, and is shown once', async () => {
  const { browser, session } = await invited(owner, 'member')
  const { token, entry } = await make(browser)
  expect(token).toMatch(/^ful_[\w-]{43}$/)
  expect(entry).toMatchObject({ kind: 'personal', member: session.member, usedAt: null, expiresAt: null })
  const renamed = await ask(token, '/api/board.update', { board: boards[0], name: 'By a script' })
  expect(renamed.status).toBe(200)
  const { rows } = await pool.query<{ actor: string }>("SELECT actor FROM change WHERE command = 'board.update'")
  expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([session.member]))
  const { tokens } = await browser.must<{ tokens: TokenEntry[] }>('/auth/token.list')
  expect(tokens).toMatchObject([{ id: entry.id, tail: token.slice(-4), usedAt: expect.any(Number) as number }])
  const stored = await pool.query<{ text: string }>('SELECT t::text AS text FROM api_token t')
  const audited = await pool.query<{ text: string }>('SELECT a::text AS text FROM audit a')
  for (const { text } of [...stored.rows, ...audited.rows]) expect(text).not.toContain(token.slice(4))
  expect(JSON.stringify(tokens)).not.toContain(token.slice(0, -4))
})

test('a token is made by whoever proves their password, and by no program', async () => {
  const { browser } = await invited(owner, 'member')
  const wrong = await browser.post('/auth/token.create', { ...wish, password: 'not the one at all' })
  expect(wrong).toMatchObject({ status: 400, body: { error: { message: 'This is not your password.' } } })
  const { token, entry } = await make(browser)
  for (const [route, body] of [
    ['/auth/token.create', wish],
    ['/auth/token.list', {}],
    ['/auth/token.revoke', { id: entry.id }],
    ['/auth/session', {}],
    ['/auth/invitation.create', { role: 'guest' }],
  ] as const) {
    expect((await ask(token, route, body)).status, route).toBeGreaterThanOrEqual(401)
  }
  expect((await ask(token, '/api/tree.list')).status).toBe(200)
})

test('a revoked token opens nothing with its next request, on the other node either, and so does one of a new password', async () => {
  const { browser } = await invited(owner, 'member')
  for (let round = 0; round < 5; round++) {
    const { token, entry } = await make(browser)
    expect((await ask(token, '/api/tree.list', {}, servers[1])).status).toBe(200)
    await browser.must('/auth/token.revoke', { id: entry.id })
    for (const server of servers) {
      expect(await ask(token, '/api/tree.list', {}, server)).toMatchObject({
        status: 401,
        body: { error: { code: 'signed-out', message: expect.stringContaining('was revoked') as string } },
      })
    }
  }
  const { token } = await make(browser)
  await browser.must('/auth/password.change', { current: goodPassword, next: 'another good password' })
  expect((await ask(token, '/api/tree.list')).status).toBe(401)
})

test('a token that expired, that was made up, or whose member left says so, and no cookie makes it good', async () => {
  const { browser, session } = await invited(owner, 'member')
  const old = await make(browser, { expiresInDays: 1 })
  await pool.query('UPDATE api_token SET expires_at = 1 WHERE id = $1', [old.entry.id])
  const left = await make(browser)
  const says = async (token: string) => {
    const answer = await browser.post('/api/tree.list', {}, { authorization: `Bearer ${token}` })
    expect(answer.status).toBe(401)
    return (answer.body as { error: { message: string } }).error.message
  }
  expect(await says(old.token)).toContain('has expired')
  expect(await says(`ful_${'x'.repeat(43)}`)).toContain('not one of this Fulcrum')
  expect(await says('hello')).toContain('not one of this Fulcrum')
  await owner.must('/api/member.remove', { id: session.member })
  expect((await ask(left.token, '/api/tree.list')).body).toMatchObject({
    error: { message: 'Whoever this token acts as is not a member here any more.' },
  })
})

test('a token of another account opens nothing here, though it lies in the same table', async () => {
  const { token, entry } = await make(owner)
  expect((await ask(token, '/api/tree.list')).status).toBe(200)
  await pool.query('UPDATE api_token SET account = $2 WHERE id = $1', [entry.id, newId()])
  for (const server of servers) {
    expect(await ask(token, '/api/tree.list', {}, server)).toMatchObject({
      status: 401,
      body: { error: { message: expect.stringContaining('not one of this Fulcrum') } },
    })
  }
  const { body } = await owner.post('/auth/token.list')
  expect(JSON.stringify(body)).not.toContain(entry.id)
})

test('wrong tokens are counted by network, and good ones of the same network go on', async () => {
  const { token } = await make(owner)
  const program = new TestBrowser(servers[0] as BootedServer)
  const bad = () => program.post('/api/tree.list', {}, { authorization: `Bearer ful_${'y'.repeat(43)}` })
  for (let n = 0; n < 50; n++) expect((await bad()).status).toBe(401)
  expect((await bad()).status).toBe(429)
  expect((await program.post('/api/tree.list', {}, { authorization: `Bearer ${token}` })).status).toBe(200)
})

test('a token that only reads writes nothing, and one for a board knows of no other', async () => {
  const reading = (await make(owner, { mayWrite: false })).token
  expect((await ask(reading, '/api/board.get', { board: boards[0] })).status).toBe(200)
  expect((await ask(reading, '/api/board.update', { board: boards[0], name: 'x' })).status).toBe(403)
  expect((await ask(reading, '/api/workspace.create', { name: 'x' })).status).toBe(403)
  const places = { workspaces: [], boards: [boards[0]] }
  const placed = (await make(owner, { places })).token
  const tree = (await ask(placed, '/api/tree.list')).body as { boards: { id: string }[] }
  expect(tree.boards.map(({ id }) => id)).toEqual([publicId('board', boards[0] ?? '')])
  expect((await ask(placed, '/api/board.update', { board: boards[0], name: 'Mine' })).status).toBe(200)
  const other = await ask(placed, '/api/board.get', { board: boards[1] })
  const none = await ask(placed, '/api/board.get', { board: newId() })
  expect([other.status, other.body]).toEqual([404, none.body])
  for (const [command, args] of [
    ['board.update', { board: boards[1], name: 'x' }],
    ['workspace.create', { name: 'x' }],
    ['account.update', { name: 'x' }],
    ['board.create', { workspace, name: 'x' }],
  ] as const) {
    expect((await ask(placed, `/api/${command}`, args)).status, command).toBe(403)
  }
})

test('a service is a member of its own with the role that a manager chose, and nobody signs in as it', async () => {
  const { token, entry } = await make(owner, { name: 'Deploys', service: { role: 'viewer' } })
  expect(entry.kind).toBe('service')
  const members = await ask(token, '/api/member.list')
  expect((members.body as { members: object[] }).members).toContainEqual(
    expect.objectContaining({ name: 'Deploys', service: true, role: 'viewer', you: true, email: null }),
  )
  expect((await ask(token, '/api/board.update', { board: boards[0], name: 'x' })).status).toBe(403)
  await owner.must('/api/member.setRole', { id: entry.member, role: 'member' })
  expect((await ask(token, '/api/board.update', { board: boards[0], name: 'By a service' })).status).toBe(200)
  const { browser } = await invited(owner, 'member')
  expect((await browser.post('/auth/token.create', { ...wish, service: { role: 'member' } })).status).toBe(403)
  expect((await owner.post('/auth/reset.create', { member: entry.member })).status).not.toBe(200)
  const again = await make(owner, { service: { member: entry.member } })
  await owner.must('/api/member.remove', { id: entry.member })
  for (const each of [token, again.token]) expect((await ask(each, '/api/tree.list')).status).toBe(401)
})

test('managers see and end every token, all others their own; each is in the audit table', async () => {
  const [one, two] = [await invited(owner, 'member'), await invited(owner, 'member')]
  const { entry } = await make(one.browser)
  const seen = async (browser: TestBrowser) =>
    (await browser.must<{ tokens: TokenEntry[] }>('/auth/token.list')).tokens.map(({ id }) => id)
  expect(await seen(one.browser)).toEqual([entry.id])
  expect(await seen(two.browser)).toEqual([])
  expect(await seen(owner)).toContain(entry.id)
  expect((await two.browser.post('/auth/token.revoke', { id: entry.id })).status).toBe(404)
  await owner.must('/auth/token.revoke', { id: entry.id })
  const { rows } = await pool.query<{ event: string }>('SELECT event FROM audit WHERE subject = $1 ORDER BY id', [
    entry.id,
  ])
  expect(rows.map(({ event }) => event)).toEqual(['token.created', 'token.revoked'])
})
