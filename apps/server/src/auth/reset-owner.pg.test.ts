import type { SessionAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { callOperator } from '../operations/operator.ts'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited, tokenOf } from '../testing/booted-server.ts'
import type { LocalServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { resetOwnerHere } from './reset-owner-here.ts'
import type { OwnerReset } from './reset-owner.ts'

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

function reset(email?: string): Promise<OwnerReset> {
  return callOperator(server.dataDir, 'reset-owner', { email }) as Promise<OwnerReset>
}

async function events(): Promise<readonly unknown[]> {
  const { rows } = await database.pool.query(
    "SELECT event, subject, details FROM audit WHERE event = 'owner.reset' ORDER BY id",
  )
  return rows
}

test('the only owner comes back in by a link that the machine prints, once, and it is written down', async () => {
  const { url, email, promoted } = await reset()
  expect([email, promoted]).toEqual(['olga@example.org', false])
  const browser = new TestBrowser(server)
  const session = await browser.must<SessionAnswer>('/auth/link/accept', {
    token: tokenOf(url),
    password: 'new and long',
  })
  expect(session).toMatchObject({ member: owner.session.member, role: 'owner' })
  expect((await owner.browser.get('/auth/session')).status).toBe(401)
  expect((await new TestBrowser(server).post('/auth/link', { token: tokenOf(url) })).status).toBe(404)
  expect(await events()).toEqual([
    { event: 'owner.reset', subject: owner.session.member, details: { promoted: false } },
  ])
  owner = { browser, session }
})

test('a member who is named becomes an owner; of several owners one must be named', async () => {
  const heir = await invited(owner.browser, 'viewer', { email: 'heir@example.org' })
  await expect(reset('nobody@example.org')).rejects.toThrow('no member with the address nobody@example.org')
  expect(await reset('Heir@Example.org')).toMatchObject({ email: 'heir@example.org', promoted: true })
  expect((await heir.browser.get('/auth/session')).body).toMatchObject({ role: 'owner' })
  await expect(reset()).rejects.toThrow(/several owners[\s\S]*heir@example\.org[\s\S]*olga@example\.org/)
  await expect(reset('not an address')).rejects.toThrow('by their e-mail address')
})

test('while Fulcrum is down the link is made as well, and works when it is up again', async () => {
  const { dataDir } = server
  const env = {
    DATABASE_URL: database.url,
    FULCRUM_LOG: 'silent',
    FULCRUM_SECRET: 'a secret that all servers of a test share',
  }
  const other = await bootServer(database.url)
  await server.stop()
  const config = readConfig({ data: dataDir, url: 'https://tools.example.org/fulcrum' }, env)
  const { url } = await resetOwnerHere(config, 'olga@example.org')
  expect(url).toMatch(/^https:\/\/tools\.example\.org\/fulcrum\/link#/)
  server = other
  const browser = new TestBrowser(server)
  const session = await browser.must('/auth/link/accept', { token: tokenOf(url), password: goodPassword })
  expect(session).toMatchObject({ role: 'owner' })
})

test('where there is no owner yet, the link makes the first one', async () => {
  const fresh = await testDatabase()
  const empty = await bootServer(fresh.url)
  const answer = (await callOperator(empty.dataDir, 'reset-owner', {})) as OwnerReset
  expect(answer).toMatchObject({ email: null, promoted: false })
  const { session } = await firstOwner({ ...empty, ownerToken: tokenOf(answer.url) })
  expect(session.role).toBe('owner')
  await empty.stop()
  await fresh.drop()
})
