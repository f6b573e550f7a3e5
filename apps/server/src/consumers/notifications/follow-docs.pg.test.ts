import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { scopeOf } from '@fulcrum/domain'
import type { MemberId, Notification } from '@fulcrum/domain'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../database/migrate.ts'
import { migrationsDir } from '../../database/migration-files.ts'
import type { SyncNode } from '../../node.ts'
import { inboxOn, subjectsOn, untilFollowed } from '../../testing/inbox.ts'
import { emptyDatabase, testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { silentLog } from '../../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'
import { followNotifications } from './follow.ts'
import { unfollowed } from './rows.ts'

const anchor = {
  from: { item: { client: 7, clock: 3 }, assoc: 0 },
  to: { item: { client: 7, clock: 9 }, assoc: -1 },
  before: 'All of ',
  after: '.',
}

let database: TestDatabase
let world: World
let node: SyncNode
let other: SyncNode
let workspace: string
let owner: MemberId
let ann: MemberId
let bob: MemberId
let doc: string
const following: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  other = await world.node()
  workspace = newId()
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

beforeEach(async () => {
  owner = await world.member(node, 'member', 'Olga')
  ann = await world.member(node, 'member', 'Ann')
  bob = await world.member(node, 'member', 'Bob')
  doc = newId()
  await run(owner, 'doc.create', { doc, workspace, name: 'Plan' })
})

afterEach(async () => {
  for (const each of following.splice(0)) await each.stop()
})

function follow(on: SyncNode = node): void {
  following.push(
    followNotifications({ node: on, pool: world.pool, log: silentLog, now: Date.now, everyMs: 10, sweepMs: 50 }),
  )
}

async function run(member: MemberId, command: string, args: object) {
  const answer = await node.executor.run({ principal: () => node.hub.principal(member) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer
}

async function say(member: MemberId, body: string, parent?: string): Promise<string> {
  const id = newId()
  await run(member, 'doc.comment', { doc, id, body, ...(parent ? { parent } : { anchor, quote: 'the cache' }) })
  return id
}

const inbox = (member: MemberId, on = node): Promise<readonly Notification[]> => inboxOn(on, member)

async function reasons(member: MemberId): Promise<readonly string[]> {
  return (await inbox(member)).flatMap(({ events }) => events.map(({ reason }) => reason))
}

const followed = (): Promise<void> => untilFollowed(world.pool)

const subjects = (member: MemberId) => subjectsOn(node, member)

test('what is said of a doc reaches whom it names and whom it answers, in one entry that says the words and their thread', async () => {
  const team = newId()
  await world.asSystem(node, 'team.create', { id: team, name: 'Cache', members: [bob, owner] })
  follow()
  const thread = await say(owner, `@[member:${ann}] and @[team:${team}], is it warm?`)
  await followed()
  expect(await inbox(ann)).toMatchObject([{ id: doc, about: { kind: 'doc', id: doc }, board: null, unread: 1 }])
  expect((await inbox(bob))[0]?.events).toMatchObject([{ reason: 'mention', actor: owner, team, comment: thread }])
  expect(await inbox(owner)).toEqual([])
  await say(ann, 'It is', thread)
  const last = await say(bob, 'It was', thread)
  await followed()
  expect(await inbox(owner)).toMatchObject([
    { unread: 2, events: [{ reason: 'reply', comment: last }, { actor: ann }] },
  ])
  expect(await reasons(ann)).toEqual(['reply', 'mention'])
  expect(await subjects(owner)).toEqual([
    { id: doc, about: { kind: 'doc', id: doc, name: 'Plan', thread }, says: 'It was' },
  ])
  await run(bob, 'doc.deleteComment', { doc, id: last })
  expect(await subjects(owner)).toMatchObject([{ about: { thread: null }, says: null }])
  await run(bob, 'doc.resolveThread', { doc, id: thread, resolved: true })
  await followed()
  expect((await inbox(owner))[0]?.events[0]).toMatchObject({ reason: 'resolved', actor: bob })
})

test('a mention in a doc that one may not read tells nothing, and what was told goes with the right to read', async () => {
  await run(owner, 'doc.setAccess', { doc, access: 'private' })
  await run(owner, 'doc.setMember', { doc, id: ann, subject: 'member', role: 'viewer' })
  follow()
  await say(owner, `@[member:${ann}] @[member:${bob}] secret`)
  await followed()
  expect(await inbox(bob)).toEqual([])
  expect(await subjects(ann)).toMatchObject([{ says: expect.stringContaining('secret') }])
  await run(owner, 'doc.removeMember', { doc, id: ann })
  // Whoever asks in the moment before it is taken away is told nothing either.
  expect(await subjects(ann)).toEqual([])
  await followed()
  expect(await inbox(ann)).toEqual([])
})

test('whoever reads a doc by a team hears nothing of it once they are out of the team', async () => {
  const team = newId()
  await world.asSystem(node, 'team.create', { id: team, name: 'Cache', members: [ann] })
  await run(owner, 'doc.setAccess', { doc, access: 'private' })
  await run(owner, 'doc.setMember', { doc, id: team, subject: 'team', role: 'commenter' })
  follow()
  await say(owner, `@[member:${ann}] secret`)
  await followed()
  expect(await reasons(ann)).toEqual(['mention'])
  await world.asSystem(node, 'team.update', { id: team, members: [] })
  await followed()
  expect(await inbox(ann)).toEqual([])
})

test('the entry of a doc in the trash is out of sight until the doc is back, and what is said of it while nobody followed is not told', async () => {
  follow()
  await say(owner, `@[member:${ann}] look`)
  await followed()
  expect(await inbox(ann)).toHaveLength(1)
  await run(owner, 'doc.delete', { doc })
  expect(await subjects(ann)).toEqual([])
  await followed()
  expect(await subjects(ann)).toEqual([])
  await run(owner, 'doc.restore', { doc })
  await followed()
  expect(await subjects(ann)).toHaveLength(1)
  expect(await inbox(ann)).toMatchObject([{ id: doc, unread: 1 }])
  for (const each of following.splice(0)) await each.stop()
  await say(owner, `@[member:${ann}] again`)
  await run(owner, 'doc.delete', { doc })
  follow()
  await followed()
  expect(await inbox(ann)).toMatchObject([{ id: doc, unread: 1 }])
  // Of what is gone for good there is no entry.
  const records = [{ table: 'doc', id: doc }]
  await world.asSystem(node, 'trash.purge', { scope: scopeOf('doc', doc), records, before: Number.MAX_SAFE_INTEGER })
  await followed()
  expect(await inbox(ann)).toEqual([])
})

test('whoever may not read a doc that is back has no entry of it', async () => {
  follow()
  await say(owner, `@[member:${ann}] look`)
  await run(owner, 'doc.delete', { doc })
  await followed()
  await run(owner, 'doc.restore', { doc })
  await run(owner, 'doc.setAccess', { doc, access: 'private' })
  await followed()
  expect(await inbox(ann)).toEqual([])
})

test('a doc that is muted is quiet until it is to be heard again, and others are not', async () => {
  follow()
  await say(owner, `@[member:${ann}] one`)
  await followed()
  await run(ann, 'doc.mute', { member: ann, doc })
  expect(await inbox(ann)).toMatchObject([{ unread: 0, done: true }])
  await say(owner, `@[member:${ann}] two`)
  await followed()
  expect(await inbox(ann)).toMatchObject([{ done: true, events: [{ reason: 'mention' }] }])
  const muted = doc
  doc = newId()
  await run(owner, 'doc.create', { doc, workspace, name: 'Other plan' })
  await say(owner, `@[member:${ann}] three`)
  await followed()
  expect((await inbox(ann)).find(({ id }) => id === doc)).toMatchObject({ unread: 1, done: false })
  doc = muted
  await run(ann, 'doc.unmute', { member: ann, doc })
  await say(owner, `@[member:${ann}] four`)
  await followed()
  expect((await inbox(ann)).find(({ id }) => id === doc)).toMatchObject({ unread: 1, done: false })
})

test('an edit tells those whom it names anew; undo, and what an import says, tell nobody', async () => {
  follow()
  const id = await say(owner, `@[member:${ann}] look`)
  await run(owner, 'doc.editComment', { doc, id, body: `@[member:${ann}] and @[member:${bob}] look` })
  await followed()
  expect(await inbox(ann)).toMatchObject([{ unread: 1 }])
  expect(await reasons(bob)).toEqual(['mention'])
  const second = await run(owner, 'doc.comment', { doc, id: newId(), parent: id, body: `@[member:${ann}] well?` })
  await followed()
  const at = Object.entries(second.versions).map(([scope, version]) => ({ scope, version }))
  const undone = await run(owner, 'change.undo', { change: second.change, at })
  await followed()
  // What it said is gone, and that it happened stays.
  expect(await subjects(ann)).toMatchObject([{ says: null }])
  const back = Object.entries(undone.versions).map(([scope, version]) => ({ scope, version }))
  await run(owner, 'change.redo', { change: undone.change, at: back })
  await followed()
  expect(await inbox(ann)).toMatchObject([{ unread: 2 }])
  const cause = { kind: 'import', source: 'archive', name: 'Works' } as const
  const asker = { principal: () => node.hub.principal(owner), cause }
  const said = { doc, id: newId(), parent: id, body: `@[member:${bob}] from elsewhere` }
  expect(await node.executor.run(asker, 'doc.comment', 1, said)).toMatchObject({ ok: true })
  await followed()
  expect(await inbox(bob)).toMatchObject([{ unread: 1 }])
})

test('two nodes that follow, and one that is killed between telling and noting, tell each thing once', async () => {
  follow()
  follow(other)
  const thread = await say(ann, 'Is it warm?')
  for (let at = 0; at < 8; at++) await say(at % 2 ? owner : bob, `It is ${at}`, thread)
  await followed()
  expect(await inbox(ann)).toMatchObject([{ unread: 8 }])
  for (const each of following.splice(0)) await each.stop()
  // As after a kill: it was told, and no cursor says so.
  await world.pool.query("DELETE FROM consumer_cursor WHERE consumer = 'notifications' AND scope = $1", [`doc:${doc}`])
  follow(other)
  await followed()
  expect(await inbox(ann, other)).toMatchObject([{ unread: 8 }])
})

test('nobody is told of what was said of docs before inboxes knew of docs', async () => {
  const { pool, drop } = await emptyDatabase()
  const before = mkdtempSync(path.join(tmpdir(), 'fulcrum-before-'))
  try {
    const known = readdirSync(migrationsDir).filter((file) => file < '0032')
    for (const file of known) copyFileSync(path.join(migrationsDir, file), path.join(before, file))
    await migrate(pool, { dir: before })
    const account = newId()
    const [old, fresh] = [scopeOf('doc', newId()), scopeOf('doc', newId())]
    const written = 'INSERT INTO scope (account, scope, version) VALUES ($1, $2, 7)'
    await pool.query(written, [account, old])
    await migrate(pool)
    await pool.query(written, [account, fresh])
    expect(await unfollowed(pool, account)).toEqual([fresh])
  } finally {
    rmSync(before, { recursive: true })
    await drop()
  }
})
