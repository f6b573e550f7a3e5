import { must } from '@fulcrum/domain'
import type { AccountRole } from '@fulcrum/domain'
import type {
  InvitationAnswer,
  InvitationEntry,
  InviteManyResult,
  LinkAnswer,
  ResetAnswer,
  SessionAnswer,
  TreeBoard,
} from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callOperator } from '../operations/operator.ts'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited, tokenOf } from '../testing/booted-server.ts'
import type { LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'

let database: TestDatabase
let server: LocalServer
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

const person = { name: 'Pat', password: goodPassword }

function invite(request: object, by = owner.browser) {
  return by.post('/auth/invitation.create', request)
}

async function invitation(request: object): Promise<{ token: string; id: string }> {
  const { url, id } = await owner.browser.must<InvitationAnswer>('/auth/invitation.create', request)
  return { token: tokenOf(url), id }
}

function accept(token: string, use: object = person, browser = new TestBrowser(server)) {
  return browser.post('/auth/link/accept', { token, ...use })
}

async function look(token: string) {
  return new TestBrowser(server).post('/auth/link', { token })
}

async function board(access: string): Promise<string> {
  const [workspace, id] = [newId(), newId()]
  await owner.browser.must('/api/workspace.create', { id: workspace, name: 'Workspace' })
  await owner.browser.must('/api/board.create', { board: id, workspace, name: 'Board', access })
  return id
}

test('the first owner comes once: other links for an owner are void from then on', async () => {
  const fresh = await testDatabase()
  const servers = [await bootServer(fresh.url), await bootServer(fresh.url)]
  const answers = await Promise.all(
    servers.flatMap((each) =>
      [1, 2, 3].map((n) =>
        new TestBrowser(each).post('/auth/link/accept', {
          token: each.ownerToken,
          ...person,
          email: `${n}@example.org`,
        }),
      ),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const { rows } = await fresh.pool.query('SELECT id FROM member')
  expect(rows).toHaveLength(1)
  for (const each of servers) {
    const again = await new TestBrowser(each).post('/auth/link', { token: each.ownerToken })
    expect(again.status).toBe(404)
  }
  for (const each of servers) await each.stop()
  const restarted = await bootServer(fresh.url)
  expect(restarted.ownerToken).toBe('')
  await restarted.stop()
  await fresh.drop()
})

test('an invitation says what it is for, brings its role, and works once under twenty uses at the same moment', async () => {
  const { token } = await invitation({ role: 'viewer', email: 'Vera@Example.org' })
  const seen = await look(token)
  expect(seen.body).toMatchObject({ kind: 'invitation', role: 'viewer', email: 'vera@example.org', hasPassword: false })
  expect((await look(token)).body).toEqual(seen.body)
  const answers = await Promise.all(Array.from({ length: 20 }, () => accept(token)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({
    role: 'viewer',
    email: 'vera@example.org',
  })
  expect((await look(token)).status).toBe(404)
  expect((await accept(token)).status).toBe(404)
  const { rows } = await database.pool.query("SELECT id FROM member WHERE email = 'vera@example.org'")
  expect(rows).toHaveLength(1)
})

test('an invitation for one address is for no other', async () => {
  const { token } = await invitation({ role: 'member', email: 'bound@example.org' })
  const other = await accept(token, { ...person, email: 'other@example.org' })
  expect(other.body).toMatchObject({ error: { code: 'invalid', details: { field: 'email' } } })
  expect((await accept(token, { ...person, email: 'BOUND@example.org' })).status).toBe(200)
})

test('a refused use leaves the link open', async () => {
  const { token } = await invitation({ role: 'member' })
  const noName = await accept(token, { password: goodPassword, email: 'open@example.org' })
  expect(noName.body).toMatchObject({ error: { details: { field: 'name' } } })
  const weak = await accept(token, { name: 'Pat', password: 'letmein', email: 'open@example.org' })
  expect(weak.body).toMatchObject({ error: { details: { field: 'password' } } })
  const noEmail = await accept(token)
  expect(noEmail.body).toMatchObject({ error: { details: { field: 'email' } } })
  expect((await accept(token, { ...person, email: 'open@example.org' })).status).toBe(200)
})

test('a use that was cut off half-way can be tried again, is finished then, and makes nobody twice', async () => {
  const interrupted = (id: string) =>
    database.pool.query('UPDATE auth_link SET used_at = NULL, claimed_at = claimed_at - 61000 WHERE id = $1', [id])
  const count = async (table: 'member' | 'auth_user', email: string) =>
    (await database.pool.query(`SELECT 1 FROM ${table} WHERE email = $1`, [email])).rowCount

  // After the user was made, before the password was.
  const early = await invitation({ role: 'member', email: 'early@example.org' })
  await database.pool.query(
    "INSERT INTO auth_user (name, email, created_at, updated_at) VALUES ('Pat', 'early@example.org', now(), now())",
  )
  expect((await accept(early.token)).status).toBe(200)
  expect([await count('member', 'early@example.org'), await count('auth_user', 'early@example.org')]).toEqual([1, 1])

  // After the person had joined, before the link was spent.
  const late = await invitation({ role: 'member', email: 'late@example.org' })
  const first = (await accept(late.token)).body as SessionAnswer
  await database.pool.query('UPDATE auth_link SET used_at = NULL WHERE id = $1', [late.id])
  expect((await accept(late.token)).status, 'while the first use may still be running').toBe(404)
  await interrupted(late.id)
  expect((await accept(late.token, { password: 'not the password' })).status).toBe(400)
  const second = await accept(late.token)
  expect(second.body).toMatchObject({ member: first.member, role: 'member' })
  expect([await count('member', 'late@example.org'), await count('auth_user', 'late@example.org')]).toEqual([1, 1])
  expect((await look(late.token)).status).toBe(404)
})

test('an invitation that ended or was taken back is like one that never was', async () => {
  const late = await invitation({ role: 'member', expiresInDays: 1 })
  await database.pool.query('UPDATE auth_link SET expires_at = expires_at - 86400001 WHERE id = $1', [late.id])
  const back = await invitation({ role: 'member' })
  const { invitations } = await owner.browser.must<{ invitations: InvitationEntry[] }>('/auth/invitation.list')
  expect(invitations.map(({ id }) => id)).toContain(back.id)
  expect(invitations.map(({ id }) => id)).not.toContain(late.id)
  await owner.browser.must('/auth/invitation.revoke', { id: back.id })
  expect((await owner.browser.post('/auth/invitation.revoke', { id: back.id })).status).toBe(404)
  const never = await look('never-was')
  for (const { token } of [late, back]) {
    expect((await look(token)).body).toEqual(never.body)
    expect((await accept(token)).status).toBe(404)
  }
})

test('who may invite whom', async () => {
  const people: Record<string, TestBrowser> = { owner: owner.browser }
  for (const role of ['admin', 'member', 'viewer', 'guest'] as const) {
    people[role] = (await invited(owner.browser, role)).browser
  }
  const may: Record<AccountRole, readonly string[]> = {
    owner: ['owner'],
    admin: ['owner', 'admin'],
    member: ['owner', 'admin', 'member'],
    viewer: ['owner', 'admin', 'member'],
    guest: ['owner', 'admin', 'member'],
  }
  for (const [role, inviters] of Object.entries(may)) {
    for (const [name, browser] of Object.entries(people)) {
      const { status } = await invite({ role }, browser)
      expect(status, `${name} invites ${role}`).toBe(inviters.includes(name) ? 200 : 403)
    }
  }
  expect((await invite({ role: 'member' }, new TestBrowser(server))).status).toBe(401)
})

test('an invitation is worth what its maker may do when it is used', async () => {
  const admin = await invited(owner.browser, 'admin')
  const { url } = await admin.browser.must<InvitationAnswer>('/auth/invitation.create', { role: 'admin' })
  await owner.browser.must('/api/member.setRole', { id: admin.session.member, role: 'viewer' })
  expect((await accept(tokenOf(url), { ...person, email: 'heir@example.org' })).status).toBe(404)
  const { rows } = await database.pool.query("SELECT id FROM member WHERE email = 'heir@example.org'")
  expect(rows).toHaveLength(0)
})

test('others’ invitations are seen and taken back by who manages the account only', async () => {
  const [one, two] = [await invited(owner.browser, 'member'), await invited(owner.browser, 'member')]
  const { id } = await one.browser.must<InvitationAnswer>('/auth/invitation.create', { role: 'guest' })
  const listed = await two.browser.must<{ invitations: InvitationEntry[] }>('/auth/invitation.list')
  expect(listed.invitations).toEqual([])
  expect((await two.browser.post('/auth/invitation.revoke', { id })).status).toBe(404)
  await owner.browser.must('/auth/invitation.revoke', { id })
})

test('an invitation takes over a placeholder, so that every cell that names them stays right', async () => {
  const placeholder = newId()
  const { placeholders } = await withPlaceholders({ id: placeholder, name: 'Imported Ida' })
  const { url } = await placeholders.browser.must<InvitationAnswer>('/auth/invitation.create', {
    role: 'member',
    member: placeholder,
  })
  const seen = await new TestBrowser(placeholders.server).post('/auth/link', { token: tokenOf(url) })
  expect(seen.body).toMatchObject({ name: 'Imported Ida' })
  const browser = new TestBrowser(placeholders.server)
  const session = await browser.must<SessionAnswer>('/auth/link/accept', {
    token: tokenOf(url),
    email: 'ida@example.org',
    password: goodPassword,
  })
  expect(session).toMatchObject({ member: placeholder, name: 'Imported Ida', role: 'member' })
  const again = await placeholders.browser.post('/auth/invitation.create', { role: 'member', member: placeholder })
  expect(again.status).toBe(404)
  await placeholders.server.stop()
})

test('whoever of a pasted list an import named, by name or address, takes over what names them', async () => {
  const [ida, ina] = [newId(), newId()]
  const { placeholders } = await withPlaceholders(
    { id: ida, name: 'Imported Ida' },
    { id: ina, name: 'Imported Ina', email: 'ina@example.org' },
  )
  const text = 'imported  IDA <ida2@example.org>\nIna@example.org\nSomebody Else <else@example.org>'
  const { results } = await placeholders.browser.must<{ results: InviteManyResult[] }>('/auth/invitation.createMany', {
    text,
    role: 'member',
  })
  expect(results.map(({ becomes }) => becomes)).toEqual(['Imported Ida', 'Imported Ina', null])
  const session = await new TestBrowser(placeholders.server).must<SessionAnswer>('/auth/link/accept', {
    token: tokenOf(results[0]?.url ?? ''),
    password: goodPassword,
  })
  expect(session.member).toBe(ida)
  await placeholders.server.stop()
})

test('an invitation opens the board it was made for, with its role there', async () => {
  const shareable = await board('shareable')
  const request = { role: 'guest', email: 'gus@example.org', board: { id: shareable, role: 'commenter' } }
  const { token } = await invitation(request)
  const guest = new TestBrowser(server)
  await guest.must('/auth/link/accept', { token, ...person })
  const { boards } = await guest.must<{ boards: TreeBoard[] }>('/sync/ask/tree.list')
  expect(boards.map(({ id }) => id)).toEqual([shareable])
  const inner = await board('main')
  expect((await invite({ role: 'guest', board: { id: inner, role: 'viewer' } })).status).toBe(400)
  expect((await invite({ role: 'viewer', board: { id: inner, role: 'editor' } })).status).toBe(400)
  const shut = await board('shareable')
  await owner.browser.must('/api/board.setRules', { board: shut, guests: false })
  const noGuests = await invite({ role: 'guest', board: { id: shut, role: 'viewer' } })
  expect([noGuests.status, noGuests.body]).toMatchObject([409, { error: { details: { field: 'board' } } }])
  expect((await invite({ role: 'viewer', board: { id: shut, role: 'viewer' } })).status).toBe(200)
  const member = await invited(owner.browser, 'member')
  const hidden = await board('private')
  const forbidden = await invite({ role: 'member', board: { id: hidden, role: 'viewer' } }, member.browser)
  const missing = await invite({ role: 'member', board: { id: newId(), role: 'viewer' } }, member.browser)
  expect(forbidden.status).toBe(404)
  expect(forbidden.body).toEqual(missing.body)
  const notTheirs = await invite({ role: 'member', board: { id: inner, role: 'viewer' } }, member.browser)
  expect(notTheirs.status).toBe(403)
})

test('somebody who was removed comes back as themself, with the password they have', async () => {
  const before = await invited(owner.browser, 'member', { email: 'back@example.org', name: 'Bea' })
  await owner.browser.must('/api/member.remove', { id: before.session.member })
  expect((await before.browser.get('/auth/session')).status).toBe(401)
  const refused = await new TestBrowser(server).post('/auth/sign-in', {
    email: 'back@example.org',
    password: goodPassword,
  })
  expect(refused.body).toMatchObject({ error: { code: 'forbidden' } })

  const { token } = await invitation({ role: 'viewer', email: 'back@example.org' })
  expect((await look(token)).body).toMatchObject({ hasPassword: true } satisfies Partial<LinkAnswer>)
  expect((await accept(token, { password: 'another password' })).status).toBe(400)
  const again = await accept(token, { password: goodPassword })
  expect(again.body).toMatchObject({ member: before.session.member, role: 'viewer', name: 'Bea' })
  // The sessions of the earlier membership stay ended.
  expect((await before.browser.get('/auth/session')).status).toBe(401)
})

test('a member is not invited twice, and a member who opens an invitation does not use it up', async () => {
  const member = await invited(owner.browser, 'member')
  expect((await invite({ role: 'viewer', email: member.session.email })).status).toBe(409)
  const { token } = await invitation({ role: 'viewer' })
  const use = { ...person, email: member.session.email }
  expect((await accept(token, use)).body).toMatchObject({ error: { code: 'conflict' } })
  expect((await look(token)).status).toBe(200)
})

test('a reset link brings a new password, ends every session, and only the latest works', async () => {
  const member = await invited(owner.browser, 'member')
  const args = { member: member.session.member }
  const first = await owner.browser.must<ResetAnswer>('/auth/reset.create', args)
  const second = await owner.browser.must<ResetAnswer>('/auth/reset.create', args)
  expect((await look(tokenOf(first.url))).status).toBe(404)
  expect((await look(tokenOf(second.url))).body).toMatchObject({ kind: 'reset', email: member.session.email })
  const socket = must(await member.browser.socket())
  const next = 'nine quiet otters'
  const answers = await Promise.all(Array.from({ length: 8 }, () => accept(tokenOf(second.url), { password: next })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  await socket.closed
  expect((await member.browser.get('/auth/session')).status).toBe(401)
  const browser = new TestBrowser(server)
  const { email } = member.session
  expect((await browser.post('/auth/sign-in', { email, password: goodPassword })).status).toBe(400)
  expect((await browser.post('/auth/sign-in', { email, password: next })).status).toBe(200)
})

test('whoever holds the data folder lets a member back in, the only owner too', async () => {
  const url = String(await callOperator(server.dataDir, 'password', { email: 'Olga@example.org' }))
  const next = 'nine quiet otters'
  expect((await accept(tokenOf(url), { password: next })).body).toMatchObject({ role: 'owner' })
  await expect(callOperator(server.dataDir, 'password', { email: 'nobody@example.org' })).rejects.toThrow(/no member/)
  await expect(callOperator(server.dataDir, 'password', { email: 7 })).rejects.toThrow(/e-mail address/)
  await owner.browser.must('/auth/sign-in', { email: 'olga@example.org', password: next })
  await owner.browser.must('/auth/password.change', { current: next, next: goodPassword })
})

test('who may make a reset link for whom', async () => {
  const admin = await invited(owner.browser, 'admin')
  const member = await invited(owner.browser, 'member')
  const ask = (browser: TestBrowser, id: string) => browser.post('/auth/reset.create', { member: id })
  expect((await ask(admin.browser, member.session.member)).status).toBe(200)
  expect((await ask(admin.browser, owner.session.member)).status).toBe(403)
  const forbidden = await ask(member.browser, admin.session.member)
  const missing = await ask(member.browser, newId())
  expect(forbidden.status).toBe(403)
  expect(missing.body).toEqual(forbidden.body)
})

test('a link is made with the address people open, its token behind a # that no server sees', async () => {
  const other = await bootServer(database.url, { FULCRUM_URL: 'https://fulcrum.example.org' })
  const browser = new TestBrowser(other)
  await browser.must('/auth/sign-in', { email: 'olga@example.org', password: goodPassword })
  const { url, mailed } = await browser.must<InvitationAnswer>('/auth/invitation.create', { role: 'member' })
  expect(url).toMatch(/^https:\/\/fulcrum\.example\.org\/link#[\w-]{43}$/)
  expect(mailed).toBe(false)
  await other.stop()
})

/** A server whose account knows a placeholder, as an import leaves them. */
async function withPlaceholders(...people: readonly { id: string; name: string; email?: string }[]) {
  const { rows } = await database.pool.query<{ account: string }>('SELECT account FROM member LIMIT 1')
  const { account } = must(rows[0])
  for (const { id, name, email = null } of people) {
    await database.pool.query(
      `INSERT INTO member (account, scope_id, id, name, email, role, placeholder, sources)
       VALUES ($1, $1, $2, $3, $4, 'guest', true, jsonb_build_array($5::text))`,
      [account, id, name, email, `made:${id}`],
    )
  }
  const other = await bootServer(database.url)
  const browser = new TestBrowser(other)
  await browser.must('/auth/sign-in', { email: 'olga@example.org', password: goodPassword })
  return { placeholders: { browser, server: other } }
}
