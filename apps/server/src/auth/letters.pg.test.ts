import { once } from 'node:events'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import type { InvitationAnswer, ResetAnswer } from '@fulcrum/protocol'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, goodPassword, tokenOf } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'

let database: TestDatabase
let server: BootedServer
let owner: TestBrowser
let mailServer: SMTPServer
const letters: (ParsedMail & { readonly recipients: string[] })[] = []

beforeAll(async () => {
  mailServer = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('refused') ? new Error('no such mailbox') : undefined),
    onData: (stream, { envelope }, done) => {
      simpleParser(stream).then((mail) => {
        letters.push({ ...mail, recipients: envelope.rcptTo.map(({ address }) => address) })
        done()
      }, done)
    },
  })
  mailServer.listen(0, '127.0.0.1')
  await once(mailServer.server, 'listening')
  const address = mailServer.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  database = await testDatabase()
  server = await bootServer(database.url, {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'Fulcrum <fulcrum@example.org>',
  })
  owner = (await firstOwner(server)).browser
})

afterAll(async () => {
  await server.stop()
  await database.drop()
  await new Promise<void>((resolve) => {
    mailServer.close(() => resolve())
  })
})

test('an invitation for an address is mailed there, and its link works', async () => {
  const answer = await owner.must<InvitationAnswer>('/auth/invitation.create', {
    role: 'member',
    email: 'ida@example.org',
  })
  expect(answer.mailed).toBe(true)
  const letter = letters.at(-1)
  expect(letter?.recipients).toEqual(['ida@example.org'])
  expect(letter?.from?.text).toBe('"Fulcrum" <fulcrum@example.org>')
  expect(letter?.text).toContain(answer.url)
  const token = tokenOf(/http:\S+/.exec(letter?.text ?? '')?.[0] ?? '')
  const browser = new TestBrowser(server)
  await browser.must('/auth/link/accept', { token, name: 'Ida', password: goodPassword })

  const { rows } = await database.pool.query<{ id: string }>("SELECT id FROM member WHERE email = 'ida@example.org'")
  const reset = await owner.must<ResetAnswer>('/auth/reset.create', { member: rows[0]?.id })
  expect(reset.mailed).toBe(true)
  expect(letters.at(-1)?.text).toContain(reset.url)
})

test('an invitation for nobody in particular is copied by hand', async () => {
  const before = letters.length
  const answer = await owner.must<InvitationAnswer>('/auth/invitation.create', { role: 'member' })
  expect(answer.mailed).toBe(false)
  expect(letters).toHaveLength(before)
})

test('a letter that the mail server refuses is said to be not mailed; the link is there all the same', async () => {
  const answer = await owner.must<InvitationAnswer>('/auth/invitation.create', {
    role: 'member',
    email: 'refused@example.org',
  })
  expect(answer.mailed).toBe(false)
  expect(tokenOf(answer.url)).toHaveLength(43)
})

test('no address can carry a second one, or a header', async () => {
  for (const email of [
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    '<a@example.org> b@example.org',
    'a@example.org;b@example.org',
    '"a\r\nDATA"@example.org',
  ]) {
    const before = letters.length
    expect((await owner.post('/auth/invitation.create', { role: 'member', email })).status, email).toBe(400)
    expect(letters).toHaveLength(before)
  }
})

test('the account’s name cannot break a letter’s headers', async () => {
  await owner.post('/api/account.update', { name: 'Ünïcode & Co: "quotes"' })
  await owner.must('/auth/invitation.create', { role: 'member', email: 'umlaut@example.org' })
  expect(letters.at(-1)?.subject).toBe('Join Ünïcode & Co: "quotes" on Fulcrum')
})
