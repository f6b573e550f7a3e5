import type { InviteManyResult, LinkAnswer, SessionAnswer, TeamLinkAnswer, TeamLinkEntry } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

async function team(name = 'Platform'): Promise<string> {
  const id = newId()
  await owner.browser.must('/api/team.create', { id, name, members: [] })
  return id
}

async function peopleOf(id: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ member_ids: string[] }>('SELECT member_ids FROM team WHERE id = $1', [
    id,
  ])
  return rows[0]?.member_ids ?? []
}

async function teamLink(id: string, request: object = {}): Promise<TeamLinkAnswer & { token: string }> {
  const answer = await owner.browser.must<TeamLinkAnswer>('/auth/teamLink.create', {
    team: id,
    role: 'member',
    maxUses: 10,
    expiresInDays: 7,
    ...request,
  })
  return { ...answer, token: tokenOf(answer.url) }
}

function join(token: string, email: string, browser = new TestBrowser(server), password = goodPassword) {
  return browser.post('/auth/link/accept', { token, name: 'Pat', email, password })
}

async function linkOf(id: string): Promise<TeamLinkEntry | undefined> {
  const { links } = await owner.browser.must<{ links: TeamLinkEntry[] }>('/auth/teamLink.list')
  return links.find((link) => link.team === id)
}

test('many join a team by one link, as many as may and no more, though all come at the same moment', async () => {
  const id = await team()
  const { token } = await teamLink(id, { maxUses: 4, role: 'viewer' })
  const seen = await new TestBrowser(server).must<LinkAnswer>('/auth/link', { token })
  expect(seen).toMatchObject({ kind: 'team', team: 'Platform', role: 'viewer', email: null })
  const answers = await Promise.all(Array.from({ length: 9 }, (_, n) => join(token, `many${n}@example.org`)))
  const joined = answers.filter(({ status }) => status === 200).map(({ body }) => body as SessionAnswer)
  expect(joined).toHaveLength(4)
  expect(joined.map(({ role }) => role)).toEqual(['viewer', 'viewer', 'viewer', 'viewer'])
  expect((await peopleOf(id)).toSorted()).toEqual(joined.map(({ member }) => member).toSorted())
  expect((await join(token, 'late@example.org')).status).toBe(404)
  expect(await linkOf(id)).toBeUndefined()
})

test('a refused use gives its place back, and who is in the team already takes none', async () => {
  const id = await team()
  const { token } = await teamLink(id, { maxUses: 2 })
  expect((await join(token, 'weak@example.org', new TestBrowser(server), 'letmein')).status).toBe(400)
  expect((await new TestBrowser(server).post('/auth/link/accept', { token, password: goodPassword })).status).toBe(400)
  expect(await linkOf(id)).toMatchObject({ uses: 0, maxUses: 2 })
  const first = (await join(token, 'first@example.org')).body as SessionAnswer
  expect((await join(token, 'first@example.org')).body).toMatchObject({ member: first.member })
  expect(await linkOf(id)).toMatchObject({ uses: 1 })
  // A member from before keeps the role they have, and joins the team.
  const admin = await invited(owner.browser, 'admin')
  expect((await join(token, admin.session.email)).body).toMatchObject({ member: admin.session.member, role: 'admin' })
  expect(await peopleOf(id)).toEqual([first.member, admin.session.member])
})

test('a team has one link; one that was taken back, is over, or is of a deleted team opens nothing', async () => {
  const id = await team()
  const first = await teamLink(id)
  const second = await teamLink(id)
  expect((await join(first.token, 'old@example.org')).status).toBe(404)
  await owner.browser.must('/auth/teamLink.revoke', { id: second.id })
  expect((await join(second.token, 'revoked@example.org')).status).toBe(404)
  const third = await teamLink(id)
  await database.pool.query('UPDATE auth_link SET expires_at = 1 WHERE id = $1', [third.id])
  expect((await join(third.token, 'over@example.org')).status).toBe(404)
  const fourth = await teamLink(id)
  await owner.browser.must('/api/team.update', { id, deleted: true })
  expect((await join(fourth.token, 'deleted@example.org')).status).toBe(404)
  expect(
    (await owner.browser.post('/auth/teamLink.create', { team: id, role: 'member', maxUses: 1, expiresInDays: 1 }))
      .status,
  ).toBe(404)
  expect(await peopleOf(id)).toEqual([])
})

test('a link for many is made by managers, for no owner and no admin, and is worth what its maker may do', async () => {
  const id = await team()
  const request = { team: id, role: 'member', maxUses: 3, expiresInDays: 7 }
  for (const role of ['member', 'viewer', 'guest'] as const) {
    const { browser } = await invited(owner.browser, role)
    for (const path of ['create', 'list', 'revoke'] as const) {
      const args = { create: request, list: {}, revoke: { id: newId() } }[path]
      expect((await browser.post(`/auth/teamLink.${path}`, args)).status, `${role} ${path}`).toBe(403)
    }
  }
  for (const role of ['owner', 'admin']) {
    expect((await owner.browser.post('/auth/teamLink.create', { ...request, role })).status).toBe(400)
  }
  const admin = await invited(owner.browser, 'admin')
  const { url } = await admin.browser.must<TeamLinkAnswer>('/auth/teamLink.create', request)
  await owner.browser.must('/api/member.setRole', { id: admin.session.member, role: 'member' })
  expect((await join(tokenOf(url), 'demoted@example.org')).status).toBe(404)
})

test('a pasted list invites everybody who can be, and says of each other line why not', async () => {
  const id = await team('Pasted')
  const member = await invited(owner.browser, 'member', { email: 'here@example.org' })
  const text = [
    'Ada <ada1@example.org>',
    'nobody',
    'BEN1@example.org; ada1@example.org',
    '',
    member.session.email,
    'owner of nothing <cleo1@example.org>',
  ].join('\n')
  const { results } = await owner.browser.must<{ results: InviteManyResult[] }>('/auth/invitation.createMany', {
    text,
    role: 'viewer',
    team: id,
  })
  expect(results.map(({ line, email, outcome }) => [line, email, outcome])).toEqual([
    [1, 'ada1@example.org', 'invited'],
    [2, null, 'invalid'],
    [3, 'ben1@example.org', 'invited'],
    [3, 'ada1@example.org', 'repeated'],
    [5, 'here@example.org', 'member'],
    [6, 'cleo1@example.org', 'invited'],
  ])
  for (const { outcome, url } of results) expect(url !== null).toBe(outcome === 'invited')
  const browser = new TestBrowser(server)
  const ada = await browser.must<SessionAnswer>('/auth/link/accept', {
    token: tokenOf(results[0]?.url ?? ''),
    name: 'Ada',
    password: goodPassword,
  })
  expect([ada.role, await peopleOf(id)]).toEqual(['viewer', [ada.member]])
})

test('hundreds are invited at once, more are refused before anybody is, and rights hold for all', async () => {
  const list = (count: number) => Array.from({ length: count }, (_, n) => `hundred${n}@example.org`).join('\n')
  const answer = await owner.browser.must<{ results: InviteManyResult[] }>('/auth/invitation.createMany', {
    text: list(300),
    role: 'member',
  })
  expect(answer.results.every(({ outcome }) => outcome === 'invited')).toBe(true)
  const before = (await database.pool.query('SELECT 1 FROM auth_link')).rowCount
  for (const text of [list(501), ' \n ,']) {
    expect((await owner.browser.post('/auth/invitation.createMany', { text, role: 'member' })).status).toBe(400)
  }
  const { browser } = await invited(owner.browser, 'member')
  const now = (await database.pool.query('SELECT 1 FROM auth_link')).rowCount
  expect(now).toBe((before ?? 0) + 1)
  const id = await team()
  for (const request of [{ role: 'admin' }, { role: 'member', team: id }]) {
    expect((await browser.post('/auth/invitation.createMany', { text: list(2), ...request })).status).toBe(403)
  }
  const viewer = await invited(owner.browser, 'viewer')
  expect((await viewer.browser.post('/auth/invitation.createMany', { text: list(2), role: 'guest' })).status).toBe(403)
})

test('who was removed does not come back by a link for many: only by an invitation that is theirs', async () => {
  const id = await team()
  const { token } = await teamLink(id)
  const left = (await join(token, 'left@example.org')).body as SessionAnswer
  await owner.browser.must('/api/member.remove', { id: left.member })
  const again = await join(token, 'left@example.org')
  expect(again.status).toBe(409)
  expect(await linkOf(id)).toMatchObject({ uses: 1 })
  expect(
    (await new TestBrowser(server).post('/auth/sign-in', { email: 'left@example.org', password: goodPassword })).status,
  ).toBe(403)
  const { url } = await owner.browser.must<TeamLinkAnswer>('/auth/invitation.create', {
    role: 'viewer',
    email: 'left@example.org',
  })
  const back = await new TestBrowser(server).must<SessionAnswer>('/auth/link/accept', {
    token: tokenOf(url),
    password: goodPassword,
  })
  expect(back).toMatchObject({ member: left.member, role: 'viewer' })
})

test('whoever holds a link for many finds out nobody’s address by it, unless they let themselves in', async () => {
  const id = await team()
  const { token } = await teamLink(id)
  await invited(owner.browser, 'member', { email: 'known@example.org' })
  const ask = async (email: string, use: object) => {
    const { status, body } = await new TestBrowser(server).post('/auth/link/accept', { token, email, ...use })
    return JSON.stringify([status, body])
  }
  for (const use of [
    { password: 'short red bicycles' },
    { name: 'Pat', password: 'short' },
    { name: 'Pat', password: 'password1' },
  ]) {
    expect(await ask('known@example.org', use)).toBe(await ask('unknown@example.org', use))
  }
})
