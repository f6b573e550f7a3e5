import type { InvitationAnswer, InvitationEntry, MailAnswer, ResetAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited, tokenOf } from '../testing/booted-server.ts'
import type { BootedServer } from '../testing/booted-server.ts'
import { refusal, startMailServer } from '../testing/mail-server.ts'
import type { ReceivedLetter, TestMailServer } from '../testing/mail-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'

let database: TestDatabase
let server: BootedServer
let owner: TestBrowser
let mailServer: TestMailServer

beforeAll(async () => {
  mailServer = await startMailServer({
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('refused') ? refusal(550, 'no such mailbox') : undefined),
  })
  database = await testDatabase()
  server = await bootServer(database.url, {
    SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`,
    MAIL_FROM: 'Fulcrum <fulcrum@example.org>',
  })
  owner = (await firstOwner(server)).browser
})

afterAll(async () => {
  await server.stop()
  await database.drop()
  await mailServer.stop()
})

async function letterTo(address: string): Promise<ReceivedLetter> {
  await expect.poll(() => mailServer.letterTo(address), { timeout: 20_000 }).toBeDefined()
  // @NOTE the line above has waited for it.
  return mailServer.letterTo(address) as ReceivedLetter
}

function invite(email: string) {
  return owner.must<InvitationAnswer>('/auth/invitation.create', { role: 'member', email })
}

async function openInvitation(email: string): Promise<InvitationEntry | undefined> {
  const { invitations } = await owner.must<{ invitations: InvitationEntry[] }>('/auth/invitation.list')
  return invitations.find((each) => each.email === email)
}

const mailStatus = () => owner.must<MailAnswer>('/auth/mail.status')

test('an invitation for an address is mailed there as text and as HTML, and its link works', async () => {
  const answer = await invite('ida@example.org')
  expect(answer.mailed).toBe(true)
  const letter = await letterTo('ida@example.org')
  expect(letter.recipients).toEqual(['ida@example.org'])
  expect(letter.from?.text).toBe('"Fulcrum" <fulcrum@example.org>')
  expect(letter.text).toContain(answer.url)
  expect(letter.html).toContain(`<a href="${answer.url}"`)
  expect(letter.headers.get('auto-submitted')).toBe('auto-generated')
  await expect.poll(async () => (await openInvitation('ida@example.org'))?.letter).toBe('sent')
  const token = tokenOf(/http:\S+/.exec(letter.text ?? '')?.[0] ?? '')
  const browser = new TestBrowser(server)
  await browser.must('/auth/link/accept', { token, name: 'Ida', password: goodPassword })

  const { rows } = await database.pool.query<{ id: string }>("SELECT id FROM member WHERE email = 'ida@example.org'")
  const reset = await owner.must<ResetAnswer>('/auth/reset.create', { member: rows[0]?.id })
  expect(reset.mailed).toBe(true)
  await expect.poll(() => mailServer.letters.some(({ text }) => text?.includes(reset.url))).toBe(true)
})

test('an invitation for nobody in particular is copied by hand', async () => {
  const before = mailServer.letters.length
  const answer = await owner.must<InvitationAnswer>('/auth/invitation.create', { role: 'member' })
  expect(answer.mailed).toBe(false)
  expect(mailServer.letters).toHaveLength(before)
})

test('a letter that the mail server refuses for good is shown to who manages the account, to be sent again or put away', async () => {
  const answer = await invite('refused@example.org')
  expect(tokenOf(answer.url)).toHaveLength(43)
  await expect.poll(async () => (await openInvitation('refused@example.org'))?.letter).toBe('failed')
  const [letter] = (await mailStatus()).letters
  expect(letter).toMatchObject({ kind: 'invitation', to: 'refused@example.org', tries: 1, nextAt: null })
  expect(letter?.problem).toContain('no such mailbox')

  await owner.must('/auth/mail.retry', { id: letter?.id })
  await expect
    .poll(async () => (await mailStatus()).letters.map(({ tries, nextAt }) => [tries, nextAt]))
    .toEqual([[1, null]])
  await owner.must('/auth/mail.forget', { id: letter?.id })
  expect((await mailStatus()).letters).toEqual([])
  expect((await owner.post('/auth/mail.retry', { id: letter?.id })).status).toBe(404)
})

test('a test letter goes to whoever asks for it; nobody but managers sees how mail goes', async () => {
  expect(await mailStatus()).toMatchObject({
    server: `smtp://127.0.0.1:${mailServer.port}`,
    sender: 'Fulcrum <fulcrum@example.org>',
    url: server.url,
  })
  expect(await owner.must('/auth/mail.test')).toEqual({ to: 'olga@example.org' })
  expect((await letterTo('olga@example.org')).text).toContain(server.url)
  for (const role of ['member', 'viewer', 'guest'] as const) {
    const { browser } = await invited(owner, role)
    for (const path of ['/auth/mail.status', '/auth/mail.test']) expect((await browser.post(path)).status).toBe(403)
  }
})

test('no address can carry a second one, or a header', async () => {
  for (const email of [
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    '<a@example.org> b@example.org',
    'a@example.org;b@example.org',
    '"a\r\nDATA"@example.org',
  ]) {
    expect((await owner.post('/auth/invitation.create', { role: 'member', email })).status, email).toBe(400)
  }
  expect(mailServer.letters.flatMap(({ recipients }) => recipients)).not.toContain('b@example.org')
})

test('the account’s name breaks neither a letter’s headers nor its HTML', async () => {
  await owner.post('/api/account.update', { name: 'Ünïcode & Co: "quotes" <img src=x onerror=alert(1)>' })
  await invite('umlaut@example.org')
  const letter = await letterTo('umlaut@example.org')
  expect(letter.subject).toBe('Join Ünïcode & Co: "quotes" <img src=x onerror=alert(1)> on Fulcrum')
  expect(letter.html).not.toContain('<img')
  expect(letter.html).toContain('&lt;img')
})
