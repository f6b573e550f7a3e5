import { must } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { createBetterAuth } from './better-auth.ts'
import type { BetterAuth } from './better-auth.ts'
import { hashToken } from './secrets.ts'

let database: TestDatabase
let auth: BetterAuth
let userId: string

beforeAll(async () => {
  database = await testDatabase()
  const parts = { secret: 's'.repeat(40), secure: false, cookieName: 'test', log: silentLog }
  auth = createBetterAuth({ pool: database.pool, ...parts })
  const { internalAdapter } = await auth.$context
  const user = { email: 'anna@example.org', name: 'Anna', emailVerified: false }
  userId = (await internalAdapter.createUser(user, { method: 'email-password' })).id
})

afterAll(() => database.drop())

async function stored(): Promise<string[]> {
  const { rows } = await database.pool.query<{ token: string }>('SELECT token FROM auth_session ORDER BY created_at')
  return rows.map(({ token }) => token)
}

test('whatever way the library takes to a session, the database sees only the hash of its token', async () => {
  const { internalAdapter, adapter } = await auth.$context
  const one = await internalAdapter.createSession(userId)
  expect(one.token).toMatch(/^[\w-]{43}$/)
  expect(await stored()).toEqual([hashToken(one.token)])
  expect((await internalAdapter.findSession(one.token))?.session).toMatchObject({ id: one.id, token: one.token })
  expect(await internalAdapter.findSession(hashToken(one.token))).toBeNull()

  const userAgent = 'Another browser'
  expect(await internalAdapter.updateSession(one.token, { userAgent })).toMatchObject({ token: one.token, userAgent })
  const found = await internalAdapter.findSessions([one.token, 'other'])
  expect(found.map(({ session }) => session.token)).toEqual([one.token])
  const listed = await internalAdapter.listSessions(userId)
  expect(listed.map(({ token }) => token)).toEqual([hashToken(one.token)])

  const two = await adapter.transaction(async (within) => {
    const data = { ...one, id: undefined, token: 'a token made within', createdAt: new Date(), updatedAt: new Date() }
    const made = await within.create({ model: 'session', data })
    const where = [{ field: 'token', value: 'a token made within' }]
    expect(await within.findOne<{ id: string }>({ model: 'session', where })).toMatchObject({ id: must(made.id) })
    return made
  })
  expect(two).toMatchObject({ token: 'a token made within' })
  expect(await stored()).toEqual([hashToken(one.token), hashToken('a token made within')])

  await internalAdapter.deleteSession(hashToken(one.token))
  expect(await stored()).toHaveLength(2)
  await internalAdapter.deleteSession(one.token)
  expect(await stored()).toEqual([hashToken('a token made within')])
})

test('nobody can sign up through the library', async () => {
  const body = { email: 'eve@example.org', password: 'tall green bicycles', name: 'Eve' }
  await expect(auth.api.signUpEmail({ body })).rejects.toThrow()
  const { rows } = await database.pool.query("SELECT id FROM auth_user WHERE email = 'eve@example.org'")
  expect(rows).toEqual([])
})
