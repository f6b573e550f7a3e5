import { dayAt, must, scopeOf } from '@fulcrum/domain'
import type { BoardState, BoardViewSpec, Json, MemberId } from '@fulcrum/domain'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startNode } from '../node.ts'
import { queries } from '../queries/all.ts'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { kinds, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { startAccountDay, tick } from './account-day.ts'

const dayMs = 86_400_000

let database: TestDatabase
let world: World
let owner: MemberId
let nodes: SyncNode[]
/** What the clocks of the nodes say: late in the evening of days that no test before it had. */
let clock = Date.UTC(2040, 5, 1)
const now = () => clock

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  owner = await world.member(await world.node(), 'owner')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

beforeEach(async () => {
  clock = (Math.floor(clock / dayMs) + 30) * dayMs + 22 * 3_600_000
  const { pool, accountId } = world
  const start = () => startNode({ pool, databaseUrl: database.url, accountId, kinds, log: silentLog, now, pollMs: 50 })
  nodes = [await start(), await start()]
})

afterEach(async () => {
  for (const node of nodes) await node.stop()
})

async function run(command: string, args: object): Promise<Json> {
  const [node] = nodes as [SyncNode]
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(answer.message)
  return answer.result
}

async function boardWith(text: string): Promise<string> {
  const { board, group } = await world.board(nodes[0] as SyncNode, owner)
  await run('column.create', { board, id: newId(), kind: 'formula', title: 'Day', settings: { text, type: 'blank' } })
  await run('item.create', { board, id: newId(), title: 'Item', group })
  return board
}

async function cellOn(node: SyncNode, board: string): Promise<Json> {
  // @NOTE the scope is a board's.
  return ((await node.store.get(scopeOf('board', board))).state as BoardState).cell(0, 1)
}

const version = async (node: SyncNode) => (await node.store.get(scopeOf('account', world.accountId))).state.version
const both = <T>(ask: (node: SyncNode) => Promise<T>) => Promise.all(nodes.map(ask))

test('a new day is one change of the account, whoever writes it first, and every node goes by it', async () => {
  await both((node) => tick(node, now))
  const board = await boardWith('TODAY()')
  const today = dayAt(clock, 'UTC')
  await expect.poll(() => both((node) => cellOn(node, board))).toEqual([{ value: today }, { value: today }])
  const before = await version(nodes[0] as SyncNode)
  clock += 3 * 3_600_000
  expect(await both((node) => cellOn(node, board))).toEqual([{ value: today }, { value: today }])
  await both((node) => tick(node, now))
  await both((node) => tick(node, now))
  await expect.poll(() => both((node) => cellOn(node, board))).toEqual([{ value: today + 1 }, { value: today + 1 }])
  expect(await both(version)).toEqual([before + 1, before + 1])
})

test('a machine that slept writes the day that it is, and no clock that is behind takes one back', async () => {
  await both((node) => tick(node, now))
  const board = await boardWith('TODAY()')
  clock += 5 * dayMs
  const later = dayAt(clock, 'UTC')
  const ticking = startAccountDay({ node: nodes[1] as SyncNode, log: silentLog, now, everyMs: 20 })
  await expect.poll(() => both((node) => cellOn(node, board))).toEqual([{ value: later }, { value: later }])
  await ticking.stop()
  clock -= 2 * dayMs
  await both((node) => tick(node, now))
  expect(await both((node) => cellOn(node, board))).toEqual([{ value: later }, { value: later }])
  clock += 2 * dayMs
})

test('another zone is another day with the same change', async () => {
  const board = await boardWith('TODAY()')
  const before = await version(nodes[0] as SyncNode)
  await run('account.update', { timeZone: 'Pacific/Kiritimati' })
  const there = dayAt(clock, 'Pacific/Kiritimati')
  expect(there).toBe(dayAt(clock, 'UTC') + 1)
  await expect.poll(() => both((node) => cellOn(node, board))).toEqual([{ value: there }, { value: there }])
  expect(await version(nodes[0] as SyncNode)).toBe(before + 1)
  await run('account.update', { timeZone: 'UTC' })
  await expect.poll(() => cellOn(nodes[1] as SyncNode, board)).toEqual({ value: there - 1 })
})

test('the days on which the account does not work are those that it says', async () => {
  const board = await boardWith('WORKDAYS(DATE(2026, 11, 23), DATE(2026, 11, 29))')
  await expect.poll(() => both((node) => cellOn(node, board))).toEqual([{ value: 5 }, { value: 5 }])
  await run('account.update', { weekend: [7], holidays: [{ day: 20_781, name: 'Founders’ day' }, 20_780, 20_781] })
  await expect.poll(() => both((node) => cellOn(node, board))).toEqual([{ value: 4 }, { value: 4 }])
})

test('what is due before today is what the account says, not the clock of the server, for views too', async () => {
  await both((node) => tick(node, now))
  const { board, group } = await world.board(nodes[0] as SyncNode, owner)
  const today = dayAt(clock, 'UTC')
  await run('column.create', { board, id: newId(), kind: 'date', title: 'Due' })
  for (const title of ['Late', 'Due today']) await run('item.create', { board, id: newId(), title, group })
  const days = [today - 1, today].map((day) => ({ day, minute: null }))
  await run('item.setCells', { board, column: 1, rows: [0, 1], values: days })
  const filter = { column: 1, operator: 'before', value: { today: 0 } }
  const late = () => both(async (node) => (await listed(node, board, { filter })).map(({ title }) => title))
  expect(await late()).toEqual([['Late'], ['Late']])
  clock += dayMs
  expect(await late()).toEqual([['Late'], ['Late']])
  await both((node) => tick(node, now))
  await expect.poll(late).toEqual([
    ['Late', 'Due today'],
    ['Late', 'Due today'],
  ])
})

async function listed(node: SyncNode, board: string, view: BoardViewSpec): Promise<readonly { title: string }[]> {
  const query = must(queries.find(({ name }) => name === 'item.list'))
  const answer = await query.answer({ hub: node.hub, principal: must(node.hub.principal(owner)) }, { board, view })
  return (answer as unknown as { items: { title: string }[] }).items
}
