import { must } from '@fulcrum/domain'
import type { InvitationAnswer, ResetAnswer } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { TestBrowser, firstOwner, goodPassword, invited, tokenOf } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import { spawnServer } from '../testing/spawn-server.ts'

const wrongPassword = 'wrong but typed all the same'
const nextPassword = 'nine calm lanterns'
const forged = '{"level":50,"msg":"forged"}'

test('what is logged holds no secret, and nobody writes a line of their own into it', async () => {
  const database = await testDatabase()
  let log = ''
  const server = await spawnServer(database.url, (text) => {
    log += text
  })
  const { browser: owner } = await firstOwner(server)
  const { browser, session } = await invited(owner, 'member')
  const { email } = session
  const stranger = new TestBrowser(server, { 'user-agent': `agent ${forged}` })
  for (const attempt of [
    { email, password: wrongPassword },
    { email: `nobody@example.org\n${forged}\n`, password: wrongPassword },
    { email: forged, password: wrongPassword },
    { email: { $ne: null }, password: [wrongPassword] },
  ]) {
    await stranger.post('/auth/sign-in', attempt)
  }
  await stranger.post('/auth/link', { token: `x\n${forged}` })
  await stranger.get(`/boards/%0a${encodeURIComponent(forged)}?token=${server.ownerToken}`)
  await owner.post('/api/workspace.create', { id: forged, name: `\n${forged}` })
  const invitation = await owner.must<InvitationAnswer>('/auth/invitation.create', { role: 'member' })
  const reset = await owner.must<ResetAnswer>('/auth/reset.create', { member: session.member })
  const cookies = [browser.cookie, owner.cookie]
  await browser.must('/auth/password.change', { current: goodPassword, next: nextPassword })
  await browser.post('/auth/password.change', { current: wrongPassword, next: nextPassword })
  const socket = await browser.socket()
  socket?.say({ t: 'run', n: 1, v: 1, command: forged, args: `\n${forged}` })
  cookies.push(browser.cookie)
  // The database is away for a moment: what fails then is logged.
  await database.pool.query('ALTER TABLE auth_session RENAME TO auth_session_away')
  expect((await browser.get('/auth/session')).status).toBeGreaterThanOrEqual(500)
  await database.pool.query('ALTER TABLE auth_session_away RENAME TO auth_session')
  await browser.must('/auth/sign-out')
  await server.stop()
  await database.drop()

  const lines = log.split('\n').filter((line) => line !== '')
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(JSON.parse(line)).not.toMatchObject({ msg: 'forged' })
  expect(log).toContain('a request failed')
  const values = cookies.map((cookie) => must(decodeURIComponent(must(cookie.split('=')[1])).split('.')[0]))
  const secrets = [
    goodPassword,
    wrongPassword,
    nextPassword,
    'a secret that all servers of a test share',
    server.ownerToken,
    tokenOf(invitation.url),
    tokenOf(reset.url),
    ...values,
  ]
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(15)
    expect(log.includes(secret), secret).toBe(false)
  }
})
