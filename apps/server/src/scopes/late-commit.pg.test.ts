import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { kinds, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

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

/** The same pool, but the first change loses its connection before it is committed, and is committed all the same. */
function losingOneConnection(pool: pg.Pool): pg.Pool {
  let isLost = false
  const query = async (config: pg.QueryConfig) => {
    if (isLost || typeof config !== 'object' || !config.text.includes('INSERT INTO change ')) return pool.query(config)
    isLost = true
    const client = await pool.connect()
    await client.query('BEGIN')
    await client.query(config)
    void sleep(300)
      .then(() => client.query('COMMIT'))
      .finally(() => client.release())
    throw new Error('Connection terminated unexpectedly')
  }
  // @NOTE a pool that differs in one method.
  return new Proxy(pool, {
    get: (target, key) => (key === 'query' ? query : Reflect.get(target, key, target)),
  })
}

test('a change that comes to the disk after its connection broke is done once and answered as done', async () => {
  const first = await world.node()
  const owner = await world.member(first, 'owner')
  const { board, scope, group } = await world.board(first, owner)
  const node = await startNode({
    pool: losingOneConnection(world.pool),
    databaseUrl: database.url,
    accountId: world.accountId,
    kinds,
    log: silentLog,
    now: Date.now,
  })
  const principal = () => node.hub.principal(owner)
  const answer = await node.executor.run({ principal }, 'item.create', 1, { board, group, id: newId(), title: 'Once' })
  expect(answer).toMatchObject({ ok: true })
  const cold = await world.cold(scope)
  expect([cold.rowCount, cold.version]).toEqual([1, answer.ok ? answer.versions[scope] : null])
  expect((await node.store.get(scope)).state.version).toBe(cold.version)
  await node.stop()
})
