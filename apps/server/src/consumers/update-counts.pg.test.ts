import { must } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { followUpdates } from './update-counts.ts'

let database: TestDatabase
let world: World

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

async function thread() {
  const node = await world.node()
  const owner = await world.member(node, 'owner')
  const { board, scope, group } = await world.board(node, owner)
  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  const item = newId()
  await socket.run('item.create', { board, id: item, title: 'Item', group })
  const post = (id = newId()) => socket.run('update.post', { board, item, id, body: 'Words' })
  return { node, socket, board, scope, item, post }
}

/** How many messages the board says that its first item has. */
async function told(scope: Scope): Promise<unknown> {
  const state = await world.cold(scope)
  return state.system(0, 'updates')
}

test('a board hears how many messages an item has, also when one is taken away', async () => {
  const { node, socket, board, scope, item, post } = await thread()
  const follower = followUpdates({ node, pool: world.pool, log: silentLog, everyMs: 20 })
  const id = newId()
  await post(id)
  await post()
  await vi.waitFor(async () => expect(await told(scope)).toBe(2), 30_000)
  await socket.run('update.delete', { board, item, id })
  await vi.waitFor(async () => expect(await told(scope)).toBe(1), 30_000)
  await follower.stop()
})

test('messages of a time when nobody followed are counted by the sweep, and two followers agree', async () => {
  const { node, scope, post } = await thread()
  for (let index = 0; index < 5; index++) await post()
  expect(await told(scope)).toBeNull()
  const other = await world.node()
  const followers = [node, other].map((each) =>
    followUpdates({ node: each, pool: world.pool, log: silentLog, everyMs: 20 }),
  )
  await vi.waitFor(async () => expect(await told(scope)).toBe(5), 30_000)
  await post()
  await vi.waitFor(async () => expect(await told(scope)).toBe(6), 30_000)
  for (const follower of followers) await follower.stop()
  const { rows } = await world.pool.query<{ changes: number }>(
    "SELECT count(*)::int AS changes FROM change WHERE scope = $1 AND command = 'item.countUpdates'",
    [scope],
  )
  expect(must(rows[0]).changes).toBeLessThanOrEqual(2)
})
