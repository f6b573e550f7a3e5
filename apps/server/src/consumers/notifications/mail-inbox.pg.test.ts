import { scopeOf } from '@fulcrum/domain'
import type { AccountId, MemberId } from '@fulcrum/domain'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createOutbox } from '../../mail/outbox.ts'
import type { Outbox } from '../../mail/outbox.ts'
import { smtpMailer } from '../../mail/smtp.ts'
import type { SyncNode } from '../../node.ts'
import { startMailServer } from '../../testing/mail-server.ts'
import type { TestMailServer } from '../../testing/mail-server.ts'
import { testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { silentLog } from '../../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'
import { mailInbox } from './mail-inbox.ts'

const minuteMs = 60_000
let database: TestDatabase
let world: World
let node: SyncNode
let mail: TestMailServer
let outbox: Outbox
let owner: MemberId
let ann: MemberId
let board: string
let item: string
let clock: number
let version = 0

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  mail = await startMailServer()
  outbox = createOutbox({
    pool: world.pool,
    // @NOTE the account of the world.
    accountId: node.store.accountId as AccountId,
    mailer: smtpMailer(`smtp://127.0.0.1:${mail.port}`, 'Fulcrum <fulcrum@example.org>'),
    secret: 'the secret of this very installation',
    log: silentLog,
    now: () => clock,
  })
})

afterAll(async () => {
  await outbox.stop()
  await mail.stop()
  await world.stop()
  await database.drop()
})

beforeEach(async () => {
  clock = Date.now()
  owner = await world.member(node, 'owner')
  ann = await world.member(node, 'member')
  board = (await world.board(node, owner)).board
  item = newId()
  await run(owner, 'item.create', { board, id: item, title: 'Fix <the> pump', group: 1 })
})

async function run(member: MemberId | null, command: string, args: object): Promise<void> {
  const system = { kind: 'system', memberId: null } as const
  const principal = () => (member === null ? system : node.hub.principal(member))
  const answer = await node.executor.run({ principal }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

/** Something that reaches Ann now. */
async function happens(update?: string): Promise<void> {
  version += 1
  const about = { kind: 'item', id: item }
  const happening = { about, board, reason: 'mention', actor: owner, at: clock, source: scopeOf('item', item), version }
  await run(null, 'notification.add', { member: ann, happenings: [{ ...happening, ...(update && { update }) }] })
}

/** Posts what is due and sends it; gives the letters that Ann has by then. */
async function letters() {
  const options = { node, pool: world.pool, outbox, log: silentLog, publicUrl: () => 'https://f.example.org' }
  await mailInbox({ ...options, now: () => clock })
  while ((await outbox.deliver()) > 0);
  const { state } = await node.store.get(scopeOf('account', node.store.accountId))
  const address = String(state.record('member', ann)?.['email'])
  return mail.letters.filter(({ recipients }) => recipients.includes(address))
}

test('what is not read within two minutes comes as a letter with the message, once, and again ten minutes later at the soonest', async () => {
  const update = newId()
  await run(owner, 'update.post', { board, item, id: update, body: `@[member:${ann}] is it <dry>?` })
  await happens(update)
  expect(await letters()).toEqual([])
  clock += 3 * minuteMs
  const [letter] = await letters()
  expect(letter?.subject).toMatch(/^[A-Z]+-1 Fix <the> pump: .+ mentioned you$/)
  expect(letter?.text).toContain('is it <dry>?')
  expect(letter?.html).toContain('is it &lt;dry&gt;?')
  expect(letter?.text).toContain(`https://f.example.org/inbox/${item}`)
  expect(letter?.text).not.toContain('@[member:')
  for (const _ of [1, 2]) {
    await happens(update)
    clock += minuteMs
    expect(await letters()).toHaveLength(1)
  }
  clock += 9 * minuteMs
  const both = await letters()
  expect(both).toHaveLength(2)
  expect(both[1]?.text).toContain('One more thing happened there.')
  clock += 30 * minuteMs
  expect(await letters()).toHaveLength(2)
})

test('what was read, done or muted sends none, and neither does anything to whom letters are off', async () => {
  await happens()
  await run(ann, 'notification.read', { member: ann, ids: [item], seen: clock })
  clock += 3 * minuteMs
  expect(await letters()).toEqual([])
  await happens()
  await run(ann, 'item.mute', { member: ann, item })
  clock += 3 * minuteMs
  expect(await letters()).toEqual([])
  await run(ann, 'item.unmute', { member: ann, item })
  await run(ann, 'letter.mute', { member: ann })
  await happens()
  clock += 3 * minuteMs
  expect(await letters()).toEqual([])
  await run(ann, 'letter.unmute', { member: ann })
  expect(await letters()).toHaveLength(1)
})

test('whoever may not read the board any more is told nothing of it', async () => {
  await happens()
  await run(owner, 'board.setAccess', { board, access: 'private' })
  clock += 3 * minuteMs
  expect(await letters()).toEqual([])
})

test('of a comment on a doc a letter says the words and in which doc, and none once one may not read it', async () => {
  const workspace = newId()
  const doc = newId()
  await run(null, 'workspace.create', { id: workspace, name: 'Workspace' })
  await run(owner, 'doc.create', { doc, workspace, name: 'Plan <B>' })
  const comment = newId()
  const anchor = { from: { tname: 'content' }, to: { tname: 'content' }, before: '', after: '' }
  await run(owner, 'doc.comment', { doc, id: comment, anchor, quote: 'it', body: `@[member:${ann}] is it <dry>?` })
  const about = { kind: 'doc', id: doc }
  const comes = () => {
    version += 1
    const from = { source: scopeOf('doc', doc), version, at: clock }
    const happening = { about, board: null, reason: 'mention', actor: owner, comment, ...from }
    return run(null, 'notification.add', { member: ann, happenings: [happening] })
  }
  await comes()
  clock += 3 * minuteMs
  const [letter] = await letters()
  expect(letter?.subject).toMatch(/^Plan <B>: .+ mentioned you$/)
  expect(letter?.text).toContain('mentioned you in the doc Plan <B>.')
  expect(letter?.text).toContain('is it <dry>?')
  expect(letter?.text).toContain(`https://f.example.org/inbox/${doc}`)
  expect(letter?.text).toContain('This doc, or a comment on it, names you')
  expect(letter?.text).not.toContain('on the board')
  await comes()
  clock += 3 * minuteMs
  expect(await letters()).toHaveLength(1)
  clock += 10 * minuteMs
  expect(await letters()).toHaveLength(2)
  await comes()
  await run(owner, 'doc.setAccess', { doc, access: 'private' })
  clock += 13 * minuteMs
  expect(await letters()).toHaveLength(2)
})

test('whatever waits of which no letter may tell holds up none', async () => {
  // Older than hers, and nobody's who could get a letter.
  await world.pool.query(
    `INSERT INTO notification (account, scope_id, id, at, unread, since, events, through)
     SELECT $1, gen_random_uuid(), gen_random_uuid(), $2::bigint, 1, $2::bigint - 1, '[]', '{}' FROM generate_series(1, 450)`,
    [world.accountId, clock],
  )
  await happens()
  clock += 3 * minuteMs
  expect(await letters()).toHaveLength(1)
})

test('two nodes that look at once send one letter', async () => {
  await happens()
  clock += 3 * minuteMs
  const other = await world.node()
  const options = {
    pool: world.pool,
    outbox,
    log: silentLog,
    publicUrl: () => 'https://f.example.org',
    now: () => clock,
  }
  const posted = await Promise.all([mailInbox({ ...options, node }), mailInbox({ ...options, node: other })])
  expect(posted.toSorted()).toEqual([0, 1])
})
