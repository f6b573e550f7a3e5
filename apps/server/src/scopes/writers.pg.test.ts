import { setTimeout as sleep } from 'node:timers/promises'
import { must } from '@fulcrum/domain'
import type { LoggedChange, Scope } from '@fulcrum/domain'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { startNode } from '../node.ts'
import { changesAfter, versionsOf } from '../storage/log.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { below, seededRandom } from '../testing/random.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { kinds, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

/** The nightly form takes 100,000. */
const changeCount = Number(process.env['FULCRUM_CHANGES'] ?? 800)
const writers = 32
const boardCount = 4

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

/** The same pool, but a change waits between its last statement and its commit, holding what it locked. */
function slowToCommit(pool: pg.Pool, random: () => number): pg.Pool {
  const query = async (config: pg.QueryConfig) => {
    if (typeof config !== 'object' || !config.text.includes('INSERT INTO change ')) return pool.query(config)
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      const result = await client.query(config)
      await sleep(random() * 4)
      await client.query('COMMIT')
      client.release()
      return result
    } catch (error) {
      client.release(true)
      throw error
    }
  }
  // @NOTE a pool that differs in one method.
  return new Proxy(pool, {
    get: (target, key) => (key === 'query' ? query : Reflect.get(target, key, target)),
  })
}

/** Follows the log by cursors, as consumers do: scopes that moved, then what is behind the cursor. */
async function tail(scopes: readonly Scope[], isOver: () => boolean): Promise<Map<Scope, LoggedChange[]>> {
  const read = new Map<Scope, LoggedChange[]>(scopes.map((scope) => [scope, []]))
  for (let last = false; ;) {
    const versions = await versionsOf(world.pool, world.accountId, scopes)
    let moved = false
    for (const [scope, version] of versions) {
      const seen = must(read.get(scope))
      const cursor = seen.at(-1)?.version ?? 0
      if (version <= cursor) continue
      moved = true
      const changes = await changesAfter(world.pool, world.accountId, scope, cursor)
      expect(changes.map((change) => change.version)).toEqual(changes.map((_, index) => cursor + 1 + index))
      expect(cursor + changes.length).toBeGreaterThanOrEqual(Math.min(version, cursor + 5_000))
      seen.push(...changes)
    }
    if (!moved && last) return read
    last = isOver()
    await sleep(5)
  }
}

test(
  '32 writers on two nodes, slow to commit: a reader of the log meets each change once and in order',
  { timeout: 60_000 + changeCount * 20 },
  async () => {
    const random = seededRandom(7)
    const first = await world.node()
    const owner = await world.member(first, 'owner')
    const boards = await Promise.all(Array.from({ length: boardCount }, () => world.board(first, owner)))
    const nodes: SyncNode[] = []
    for (let at = 0; at < 2; at++) {
      nodes.push(
        await startNode({
          pool: slowToCommit(world.pool, random),
          databaseUrl: database.url,
          accountId: world.accountId,
          kinds,
          log: silentLog,
          now: Date.now,
          pollMs: 200,
        }),
      )
    }
    const acknowledged: string[] = []
    let left = changeCount
    const write = async (node: SyncNode) => {
      while (left-- > 0) {
        const { board, group } = must(boards[below(random, boards.length)])
        const args = { board, group, id: newId(), title: `Item ${left}` }
        const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, 'item.create', 1, args)
        if (!answer.ok) throw new Error(answer.message)
        acknowledged.push(must(answer.change))
      }
    }
    let over = false
    const reading = tail(
      boards.map(({ scope }) => scope),
      () => over,
    )
    const writing = Array.from({ length: writers }, (_, at) => write(must(nodes[at % nodes.length])))
    // All of them end before the database goes, also where one fails.
    const ends = await Promise.allSettled(writing)
    over = true
    const [tailed] = await Promise.allSettled([reading])
    for (const end of [...ends, tailed]) if (end.status === 'rejected') throw end.reason
    const read = [...(await reading).values()].flat().filter(({ command }) => command === 'item.create')
    expect(read.map(({ id }) => id as string).toSorted()).toEqual(acknowledged.toSorted())
    expect(acknowledged).toHaveLength(changeCount)
    for (const { scope } of boards) {
      const cold = await world.cold(scope)
      const rows = Array.from({ length: cold.rowCount }, (_, row) => cold.system(row, 'id'))
      expect(new Set(rows).size).toBe(cold.rowCount)
      for (const node of nodes) {
        await node.store.catchUp(scope)
        expect((await node.store.get(scope)).state.version).toBe(cold.version)
      }
    }
    for (const node of nodes) await node.stop()
  },
)
