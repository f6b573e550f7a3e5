import { must } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type { NamedItem } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { itemNamed } from './item-named.ts'

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

async function named(id: string, who: MemberId): Promise<NamedItem | undefined> {
  const principal = must(node.hub.principal(who), 'the member')
  const { items } = (await itemNamed.answer({ hub: node.hub, principal }, { ids: [id] })) as { items: NamedItem[] }
  return items[0]
}

test('an item that is named is told with its status, to those who may read that column', async () => {
  const { board, group } = await world.board(node, owner)
  const column = newId()
  const settings = {
    labels: [
      { number: 1, name: 'To do', colour: 'grey', stage: 'backlog' },
      { number: 2, name: 'Done', colour: 'green', stage: 'done' },
    ],
  }
  const { number } = await run<{ number: number }>('column.create', {
    board,
    id: column,
    kind: 'status',
    title: 'Status',
    role: 'status',
    settings,
  })
  const id = newId()
  await run('item.create', { board, id, title: 'Write it down', group })
  expect(await named(id, reader)).toMatchObject({ key: 'BOAR-1', title: 'Write it down', status: null })
  await run('item.setCells', { board, column: number, rows: [id], values: [2] })
  expect(await named(id, reader)).toMatchObject({ status: { text: 'Done', colour: 'green', stage: 'done' } })
  await run('column.setAccess', { board, id: column, readers: [owner], editors: null })
  expect(await named(id, owner)).toMatchObject({ status: { text: 'Done' } })
  expect(await named(id, reader)).toMatchObject({ key: 'BOAR-1', status: null })
  await run('item.delete', { board, rows: [id] })
  expect(await named(id, reader)).toMatchObject({ deleted: true })
})
