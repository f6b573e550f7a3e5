import { must } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type { DatedItem } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { itemDays } from './item-days.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let reader: MemberId

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member')
  reader = await world.member(node, 'viewer')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function run<T>(command: string, args: object): Promise<T> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  // @NOTE each caller knows what its command gives.
  return answer.result as T
}

async function dated(id: string, who: MemberId): Promise<DatedItem | undefined> {
  const principal = must(node.hub.principal(who), 'the member')
  const { items } = (await itemDays.answer({ hub: node.hub, principal }, { ids: [id, newId()] })) as {
    items: readonly DatedItem[]
  }
  return items[0]
}

test('the days of an item are those of the columns that mean start and due, for those who may read them', async () => {
  const { board, group } = await world.board(node, owner)
  const dates = await Promise.all(
    (['start', 'due'] as const).map(async (role) => {
      const id = newId()
      const { number } = await run<{ number: number }>('column.create', { board, id, kind: 'date', title: role, role })
      return { id, number }
    }),
  )
  const [start, due] = [must(dates[0], 'a start'), must(dates[1], 'a due date')]
  const id = newId()
  await run('item.create', { board, id, title: 'Ship the API', group })
  expect(await dated(id, reader)).toMatchObject({ board, key: 'BOAR-1', title: 'Ship the API', days: null })
  await run('item.setCells', { board, column: due.number, rows: [id], values: [{ day: 20_790 }] })
  expect(await dated(id, reader)).toMatchObject({ days: { start: 20_790, end: 20_790 } })
  await run('item.setCells', { board, column: start.number, rows: [id], values: [{ day: 20_780 }] })
  expect(await dated(id, reader)).toMatchObject({ days: { start: 20_780, end: 20_790 } })
  await run('column.setAccess', { board, id: start.id, readers: [owner], editors: null })
  expect(await dated(id, owner)).toMatchObject({ days: { start: 20_780, end: 20_790 } })
  expect(await dated(id, reader)).toMatchObject({ days: { start: 20_790, end: 20_790 } })
})

test('nothing is told of items of boards that the asker does not see, nor of deleted ones', async () => {
  const { board } = await world.board(node, owner)
  const [id, groupId] = [newId(), newId()]
  const { number: group } = await run<{ number: number }>('group.create', { board, id: groupId, title: 'Later' })
  await run('item.create', { board, id, title: 'Secret', group })
  expect(await dated(id, reader)).toBeDefined()
  await run('item.delete', { board, rows: [id] })
  expect(await dated(id, owner)).toBeUndefined()
  await run('item.restore', { board, rows: [id] })
  expect(await dated(id, owner)).toMatchObject({ title: 'Secret' })
  await run('group.delete', { board, id: groupId })
  expect(await dated(id, owner)).toBeUndefined()
  await run('group.restore', { board, id: groupId })
  await run('board.setAccess', { board, access: 'private' })
  expect(await dated(id, owner)).toBeDefined()
  expect(await dated(id, reader)).toBeUndefined()
})
