import type { MemberId } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { seededRandom } from '../testing/random.ts'
import { watchStatements } from '../testing/statements.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { itemCounts } from './item-counts.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner')
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

/** The slow plain way. */
async function countStar(board: string): Promise<number> {
  const { rows } = await world.pool.query<{ count: number }>(
    `SELECT count(*) FROM item i WHERE i.board = $1 AND i.parent IS NULL AND i.deleted_at IS NULL AND i.archived_at IS NULL
       AND i.template_at IS NULL
       AND EXISTS (SELECT FROM "group" g WHERE g.scope_id = i.board AND g.number = i."group" AND g.deleted_at IS NULL)`,
    [board],
  )
  return Number(rows[0]?.count)
}

async function versionOf(scope: string): Promise<number> {
  const { rows } = await world.pool.query<{ version: number }>('SELECT version FROM scope WHERE scope = $1', [scope])
  return Number(rows[0]?.version)
}

test('whatever is done on a board, its count is the one of count(*), in memory and on a node that does not hold it', async () => {
  const { board, scope, group } = await world.board(node, owner)
  const cold = await world.node()
  const random = seededRandom(11)
  const run = async (command: string, args: object): Promise<unknown> => {
    const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, {
      board,
      ...args,
    })
    return answer.ok ? answer.result : null
  }
  const second = newId()
  // @NOTE a new group is answered with its number.
  const { number } = (await run('group.create', { id: second, title: 'Second' })) as { number: number }
  const counts = new Set<number>()
  for (let step = 0; step < 120; step++) {
    const row = () => Math.floor(random() * 25)
    const commands: readonly (readonly [string, object])[] = [
      ['item.create', { id: newId(), title: 'Item', group: random() < 0.5 ? group : number }],
      ['item.create', { id: newId(), title: 'Sub-item', parent: row() }],
      ['item.delete', { rows: [row()] }],
      ['item.archive', { rows: [row(), row()] }],
      ['item.setTemplate', { rows: [row()], template: random() < 0.7 }],
      ['item.createFromTemplate', { template: row(), ids: [newId()] }],
      ['item.restore', { rows: [row()] }],
      ['item.move', { rows: [row()], parent: row() }],
      ['item.move', { rows: [row()], group: number }],
      [random() < 0.5 ? 'group.delete' : 'group.restore', { id: second }],
    ]
    const [command, args] = commands[Math.floor(random() * (commands.length + 3)) % commands.length] ?? ['', {}]
    await run(command, args)
    const expected = await countStar(board)
    counts.add(expected)
    const asked = [{ id: board, version: await versionOf(scope) }]
    expect((await itemCounts(node.store, asked)).get(board), `${step} ${command}`).toBe(expected)
    expect((await itemCounts(cold.store, asked)).get(board), `${step} ${command}`).toBe(expected)
  }
  expect(counts.size).toBeGreaterThan(4)
})

test('asking again reads no item: neither of a board in memory nor of one that nobody changed', async () => {
  const made = await world.board(node, owner)
  const cold = await world.node()
  const asked = [{ id: made.board, version: await versionOf(made.scope) }]
  await itemCounts(cold.store, asked)
  const statements = watchStatements(world.pool)
  await itemCounts(cold.store, asked)
  await itemCounts(node.store, asked)
  expect(statements.texts.filter((text) => text.includes('FROM item'))).toEqual([])
  await itemCounts(cold.store, [{ id: made.board, version: asked.length + 1_000 }])
  expect(statements.texts.filter((text) => text.includes('FROM item'))).toHaveLength(1)
  statements.stop()
})
