import type {
  ImportPreview,
  InvitationAnswer,
  MailAnswer,
  NewTokenAnswer,
  SessionAnswer,
  ShareLink,
  TeamLinkAnswer,
} from '@fulcrum/protocol'
import { must } from '@fulcrum/domain'
import type { AccountId } from '@fulcrum/domain'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BackupMade } from '../backup/backups.ts'
import { purgePass } from '../consumers/purge.ts'
import { startNode } from '../node.ts'
import { callOperator } from '../operations/operator.ts'
import { TestBrowser, bootServer, firstOwner, goodPassword, invited, tokenOf } from '../testing/booted-server.ts'
import type { LocalServer } from '../testing/booted-server.ts'
import { refusal, startMailServer } from '../testing/mail-server.ts'
import type { TestMailServer } from '../testing/mail-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { kinds, newId } from '../testing/world.ts'
import { brokenAuditRow } from './audit-chain.ts'
import { securityEvents } from './security-events.ts'
import type { SecurityEvent } from './security-events.ts'

let database: TestDatabase
let mailServer: TestMailServer
let server: LocalServer
let owner: { browser: TestBrowser; session: SessionAnswer }
let elsewhere: string

beforeAll(async () => {
  database = await testDatabase()
  mailServer = await startMailServer({
    onRcptTo: ({ address }, _session, done) => done(address.startsWith('no') ? refusal(550, 'no') : undefined),
  })
  server = await bootServer(database.url, { SMTP_URL: `smtp://127.0.0.1:${mailServer.port}` })
  owner = await firstOwner(server)
  elsewhere = mkdtempSync(path.join(tmpdir(), 'fulcrum-events-'))
})

afterAll(async () => {
  await server.stop()
  await mailServer.stop()
  await database.drop()
  rmSync(elsewhere, { recursive: true, force: true })
})

async function signedIn(email = 'olga@example.org'): Promise<TestBrowser> {
  const browser = new TestBrowser(server)
  await browser.must('/auth/sign-in', { email, password: goodPassword })
  return browser
}

function did(command: string, args: object) {
  return owner.browser.must(`/api/${command}`, args)
}

async function someone(role: 'member' | 'viewer' | 'guest' = 'member') {
  return invited(owner.browser, role)
}

async function workspace(name = 'Workspace'): Promise<string> {
  const id = newId()
  await did('workspace.create', { id, name })
  return id
}

async function board(access = 'private'): Promise<string> {
  const id = newId()
  await did('board.create', { board: id, workspace: await workspace(), name: 'Board', access })
  return id
}

async function doc(): Promise<string> {
  const id = newId()
  await did('doc.create', { doc: id, workspace: await workspace(), name: 'Doc' })
  return id
}

async function sharedForm(): Promise<{ readonly board: string; readonly view: string }> {
  const place = { board: await board(), view: newId() }
  await did('view.create', { board: place.board, id: place.view, name: 'Bugs', kind: 'form', mine: false, spec: {} })
  await owner.browser.must('/forms/share', { ...place, audience: 'anybody', closesAt: null, maxAnswers: null })
  return place
}

async function shareLink(password: string | null = null) {
  const place = { board: await board(), view: null }
  const link = await owner.browser.must<ShareLink>('/shares/make', { ...place, expiresAt: null, password })
  return { board: place.board, id: link.id, token: link.url?.split('/').at(-1) ?? '' }
}

async function invitation(email = `${newId()}@example.org`): Promise<InvitationAnswer> {
  return owner.browser.must('/auth/invitation.create', { role: 'member', email })
}

function makeToken(browser = owner.browser, service?: object): Promise<NewTokenAnswer> {
  return browser.must('/auth/token.create', {
    name: 'A token',
    mayWrite: false,
    expiresInDays: 1,
    places: null,
    password: goodPassword,
    ...(service && { service }),
  })
}

async function teamLink(): Promise<string> {
  const team = newId()
  await did('team.create', { id: team, name: 'Team', members: [] })
  const link = { team, role: 'member', maxUses: 3, expiresInDays: 1 }
  return (await owner.browser.must<TeamLinkAnswer>('/auth/teamLink.create', link)).url
}

/** A letter that the mail server refused. */
async function deadLetter(): Promise<string> {
  await invitation(`no-${newId()}@example.org`)
  const find = async () =>
    (await owner.browser.must<MailAnswer>('/auth/mail.status')).letters.find((l) => l.nextAt === null)
  await expect.poll(find, { timeout: 20_000 }).toBeDefined()
  return (await find())?.id ?? ''
}

const jiraExport = [
  'Issue key,Summary,Issue Type,Status,Assignee,Reporter,Created',
  'OPS-1,One,Task,Open,maria,petra,2024-01-02 10:00',
].join('\n')

const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d4948445200000010000000100000', 'hex'),
  Buffer.alloc(40, 7),
])

/** Sends bytes as they are. */
function upload(route: string, body: string | Uint8Array, browser = owner.browser) {
  // @NOTE what fetch takes as a body is typed more narrowly than it is.
  return browser.ask(route, { method: 'POST', body: body as string, headers: { 'content-type': 'text/csv' } })
}

async function fileToImport(): Promise<string> {
  const { body } = await upload('/imports?name=a.csv', 'Key,Title\nA-1,One\n')
  // @NOTE whatever else is answered fails the test.
  return (body as ImportPreview).id
}

async function backup(): Promise<BackupMade> {
  // @NOTE the operation is called by its name, which does not tell what it gives.
  return (await callOperator(server.dataDir, 'backup', { into: elsewhere })) as BackupMade
}

/** Forgets what was deleted, as another node whose clock is a month ahead. */
async function purgeLater(): Promise<void> {
  await did('workspace.delete', { id: await workspace(), deleted: true })
  const { rows } = await database.pool.query<{ id: AccountId }>('SELECT id FROM account')
  const accountId = must(rows[0]).id
  const place = { pool: database.pool, databaseUrl: database.url, log: silentLog }
  const node = await startNode({ ...place, accountId, kinds, now: Date.now })
  const now = () => Date.now() + 31 * 24 * 60 * 60 * 1_000
  await purgePass({ node, pool: database.pool, log: silentLog, now })
  await node.stop()
}

/** How each event comes about. */
const ways: Readonly<Record<SecurityEvent, () => Promise<unknown>>> = {
  'sign-in.succeeded': () => signedIn(),
  'sign-in.failed': () => new TestBrowser(server).post('/auth/sign-in', { email: 'a@b.org', password: 'wrong one' }),
  'sign-in.locked': async () => {
    const { session } = await someone()
    const wrong = { email: session.email, password: 'wrong one' }
    for (let n = 0; n < 11; n++) await new TestBrowser(server).post('/auth/sign-in', wrong)
  },
  'sign-out': async () => (await signedIn()).must('/auth/sign-out'),
  'session.ended': async () => {
    const browser = await signedIn()
    const { sessionId } = (await browser.get('/auth/session')).body as SessionAnswer
    await owner.browser.must('/auth/session.end', { id: sessionId })
  },
  'sessions.ended': async () => {
    const { session } = await someone()
    const browser = await signedIn(session.email)
    await browser.must('/auth/session.end', { others: true })
  },
  'password.changed': async () => {
    const { browser } = await someone()
    await browser.must('/auth/password.change', { current: goodPassword, next: 'another tall bicycle' })
  },
  'password.change-failed': async () => {
    const { browser } = await someone()
    await browser.post('/auth/password.change', { current: 'not this', next: 'another tall bicycle' })
  },
  'link.created': () => invitation(),
  'link.revoked': async () => owner.browser.must('/auth/invitation.revoke', { id: (await invitation()).id }),
  'link.used': () => someone(),
  'link.refused': () => new TestBrowser(server).post('/auth/link', { token: 'never was one' }),
  'token.created': () => makeToken(),
  'token.revoked': async () => owner.browser.must('/auth/token.revoke', { id: (await makeToken()).entry.id }),
  'tokens.revoked': async () => {
    const { browser } = await someone()
    await makeToken(browser)
    await browser.must('/auth/password.change', { current: goodPassword, next: 'another tall bicycle' })
  },
  'token.refused': () =>
    new TestBrowser(server).post('/api/member.list', {}, { authorization: `Bearer ful_${'x'.repeat(43)}` }),
  'owner.reset': () => callOperator(server.dataDir, 'reset-owner', { email: 'olga@example.org' }),
  'picture.stored': () =>
    owner.browser.ask('/auth/picture', {
      method: 'POST',
      body: new Uint8Array(png),
      headers: { 'content-type': 'application/octet-stream' },
    }),
  'mail.tested': () => owner.browser.must('/auth/mail.test'),
  'mail.retried': async () => owner.browser.must('/auth/mail.retry', { id: await deadLetter() }),
  'mail.forgotten': async () => owner.browser.must('/auth/mail.forget', { id: await deadLetter() }),
  'server.started': () => restarted(),
  'server.stopped': () => restarted(),
  'access.refused': async () => (await someone()).browser.post('/backups/make'),
  'token.overreached': async () => {
    const authorization = `Bearer ${(await makeToken()).token}`
    await new TestBrowser(server).post('/api/workspace.create', { id: newId(), name: 'No' }, { authorization })
  },
  'origin.refused': () => owner.browser.post('/api/member.list', {}, { origin: 'https://evil.example' }),
  'socket.refused': () => owner.browser.socket({ origin: 'https://evil.example' }),
  'requests.limited': async () => {
    const small = await bootServer(database.url, { FULCRUM_ADDRESS_RATE: '1' })
    const browser = new TestBrowser(small)
    for (let n = 0; n < 30; n++) await browser.post('/auth/link', { token: 'x' })
    await small.stop()
  },
  'file.stored': async () => upload(`/api/files?board=${await board()}&name=a.txt`, 'text'),
  'file.refused': async () => (await someone()).browser.get(`/files/${'a'.repeat(64)}/a.txt`),
  'form.shared': () => sharedForm(),
  'form.unshared': async () => owner.browser.must('/forms/unshare', await sharedForm()),
  'share.created': () => shareLink(),
  'share.changed': async () => {
    const { board, id } = await shareLink()
    await owner.browser.must('/shares/change', { board, id, expiresAt: Date.now() + 60_000 })
  },
  'share.revoked': async () => {
    const { board, id } = await shareLink()
    await owner.browser.must('/shares/revoke', { board, id })
  },
  'share.opened': async () => new TestBrowser(server).must(`/shared/${(await shareLink()).token}`, {}),
  'share.refused': async () => {
    const { token } = await shareLink('open sesame')
    await new TestBrowser(server).post(`/shared/${token}`, { password: 'open barley' })
  },
  'board.viewedAs': async () => {
    const { session } = await someone()
    await owner.browser.must('/shares/as', { board: await board('main'), member: session.member })
  },
  'export.made': async () => owner.browser.must('/exports', { board: await board(), format: 'csv' }),
  'archive.made': async () => owner.browser.get(`/archives/of/${await workspace()}`),
  'archive.sent': () => upload('/archives', 'no archive'),
  'import.started': async () => {
    const target = { workspace: await workspace(), name: 'Imported' }
    await owner.browser.must(`/imports/${await fileToImport()}/start`, { target })
  },
  'import.cancelled': async () => owner.browser.ask(`/imports/${await fileToImport()}`, { method: 'DELETE' }),
  'backup.made': () => backup(),
  'backup.verified': async () => callOperator(server.dataDir, 'verify', { dir: (await backup()).dir }),
  // The first start made the account.
  'account.create': () => Promise.resolve(),
  'account.update': () => did('account.update', { name: 'Renamed' }),
  'member.addPlaceholders': async () => {
    const file = path.join(elsewhere, 'jira.csv')
    writeFileSync(file, jiraExport)
    await callOperator(server.dataDir, 'import', { kind: 'jira', file, workspace: 'Jira' })
  },
  'member.addService': () => makeToken(owner.browser, { role: 'member' }),
  'member.join': () => someone(),
  'member.remove': async () => did('member.remove', { id: (await someone()).session.member }),
  'member.setRole': async () => did('member.setRole', { id: (await someone()).session.member, role: 'viewer' }),
  'member.update': () => did('member.update', { id: owner.session.member, site: 'Porto' }),
  'team.create': () => teamLink(),
  'team.join': async () => {
    const use = {
      token: tokenOf(await teamLink()),
      name: 'Pat',
      email: `${newId()}@example.org`,
      password: goodPassword,
    }
    await new TestBrowser(server).must('/auth/link/accept', use)
  },
  'team.update': async () => {
    const id = newId()
    await did('team.create', { id, name: 'Team', members: [] })
    await did('team.update', { id, members: [owner.session.member] })
  },
  'workspace.create': () => workspace(),
  'workspace.update': async () => did('workspace.update', { id: await workspace(), name: 'Other' }),
  'workspace.setRules': async () => did('workspace.setRules', { id: await workspace(), links: false }),
  'workspace.delete': async () => did('workspace.delete', { id: await workspace(), deleted: true }),
  'workspace.restore': async () => {
    const name = `Kept ${newId()}`
    await workspace(name)
    const { dir } = await backup()
    await callOperator(server.dataDir, 'restoreWorkspace', { dir, workspace: name, inPlace: false })
  },
  'board.create': () => board(),
  'board.build': async () => {
    const whole = { id: newId(), name: 'Whole', columns: [], groups: [], views: [], items: [] }
    await did('board.build', { workspace: await workspace(), boards: [whole] })
  },
  'board.duplicate': async () => {
    const boards = [{ from: await board(), to: newId() }]
    await did('board.duplicate', { workspace: await workspace(), boards, items: true })
  },
  'template.update': async () => {
    const [to, template] = [newId(), { id: newId(), name: 'Template' }]
    const boards = [{ from: await board(), to }]
    await did('board.duplicate', { workspace: await workspace(), boards, items: false, template })
    await did('template.update', { boards: [to], deleted: true })
  },
  'board.archive': async () => did('board.archive', { board: await board(), archived: true }),
  'board.delete': async () => did('board.delete', { board: await board() }),
  'board.restore': async () => {
    const id = await board()
    await did('board.delete', { board: id })
    await did('board.restore', { board: id })
  },
  'board.publish': async () => {
    const id = newId()
    await did('board.create', { board: id, workspace: await workspace(), name: 'Hidden', hidden: true })
    await did('board.publish', { board: id })
  },
  'board.setRules': async () => did('board.setRules', { board: await board(), links: false }),
  'board.setAccess': async () => did('board.setAccess', { board: await board(), access: 'main' }),
  'board.setMember': async () => {
    const { session } = await someone()
    await did('board.setMember', { board: await board(), id: session.member, subject: 'member', role: 'viewer' })
  },
  'board.removeMember': async () => {
    const [id, { session }] = [await board(), await someone()]
    await did('board.setMember', { board: id, id: session.member, subject: 'member', role: 'viewer' })
    await did('board.removeMember', { board: id, id: session.member })
  },
  'board.takeOver': async () => {
    const { browser } = await someone()
    const id = newId()
    await browser.must('/api/board.create', {
      board: id,
      workspace: await workspace(),
      name: 'Private',
      access: 'private',
    })
    await did('board.takeOver', { board: id })
  },
  'doc.create': () => doc(),
  'doc.archive': async () => did('doc.archive', { doc: await doc(), archived: true }),
  'doc.delete': async () => did('doc.delete', { doc: await doc() }),
  'doc.restore': async () => {
    const id = await doc()
    await did('doc.delete', { doc: id })
    await did('doc.restore', { doc: id })
  },
  'doc.setAccess': async () => did('doc.setAccess', { doc: await doc(), access: 'private' }),
  'doc.setMember': async () => {
    const { session } = await someone()
    await did('doc.setMember', { doc: await doc(), id: session.member, subject: 'member', role: 'viewer' })
  },
  'doc.removeMember': async () => {
    const [id, { session }] = [await doc(), await someone()]
    await did('doc.setMember', { doc: id, id: session.member, subject: 'member', role: 'viewer' })
    await did('doc.removeMember', { doc: id, id: session.member })
  },
  'doc.takeOver': async () => {
    const { browser } = await someone()
    const id = newId()
    await browser.must('/api/doc.create', { doc: id, workspace: await workspace(), name: 'Theirs', access: 'private' })
    await did('doc.takeOver', { doc: id })
  },
  'column.setAccess': async () => {
    const [id, column] = [await board(), newId()]
    await did('column.create', { board: id, id: column, kind: 'text', title: 'Salary' })
    await did('column.setAccess', { board: id, id: column, readers: [owner.session.member], editors: null })
  },
  'change.undo': () => renamedAndBack(),
  'change.redo': async () => takenBack('change.redo', await renamedAndBack()),
  'trash.purge': () => purgeLater(),
}

interface Done {
  readonly change: string
  readonly versions: Readonly<Record<string, number>>
}

/** Takes back what a command did, or does it again. */
function takenBack(command: 'change.undo' | 'change.redo', { change, versions }: Done): Promise<Done> {
  const at = Object.entries(versions).map(([scope, version]) => ({ scope, version }))
  return owner.browser.must(`/api/${command}`, { change, at })
}

async function renamedAndBack(): Promise<Done> {
  const args = { id: await workspace(), name: 'Other' }
  return takenBack('change.undo', await owner.browser.must<Done>('/api/workspace.update', args))
}

/** Another node of this Fulcrum comes and goes. */
async function restarted(): Promise<void> {
  await (await bootServer(database.url)).stop()
}

async function written(): Promise<ReadonlySet<string>> {
  const { rows } = await database.pool.query<{ event: string }>('SELECT DISTINCT event FROM audit')
  return new Set(rows.map(({ event }) => event))
}

test('each of more than 60 security events is written by what it stands for', { timeout: 180_000 }, async () => {
  for (const way of Object.values(ways)) await way()
  const expected = Object.keys(ways)
  expect(expected.length).toBeGreaterThanOrEqual(60)
  const missing = async () => {
    const seen = await written()
    return expected.filter((event) => !seen.has(event))
  }
  await expect.poll(missing, { timeout: 20_000 }).toEqual([])
  // And nothing is written that the list does not have.
  expect([...(await written())].filter((event) => !Object.hasOwn(securityEvents, event))).toEqual([])
})

test('who changes, removes or moves what was written is found out, whichever row it is', async () => {
  await expect
    .poll(async () => (await database.pool.query('SELECT 1 FROM audit WHERE seal IS NULL')).rowCount, {
      timeout: 20_000,
    })
    .toBe(0)
  expect(await brokenAuditRow(database.pool)).toBeNull()
  const { rows } = await database.pool.query<{ id: number }>(
    'SELECT max(id) AS id FROM audit WHERE account IS NOT NULL GROUP BY event ORDER BY id',
  )
  expect(rows.length).toBeGreaterThanOrEqual(60)
  for (const { id } of rows) {
    const { rows: before } = await database.pool.query('SELECT subject FROM audit WHERE id = $1', [id])
    const write = (subject: unknown) =>
      database.pool.query('UPDATE audit SET subject = $2 WHERE id = $1', [id, subject])
    await write('somebody else')
    expect(await brokenAuditRow(database.pool), String(id)).toEqual({ id })
    await write(before[0].subject)
  }
  expect(await brokenAuditRow(database.pool)).toBeNull()
})
