import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MemberId } from '@fulcrum/domain'
import type { KeyedItem } from '@fulcrum/protocol'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { itemFind } from './item-find.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let stranger: MemberId

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'member')
  stranger = await world.member(node, 'member')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function find(key: string, who = owner): Promise<KeyedItem[]> {
  const principal = node.hub.principal(who)
  if (!principal) throw new Error('nobody')
  const { items } = (await itemFind.answer({ hub: node.hub, principal }, { key })) as { items: KeyedItem[] }
  return items
}

async function importOne(board: string, group: number, key: string, createdAt: number): Promise<void> {
  await world.asSystem(node, 'item.import', {
    board,
    create: {
      ids: [newId()],
      titles: [`was ${key}`],
      groups: [group],
      parents: [null],
      ranks: [`V${createdAt}`],
      sourceKeys: [`9f3a:${key}`],
      createdAt: [createdAt],
      createdBy: [null],
      cells: [],
    },
  })
}

test('finds an item by its key, and by the one that it had in its source, for those who may see it', async () => {
  const { board, group } = await world.board(node, owner)
  await importOne(board, group, 'PROJ-12', 5)
  await importOne(board, group, 'BOAR-1', 6)
  expect(await find(' boar-1')).toMatchObject([
    { row: 0, key: 'BOAR-1', had: null },
    { row: 1, key: 'BOAR-2', had: 'BOAR-1' },
  ])
  expect(await find('Proj-12')).toMatchObject([{ board, row: 0, key: 'BOAR-1', title: 'was PROJ-12', deleted: false }])
  await node.executor.run({ principal: () => node.hub.principal(owner) }, 'item.delete', 1, { board, rows: [0] })
  expect(await find('PROJ-12')).toMatchObject([{ row: 0, deleted: true }])
  const access = { board, access: 'private' }
  await node.executor.run({ principal: () => node.hub.principal(owner) }, 'board.setAccess', 1, access)
  expect(await find('PROJ-12', stranger)).toEqual([])
  expect(await find('BOAR-1', stranger)).toEqual([])
  await world.asSystem(node, 'item.purge', { board, rows: [0], before: Date.now() + 1_000 })
  expect(await find('PROJ-12')).toEqual([])
})
