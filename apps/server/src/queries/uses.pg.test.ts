import type { MemberId } from '@fulcrum/domain'
import type { FoundItem, UseCount } from '@fulcrum/protocol'
import { must } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { itemSearch } from './item-search.ts'
import { useCount } from './use-count.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let tasks: { board: string; group: number }
let epics: { board: string; group: number }
const epicIds: string[] = []

const run = async (command: string, args: object) => {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  // @NOTE new columns are answered with their numbers.
  return answer.result as { number: number }
}

const asked = (member: MemberId) => ({ hub: node.hub, principal: must(node.hub.principal(member)) })
const uses = async (args: object, member = owner) => (await useCount.answer(asked(member), args)) as UseCount
const search = async (text: string, member = owner) =>
  ((await itemSearch.answer(asked(member), { boards: [tasks.board, epics.board], text })) as { items: FoundItem[] })
    .items

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
  tasks = await world.board(node, owner)
  epics = await world.board(node, owner)
  for (const title of ['Parser of formulas', 'Formulas', 'Backups', 'Straße']) {
    epicIds.push(newId())
    await run('item.create', { board: epics.board, group: epics.group, id: epicIds.at(-1), title })
  }
  for (const title of ['One', 'Two'])
    await run('item.create', { board: tasks.board, group: tasks.group, id: newId(), title })
  await run('column.create', { board: epics.board, id: newId(), kind: 'number', title: 'Points' })
  const boards = [{ board: epics.board, partner: null }]
  const link = await run('column.create', {
    board: tasks.board,
    id: newId(),
    kind: 'connect',
    title: 'Epic',
    settings: { boards, several: true },
  })
  const sources = [{ board: epics.board, column: 1 }]
  const settings = { through: link.number, sources, rollUp: 'sum' }
  await run('column.create', { board: tasks.board, id: newId(), kind: 'mirror', title: 'Points of epics', settings })
  const values = [epicIds.slice(0, 2), epicIds.slice(1, 2)]
  await run('item.connect', { board: tasks.board, column: link.number, rows: [0, 1], values, also: [epics.board] })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

test('says how many items elsewhere are connected, and which columns follow', async () => {
  expect(await uses({ board: epics.board, rows: [1] })).toMatchObject({ links: 2, linkingItems: 2, columns: [] })
  expect(await uses({ board: epics.board, rows: [0, 1] })).toMatchObject({ links: 3, linkingItems: 2 })
  expect(await uses({ board: epics.board, rows: [2] })).toMatchObject({ links: 0, linkingItems: 0 })
  const whole = await uses({ board: epics.board })
  expect(whole).toMatchObject({ links: 3, linkingItems: 2, hiddenColumns: 0 })
  expect(whole.columns.map(({ title }) => title)).toEqual(['Epic', 'Points of epics'])
  const { state } = await node.store.get(`board:${epics.board}`)
  const [points] = [...state.records('column')].map(([id]) => id)
  expect((await uses({ board: epics.board, column: points })).columns.map(({ title }) => title)).toEqual([
    'Points of epics',
  ])
})

test('counts what the asker may not see, and names none of it', async () => {
  const other = await world.member(node, 'member')
  await run('board.setAccess', { board: tasks.board, access: 'private' })
  const whole = await uses({ board: epics.board }, other)
  expect(whole).toMatchObject({ links: 3, columns: [], hiddenColumns: 2 })
  expect(await search('one', other)).toEqual([])
  await run('board.setAccess', { board: tasks.board, access: 'main' })
})

test('says of what is deleted already what hung on it: it is asked once that is gone', async () => {
  await run('item.delete', { board: epics.board, rows: [1] })
  expect(await uses({ board: epics.board, rows: [1] })).toMatchObject({ links: 2, linkingItems: 2 })
  await run('item.restore', { board: epics.board, rows: [1] })
  const { state } = await node.store.get(`board:${epics.board}`)
  const [points] = [...state.records('column')].map(([id]) => id)
  await run('column.delete', { board: epics.board, id: points })
  const { columns } = await uses({ board: epics.board, column: points })
  await run('column.restore', { board: epics.board, id: points })
  expect(columns.map(({ title }) => title)).toEqual(['Points of epics'])
})

test('finds items by key, then by how their titles begin, then by words; none that is deleted', async () => {
  expect((await search('formulas')).map(({ title }) => title)).toEqual(['Formulas', 'Parser of formulas'])
  expect((await search('FORMULAS parser')).map(({ title }) => title)).toEqual(['Parser of formulas'])
  const [backups] = await search('backups')
  expect((await search(must(backups).key.toLowerCase())).map(({ title }) => title)[0]).toBe('Backups')
  expect((await search('')).length).toBe(6)
  await run('item.delete', { board: epics.board, rows: [2] })
  expect(await search('backups')).toEqual([])
})
