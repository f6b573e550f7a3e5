import type { AccountId } from '@fulcrum/domain'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { refusal, startMailServer } from '../testing/mail-server.ts'
import type { TestMailServer } from '../testing/mail-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { newId } from '../testing/world.ts'
import { delayAfter, mostTries } from './deliver.ts'
import { writeLetter } from './letter.ts'
import { createOutbox } from './outbox.ts'
import type { Outbox } from './outbox.ts'
import { lookAtMail } from './shelf.ts'
import { smtpMailer } from './smtp.ts'

const secret = 'the secret of this very installation'
let database: TestDatabase
let accountId: AccountId
let clock: number
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

beforeEach(() => {
  accountId = newId() as AccountId
  // Far ahead, so that no look of the outbox's own comes between: they go by the same clock.
  clock = 1_000_000
})
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function mailServer(...args: Parameters<typeof startMailServer>): Promise<TestMailServer> {
  const server = await startMailServer(...args)
  stops.push(() => server.stop())
  return server
}

function outbox(url: string, of = secret): Outbox {
  const mailer = smtpMailer(url, 'Fulcrum <fulcrum@example.org>')
  const made = createOutbox({ pool: database.pool, accountId, mailer, secret: of, log: silentLog, now: () => clock })
  stops.push(() => made.stop())
  return made
}

const letter = (to = 'ada@example.org') =>
  writeLetter({ to, subject: 'Hello', lead: 'A word.', link: { title: 'Open', url: 'http://x/#tok3n' }, foot: 'Bye.' })

function look() {
  return lookAtMail({ pool: database.pool, accountId, now: () => clock })
}

/** Waits until every letter that is due has been tried. */
async function settled(box: Outbox): Promise<void> {
  while ((await box.deliver()) > 0);
}

test('while the mail server is away letters wait, longer each time, and go once it is back', async () => {
  const gone = await startMailServer()
  await gone.stop()
  const box = outbox(`smtp://127.0.0.1:${gone.port}`)
  await box.post(letter(), { kind: 'invitation' })
  await settled(box)
  const [waiting] = (await look()).letters
  expect(waiting).toMatchObject({ to: 'ada@example.org', tries: 1 })
  expect(waiting?.problem).toContain(`127.0.0.1:${gone.port} could not be reached`)
  expect(waiting?.nextAt).toBeGreaterThan(clock + 20_000)

  const back = await mailServer({}, gone.port)
  await settled(box)
  expect(back.letters).toEqual([])
  clock = Number(waiting?.nextAt)
  await settled(box)
  expect(back.letters.map(({ subject }) => subject)).toEqual(['Hello'])
  expect(await look()).toMatchObject({ letters: [], waiting: 0, lastSentAt: clock })
})

test('a letter that is put off again and again is given up after twelve tries, with what the server said', async () => {
  const server = await mailServer({ onRcptTo: (_address, _session, done) => done(refusal(450, 'greylisted')) })
  const box = outbox(`smtp://127.0.0.1:${server.port}`)
  await box.post(letter(), { kind: 'reset' })
  const waits: number[] = []
  for (;;) {
    await settled(box)
    const [found] = (await look()).letters
    if (found?.nextAt === null || found === undefined) break
    waits.push(found.nextAt - clock)
    clock = found.nextAt
  }
  expect(waits).toHaveLength(mostTries - 1)
  for (const [at, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(delayAfter(at + 1, 0))
    expect(wait).toBeLessThanOrEqual(delayAfter(at + 1, 1))
  }
  expect((await look()).letters).toMatchObject([{ tries: mostTries, nextAt: null }])
  expect((await look()).letters[0]?.problem).toContain('greylisted')
})

test('posting waits for no mail server, however long it says nothing', async () => {
  const greetings: (() => void)[] = []
  const silent = await mailServer({
    onConnect: (_session, done) => {
      greetings.push(done)
    },
  })
  const box = outbox(`smtp://127.0.0.1:${silent.port}`)
  box.start()
  await box.post(letter(), { kind: 'invitation' })
  const delivering = box.deliver()
  await expect.poll(() => greetings.length).toBe(1)
  await box.post(letter('ben@example.org'), { kind: 'invitation' })
  expect(await look()).toMatchObject({ waiting: 2, lastSentAt: null })
  greetings.pop()?.()
  await delivering
  await expect
    .poll(() => {
      greetings.pop()?.()
      return silent.letters.length
    })
    .toBe(2)
})

test('name and password are asked for, and go under STARTTLS', async () => {
  const told: { user?: string; secure: boolean }[] = []
  const server = await mailServer({
    authOptional: false,
    hideSTARTTLS: false,
    onAuth: ({ username = '', password }, session, done) => {
      told.push({ user: username, secure: session.secure })
      done(password === 'right' ? null : new Error('wrong'), password === 'right' ? { user: username } : undefined)
    },
  })
  const address = `127.0.0.1:${server.port}`
  const trusting = 'requireTLS=true&tls.rejectUnauthorized=false'
  const right = outbox(`smtp://ada:right@${address}?${trusting}`)
  await right.post(letter(), { kind: 'test' })
  await settled(right)
  expect(server.letters).toHaveLength(1)
  expect(told).toEqual([{ user: 'ada', secure: true }])

  accountId = newId() as AccountId
  const wrong = outbox(`smtp://ada:s3cret-pass@${address}?${trusting}`)
  await wrong.post(letter(), { kind: 'test' })
  await settled(wrong)
  const [refused] = (await look()).letters
  expect(refused?.problem).toContain('did not take the name and password')
  expect(refused?.problem).not.toContain('s3cret-pass')
  expect(refused?.nextAt, 'who looks after the server can put it right').not.toBeNull()

  // The certificate of this server is nobody's.
  accountId = newId() as AccountId
  const strict = outbox(`smtp://ada:right@${address}?requireTLS=true`)
  await strict.post(letter(), { kind: 'test' })
  await settled(strict)
  expect((await look()).letters[0]?.problem).toMatch(/certificate|TLS/)
  expect(server.letters).toHaveLength(1)
})

test('where TLS is asked for and not offered, nothing is sent in the open', async () => {
  const server = await mailServer({ disabledCommands: ['STARTTLS'] })
  const box = outbox(`smtp://127.0.0.1:${server.port}?requireTLS=true`)
  await box.post(letter(), { kind: 'test' })
  await settled(box)
  expect((await look()).letters[0]?.problem).toMatch(/TLS/i)
  expect(server.letters).toEqual([])
})

test('of two nodes one sends, and a node that died in the middle leaves its letter to the other', async () => {
  const server = await mailServer()
  const [one, two] = [outbox(`smtp://127.0.0.1:${server.port}`), outbox(`smtp://127.0.0.1:${server.port}`)]
  for (let n = 0; n < 25; n++) await one.post(letter(`p${n}@example.org`), { kind: 'invitation' })
  await Promise.all([settled(one), settled(two), settled(one)])
  expect(new Set(server.letters.map(({ recipients }) => recipients[0])).size).toBe(25)
  expect(server.letters).toHaveLength(25)

  await database.pool.query(
    'UPDATE mail_letter SET sent_at = NULL, next_at = $2 WHERE account = $1 AND recipient = $3',
    [accountId, clock + 120_000, 'p0@example.org'],
  )
  await settled(two)
  expect(server.letters).toHaveLength(25)
})

test('the database never holds what a letter says, and nothing of it once it is sent', async () => {
  const gone = await startMailServer()
  await gone.stop()
  const first = outbox(`smtp://127.0.0.1:${gone.port}`)
  await first.post(letter(), { kind: 'invitation' })
  await settled(first)
  await first.stop()
  const { rows } = await database.pool.query<{ whole: string; sealed: Buffer }>(
    "SELECT t::text || encode(sealed, 'escape') AS whole, sealed FROM mail_letter t WHERE account = $1",
    [accountId],
  )
  expect(rows[0]?.whole).not.toMatch(/tok3n|A word/)
  expect(rows[0]?.sealed.includes('tok3n')).toBe(false)

  const server = await mailServer({}, gone.port)
  clock += 60_000
  // Under another secret it cannot be read, and is given up with a sentence.
  await settled(outbox(`smtp://127.0.0.1:${server.port}`, 'another secret, of another installation'))
  expect((await look()).letters[0]).toMatchObject({ nextAt: null, problem: expect.stringContaining('another secret') })
  expect(server.letters).toEqual([])

  const box = outbox(`smtp://127.0.0.1:${server.port}`)
  await box.post(letter('ben@example.org'), { kind: 'invitation' })
  await settled(box)
  const { rows: sent } = await database.pool.query(
    'SELECT sealed FROM mail_letter WHERE account = $1 AND sent_at IS NOT NULL',
    [accountId],
  )
  expect(sent).toEqual([{ sealed: null }])
})

test('a letter whose link is over is not sent any more', async () => {
  const server = await mailServer()
  const box = outbox(`smtp://127.0.0.1:${server.port}`)
  const link = newId()
  await database.pool.query(
    `INSERT INTO auth_link (account, id, kind, token_hash, created_at, expires_at, revoked_at)
     VALUES ($1, $2, 'invitation', $4, 0, $3, 5)`,
    [accountId, link, clock + 1_000_000, `of ${link}`],
  )
  await box.post(letter(), { kind: 'invitation', link })
  await settled(box)
  expect(server.letters).toEqual([])
  expect((await look()).letters).toMatchObject([{ nextAt: null, problem: expect.stringContaining('Its link') }])
})
