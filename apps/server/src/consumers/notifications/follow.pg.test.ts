import { must, notificationReasons, scopeOf } from '@fulcrum/domain'
import type { MemberId, Notification } from '@fulcrum/domain'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { SyncNode } from '../../node.ts'
import { inboxOn, subjectsOn, untilFollowed } from '../../testing/inbox.ts'
import { testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { silentLog } from '../../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'
import { followNotifications } from './follow.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let other: SyncNode
let owner: MemberId
let ann: MemberId
let bob: MemberId
let board: string
let item: string
let clock = Date.now()
const following: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  other = await world.node()
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

beforeEach(async () => {
  owner = await world.member(node, 'owner')
  ann = await world.member(node, 'member')
  bob = await world.member(node, 'member')
  board = (await world.board(node, owner)).board
  item = newId()
  await run(owner, 'column.create', { board, id: newId(), kind: 'people', title: 'Owner', role: 'owner' })
  await run(owner, 'column.create', { board, id: newId(), kind: 'status', title: 'Status', role: 'status' })
  await run(owner, 'column.create', { board, id: newId(), kind: 'date', title: 'Due', role: 'due' })
  await run(owner, 'item.create', { board, id: item, title: 'Fix the pump', group: 1 })
})

afterEach(async () => {
  for (const each of following.splice(0)) await each.stop()
})

/** Follows the logs from now on. */
function follow(on: SyncNode = node): void {
  following.push(
    followNotifications({ node: on, pool: world.pool, log: silentLog, now: () => clock, everyMs: 10, sweepMs: 50 }),
  )
}

async function run(member: MemberId, command: string, args: object) {
  const answer = await node.executor.run({ principal: () => node.hub.principal(member) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer
}

const post = (member: MemberId, body: string, parent?: string) => {
  const id = newId()
  return run(member, 'update.post', { board, item, id, body, ...(parent && { parent }) }).then(() => id)
}

const inbox = (member: MemberId, on = node): Promise<readonly Notification[]> => inboxOn(on, member)

/** What an inbox says of the item: reasons, latest first. */
async function reasons(member: MemberId): Promise<readonly string[]> {
  return (await inbox(member)).flatMap(({ events }) => events.map(({ reason }) => reason))
}

const followed = (): Promise<void> => untilFollowed(world.pool)

const subjects = (member: MemberId) => subjectsOn(node, member)

test('the entry of an item that goes out of somebody’s sight is taken away, and none that stays in it', async () => {
  const column = await run(owner, 'column.create', { board, id: newId(), kind: 'people', title: 'People' })
  const { number } = column.result as { number: number }
  const rows = { columns: [number], watched: true }
  await run(owner, 'board.setAccess', { board, access: 'private' })
  await run(owner, 'board.setMember', { board, id: ann, subject: 'member', role: 'editor', rows })
  const name = (named: MemberId[] | null) =>
    run(owner, 'item.setCells', { board, column: number, rows: [item], values: [named] })
  const watch = (verb: 'watch' | 'unwatch') => run(owner, `item.${verb}`, { board, item, member: ann })
  const isTold = async () => (await reasons(ann)).includes('mention')
  await name([ann])
  await watch('watch')
  follow()
  await post(owner, `@[member:${ann}], look`)
  await followed()
  expect(await isTold()).toBe(true)
  await name(null)
  await followed()
  expect(await isTold()).toBe(true)
  await watch('unwatch')
  await vi.waitFor(async () => expect(await isTold()).toBe(false), 10_000)
  await name([ann])
  await post(owner, `@[member:${ann}], again`)
  await followed()
  expect(await isTold()).toBe(true)
  await name(null)
  await vi.waitFor(async () => expect(await isTold()).toBe(false), 10_000)
})

test('a mention reaches whom it names, by name or by team, and nobody for what they wrote themselves', async () => {
  const team = newId()
  await run(owner, 'team.create', { id: team, name: 'Pumps', members: [bob, owner] })
  follow()
  await post(owner, `@[member:${ann}] and @[team:${team}], @[member:${owner}], look`)
  await followed()
  expect(await reasons(ann)).toEqual(['mention'])
  expect(await reasons(bob)).toEqual(['mention'])
  expect(await reasons(owner)).toEqual([])
  expect((await inbox(bob))[0]?.events[0]).toMatchObject({ actor: owner, team })
  expect(await subjects(ann)).toMatchObject([
    { about: { name: 'Fix the pump' }, says: expect.stringContaining('look') },
  ])
})

test('an edit tells only those whom it names anew', async () => {
  follow()
  const update = await post(owner, `@[member:${ann}] look`)
  await run(owner, 'update.edit', { board, item, id: update, body: `@[member:${ann}] and @[member:${bob}] look` })
  await followed()
  expect((await inbox(ann))[0]).toMatchObject({ unread: 1 })
  expect(await reasons(bob)).toEqual(['mention'])
})

test('a reply reaches the author and those who replied before, grouped in one entry with a count', async () => {
  follow()
  const first = await post(ann, 'Does it leak?')
  await post(bob, 'It does', first)
  await post(owner, 'Mended', first)
  await followed()
  const [entry, ...more] = await inbox(ann)
  expect(more).toEqual([])
  expect(entry).toMatchObject({ id: item, unread: 2, events: [{ reason: 'reply', actor: owner }, { actor: bob }] })
  expect(await reasons(bob)).toEqual(['reply'])
})

test('whoever is named in a column of people hears of it, and of what happens to the item then', async () => {
  follow()
  await run(owner, 'item.setCells', { board, column: 1, rows: [0], values: [[ann, owner]] })
  await run(owner, 'item.setCells', { board, column: 1, rows: [0], values: [[ann, owner, bob]] })
  await followed()
  expect(await reasons(ann)).toEqual(['assigned'])
  expect(await reasons(bob)).toEqual(['assigned'])
  await run(bob, 'item.setCells', { board, column: 2, rows: [0], values: [2] })
  await post(ann, 'On it')
  await followed()
  expect(await reasons(ann)).toEqual(['status', 'assigned'])
  expect(await reasons(bob)).toEqual(['message', 'assigned'])
  expect(await reasons(owner)).toEqual(['message', 'status'])
})

test('watching is a choice, both ways, and so is hearing nothing of an item or a board', async () => {
  follow()
  await run(ann, 'item.watch', { board, item })
  await run(owner, 'item.unwatch', { board, item })
  await run(bob, 'item.setCells', { board, column: 2, rows: [0], values: [3] })
  await followed()
  expect(await reasons(ann)).toEqual(['status'])
  expect(await reasons(owner)).toEqual([])
  await run(ann, 'item.mute', { member: ann, item })
  await run(bob, 'board.mute', { member: bob, board })
  await post(owner, `@[member:${ann}] @[member:${bob}]`)
  await followed()
  expect((await inbox(ann))[0]).toMatchObject({ done: true, events: [{ reason: 'status' }] })
  expect(await inbox(bob)).toEqual([])
})

test('labels that are merged tell nobody: the column changed, no item went on', async () => {
  follow()
  await run(ann, 'item.watch', { board, item })
  await run(bob, 'item.setCells', { board, column: 2, rows: [0], values: [2] })
  await followed()
  expect(await reasons(ann)).toEqual(['status'])
  const columns = [...(await node.store.get(scopeOf('board', board))).state.records('column')]
  const id = must(columns.find(([, { role }]) => role === 'status'))[0]
  await run(owner, 'column.mergeLabels', { board, id, from: [2], into: 3 })
  await followed()
  expect((await inbox(ann)).map(({ events }) => events.length)).toEqual([1])
})

test('undo, imports and the taking back of them tell nobody', async () => {
  follow()
  const done = await run(owner, 'item.setCells', { board, column: 1, rows: [0], values: [[ann]] })
  await run(owner, 'item.setCells', { board, column: 1, rows: [0], values: [null] })
  const cause = { kind: 'import', source: 'csv', name: 'list.csv' } as const
  const asker = { principal: () => node.hub.principal(owner), cause }
  const cells = { board, column: 1, rows: [0], values: [[bob]] }
  expect(await node.executor.run(asker, 'item.setCells', 1, cells)).toMatchObject({ ok: true })
  await followed()
  expect(done.ok).toBe(true)
  expect(await inbox(bob)).toEqual([])
})

test('a due date is told on its day and once more on the day behind it, not of what is done', async () => {
  const today = Math.floor(clock / 86_400_000) + 2
  const second = newId()
  await run(owner, 'item.create', { board, id: second, title: 'Done already', group: 1 })
  await run(owner, 'item.setCells', { board, column: 1, rows: [0, 1], values: [[ann]] })
  await run(owner, 'item.setCells', { board, column: 3, rows: [0, 1], values: [{ day: today, minute: null }] })
  const stages = [...(await node.store.get(scopeOf('board', board))).state.records('column')]
  const status = stages.find(([, { role }]) => role === 'status')?.[1]['settings'] as {
    labels: { number: number; stage?: string }[]
  }
  const finished = must(status.labels.find(({ stage }) => stage === 'done')).number
  await run(owner, 'item.setCells', { board, column: 2, rows: [1], values: [finished] })
  follow()
  await followed()
  await tickTo(today)
  await followed()
  const due = async () =>
    (await inbox(ann)).flatMap(({ id, events }) => events.flatMap((e) => (e.reason === 'due' ? [[id, e.day]] : [])))
  expect(await due()).toEqual([[item, today]])
  await tickTo(today + 1)
  await tickTo(today + 2)
  await followed()
  expect(await due()).toEqual([
    [item, today],
    [item, today],
  ])
})

/** Lets the account's day become another one, whatever the clock of the nodes says. */
async function tickTo(day: number): Promise<void> {
  clock = day * 86_400_000 + 43_200_000
  const { startNode } = await import('../../node.ts')
  const { kinds } = await import('../../testing/world.ts')
  const { pool, accountId } = world
  const at = await startNode({ pool, databaseUrl: database.url, accountId, kinds, log: silentLog, now: () => clock })
  const asker = { principal: () => ({ kind: 'system', memberId: null }) as const }
  expect(await at.executor.run(asker, 'account.day', 1, {})).toMatchObject({ ok: true })
  await at.stop()
}

test('what one may not see is not told, and what was told goes when access ends', async () => {
  await run(owner, 'board.setAccess', { board, access: 'private' })
  await run(owner, 'board.setMember', { board, id: ann, subject: 'member', role: 'editor' })
  follow()
  await post(owner, `@[member:${ann}] @[member:${bob}] secret`)
  await followed()
  expect(await reasons(bob)).toEqual([])
  expect((await inbox(ann)).map(({ about }) => about.id).sort()).toEqual([item, board].sort())
  expect(await subjects(ann)).toHaveLength(2)
  await run(owner, 'board.removeMember', { board, id: ann })
  // Whoever asks in the moment before it is taken away is told nothing either.
  expect(await subjects(ann)).toEqual([])
  await followed()
  expect(await inbox(ann)).toEqual([])
})

test('two nodes that follow, and one that is killed between telling and noting, tell each thing once', async () => {
  follow()
  follow(other)
  for (let at = 0; at < 12; at++) await post(at % 2 ? owner : bob, `@[member:${ann}] ${at}`)
  await followed()
  expect((await inbox(ann))[0]).toMatchObject({ unread: 12 })
  for (const each of following.splice(0)) await each.stop()
  // As after a kill: it was told, and no cursor says so.
  await world.pool.query("DELETE FROM consumer_cursor WHERE consumer = 'notifications' AND scope = $1", [
    `item:${item}`,
  ])
  follow(other)
  await followed()
  expect((await inbox(ann, other))[0]).toMatchObject({ unread: 12 })
})

test('what was read or done stays so, and what happens after it comes back', async () => {
  follow()
  await post(owner, `@[member:${ann}] one`)
  await followed()
  const [{ at }] = (await inbox(ann)) as [Notification]
  await post(owner, `@[member:${ann}] two`)
  await followed()
  await run(ann, 'notification.read', { member: ann, ids: [item], seen: at })
  expect((await inbox(ann))[0]).toMatchObject({ unread: 2 })
  await run(ann, 'notification.done', { member: ann, ids: [item], seen: clock * 2 })
  expect((await inbox(ann))[0]).toMatchObject({ unread: 0, done: true })
  await post(owner, `@[member:${ann}] three`)
  await followed()
  expect((await inbox(ann))[0]).toMatchObject({ unread: 1, done: false })
})

test('entries of purged items, and those of 90 days ago, are forgotten', async () => {
  follow()
  await post(owner, `@[member:${ann}] one`)
  await followed()
  const { rows } = await world.pool.query<{ at: number }>('SELECT at FROM notification WHERE scope_id = $1', [ann])
  clock = Number(rows[0]?.at) + 91 * 86_400_000
  await vi.waitFor(async () => expect(await inbox(ann)).toEqual([]), 30_000)
})

test('every reason has its words', () => {
  for (const { id, label, says, why } of notificationReasons) {
    expect([id, label, says, why].every((text) => text.trim() !== '')).toBe(true)
  }
})
