import { must } from '@fulcrum/domain'
import type { Json, MemberId } from '@fulcrum/domain'
import type { HomeAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { homeMine } from './home-mine.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let worker: MemberId

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
  worker = await world.member(node, 'member')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run(command: string, args: object, who = owner): Promise<Json> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(who) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer.result
}

const home = async (who = worker) =>
  (await homeMine.answer({ hub: node.hub, principal: must(node.hub.principal(who)) }, {})) as HomeAnswer

async function place() {
  const { board, group } = await world.board(node, owner)
  const column = async (kind: string, role: string) => {
    const id = newId()
    // @NOTE a new column is answered with its number.
    const { number } = (await run('column.create', { board, id, kind, title: kind, role })) as { number: number }
    return { id, number }
  }
  const [people, status, due] = [
    await column('people', 'owner'),
    await column('status', 'status'),
    await column('date', 'due'),
  ]
  const item = async (title: string, more: object = {}) => {
    const id = newId()
    // @NOTE a new item is answered with its row.
    return { id, ...((await run('item.create', { board, group, id, title, ...more })) as { row: number }) }
  }
  const set = (column: number, row: number, value: Json, who = owner) =>
    run('item.setCells', { board, column, rows: [row], values: [value] }, who)
  return { board, people, status, due, item, set }
}

test('gives what one owns with status and due date, and nothing that is gone or below what is', async () => {
  const on = await place()
  const mine = await on.item('Mine')
  const others = await on.item('Of others')
  const parent = await on.item('Parent')
  const below = await on.item('Below', { parent: parent.row })
  for (const { row } of [mine, below]) await on.set(on.people.number, row, [worker])
  await on.set(on.people.number, others.row, [owner])
  await on.set(on.due.number, mine.row, { day: 20_500, minute: null })
  await on.set(on.status.number, mine.row, 1)
  const { items, boards } = await home()
  expect(items.map(({ title }) => title).sort()).toEqual(['Below', 'Mine'])
  const found = must(items.find(({ title }) => title === 'Mine'))
  expect(found).toMatchObject({ board: on.board, row: mine.row, day: 20_500, status: 1 })
  expect(found.stage).not.toBeNull()
  expect(boards).toMatchObject([{ id: on.board, status: { mayEdit: true }, due: { number: on.due.number } }])
  await run('item.delete', { board: on.board, rows: [parent.row] })
  expect((await home()).items.map(({ title }) => title)).toEqual(['Mine'])
  await run('item.restore', { board: on.board, rows: [parent.row] })
  await run('item.setTemplate', { board: on.board, rows: [parent.row], template: true })
  expect((await home()).items.map(({ title }) => title)).toEqual(['Mine'])
  await run('board.delete', { board: on.board })
  expect((await home()).items).toEqual([])
})

test('a column one may not read says nothing: neither whose an item is, nor when it is due, nor that it changed', async () => {
  const on = await place()
  const { row } = await on.item('Quiet')
  await on.set(on.people.number, row, [worker])
  await run('column.setAccess', { board: on.board, id: on.due.id, readers: [owner], editors: null })
  await on.set(on.due.number, row, { day: 20_500, minute: null })
  const [item] = (await home()).items
  expect(item).toMatchObject({ title: 'Quiet', due: null, day: null })
  await run('column.setAccess', { board: on.board, id: on.people.id, readers: [owner], editors: null })
  expect((await home()).items).toEqual([])
  await run('column.setAccess', { board: on.board, id: on.people.id, readers: null, editors: null })
  await run('board.setAccess', { board: on.board, access: 'private' })
  const answer = await home()
  expect([answer.items, answer.changed, answer.boards]).toEqual([[], [], []])
})

test('tells what others changed on boards where one has items, the latest first, and not what one changed oneself', async () => {
  const on = await place()
  const first = await on.item('First')
  const second = await on.item('Second')
  await on.set(on.people.number, first.row, [worker])
  await on.set(on.status.number, second.row, 2)
  await on.set(on.status.number, first.row, 2, worker)
  const { changed } = await home()
  expect(changed.slice(0, 2)).toMatchObject([
    { title: 'Second', by: owner },
    { title: 'First', by: owner },
  ])
  await run('item.delete', { board: on.board, rows: [second.row] })
  expect((await home()).changed.map(({ title }) => title)).not.toContain('Second')
})

test('all of one’s work is told without what others changed', async () => {
  const on = await place()
  const { row } = await on.item('Work')
  await on.set(on.people.number, row, [worker])
  await on.set(on.status.number, row, 2)
  const principal = must(node.hub.principal(worker))
  const all = await homeMine.answer({ hub: node.hub, principal }, { all: true })
  expect(all).toMatchObject({ items: (await home()).items, changed: [] })
})
