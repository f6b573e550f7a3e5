import type { FormPrincipal, MemberId, Notification } from '@fulcrum/domain'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SyncNode } from '../../node.ts'
import { inboxOn, subjectsOn, untilFollowed } from '../../testing/inbox.ts'
import { testDatabase } from '../../testing/postgres.ts'
import type { TestDatabase } from '../../testing/postgres.ts'
import { silentLog } from '../../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'
import { followNotifications } from './follow.ts'

const people = 1
let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let ann: MemberId
let bob: MemberId
let board: string
let form: string
let following: { stop(): Promise<void> }

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

beforeEach(async () => {
  owner = await world.member(node, 'member')
  ann = await world.member(node, 'member')
  bob = await world.member(node, 'member')
  board = (await world.board(node, owner)).board
  form = newId()
  await run(owner, 'column.create', { board, id: newId(), kind: 'people', title: 'Owner', role: 'owner' })
  await run(owner, 'view.create', { board, id: form, name: 'Bugs', kind: 'form', mine: false, spec: {} })
  const options = { node, pool: world.pool, log: silentLog, now: Date.now, everyMs: 10, sweepMs: 50 }
  following = followNotifications(options)
})

afterEach(() => following.stop())

async function run(member: MemberId, command: string, args: object): Promise<void> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(member) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

const saveForm = (settings: object) => run(owner, 'view.update', { board, id: form, spec: { settings } })

/** Somebody answers the form, by name or as a stranger; gives the item that this makes. */
async function answer(by: MemberId | null = null, cells: object[] = []): Promise<string> {
  const item = newId()
  const principal: FormPrincipal = { kind: 'form', memberId: by, board, columns: [people] }
  const cause = { kind: 'form', view: form, name: 'Bugs' } as const
  const args = { board, id: item, title: 'It leaks', group: 1, cells }
  const done = await node.executor.run({ principal: () => principal, cause }, 'item.create', 1, args)
  if (!done.ok) throw new Error(done.message)
  await untilFollowed(world.pool)
  return item
}

const inbox = (member: MemberId): Promise<readonly Notification[]> => inboxOn(node, member)

/** Why somebody was told, of each entry. */
async function reasons(member: MemberId): Promise<readonly (string | undefined)[]> {
  return (await inbox(member)).map(({ events }) => events[0]?.reason)
}

test('each answer to a form is an entry of its own for the owners of its board, by name or by team, and for nobody else', async () => {
  const team = newId()
  await world.asSystem(node, 'team.create', { id: team, name: 'Pumps', members: [bob] })
  await run(owner, 'board.setMember', { board, id: team, subject: 'team', role: 'owner' })
  await run(owner, 'board.setMember', { board, id: ann, subject: 'member', role: 'editor' })
  const items = [await answer(), await answer()]
  const entries = await inbox(owner)
  expect(entries.map(({ id }) => id).sort()).toEqual(items.sort())
  expect(entries[0]).toMatchObject({
    about: { kind: 'item' },
    board,
    unread: 1,
    events: [{ reason: 'answer', actor: null }],
  })
  const told = (await inbox(bob)).find(({ id }) => id === items[0])
  expect(told?.events).toMatchObject([{ reason: 'answer', team }])
  expect(await reasons(ann)).toEqual(['access'])
  expect(await subjectsOn(node, owner)).toMatchObject([
    { about: { name: 'It leaks' } },
    { about: { name: 'It leaks' } },
  ])
})

test('a form that says who hears of its answers tells those, and not the owners', async () => {
  await saveForm({ hear: [ann] })
  await answer()
  expect(await reasons(ann)).toEqual(['answer'])
  expect(await reasons(owner)).toEqual([])
  await saveForm({ hear: [] })
  await answer()
  expect(await inbox(ann)).toHaveLength(1)
})

test('whoever a form assigns hears that they are, and whoever answers it themselves hears nothing', async () => {
  await saveForm({ hear: [ann, owner] })
  await answer(ann, [{ column: people, value: [bob, owner] }])
  expect(await reasons(ann)).toEqual([])
  expect(await reasons(bob)).toEqual(['assigned'])
  expect(await reasons(owner)).toEqual(['assigned'])
  expect((await inbox(bob))[0]?.events).toMatchObject([{ actor: ann }])
})

test('who hears of a form tells nobody of what they may not see, and mutes are heeded', async () => {
  await saveForm({ hear: [ann, bob] })
  await run(owner, 'board.setAccess', { board, access: 'private' })
  await run(owner, 'board.setMember', { board, id: bob, subject: 'member', role: 'viewer' })
  await answer()
  expect(await reasons(ann)).toEqual([])
  expect(await reasons(bob)).toContain('answer')
  const before = (await inbox(bob)).length
  await run(bob, 'board.mute', { member: bob, board })
  await answer()
  expect(await inbox(bob)).toHaveLength(before)
})
