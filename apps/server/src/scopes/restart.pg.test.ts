import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { must } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase } from '../database/database.ts'
import type { Database } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { withRetry } from '../database/pool.ts'
import { cellWhy } from '../queries/activity.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

const dataDir = mkdtempSync(path.join(tmpdir(), 'fulcrum-restart-'))
let database: Database
let world: World

beforeAll(async () => {
  database = await openDatabase({ dataDir }, silentLog)
  await migrate(database.pool)
  world = await makeWorld(database)
})

afterAll(async () => {
  await world.stop()
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Kills the PostgreSQL that came after the one killed last. */
async function killDatabase(last: number): Promise<number> {
  let pid = must(database.pid())
  for (; pid === last; pid = must(database.pid())) await sleep(5)
  process.kill(pid, 'SIGKILL')
  return pid
}

test(
  'while PostgreSQL is killed and comes back, reads wait, commands are done once, and one connection listens',
  { timeout: 180_000 },
  async () => {
    const node = await world.node()
    const owner = await world.member(node, 'owner')
    const { board, scope, group } = await world.board(node, owner)
    const principal = () => node.hub.principal(owner)
    const run = (args: object) => node.executor.run({ principal }, 'item.create', 1, { board, group, ...args })
    await run({ id: newId(), title: 'Before' })
    const fresh = await world.node()
    let killed = 0
    for (let round = 0; round < 3; round++) {
      killed = await killDatabase(killed)
      const reads = [
        fresh.store.get(scope).then(({ state }) => state.version > 0),
        cellWhy
          .answer({ hub: node.hub, principal: must(principal()) }, { board, row: 0, column: 'title' })
          .then((answer) => (answer as { entries: unknown[] }).entries.length > 0),
        run({ id: newId(), title: `During ${round}` }).then(({ ok }) => ok),
      ]
      expect(await Promise.all(reads)).toEqual([true, true, true])
    }
    const cold = await withRetry(database.pool, () => world.cold(scope))
    const titles = Array.from({ length: cold.rowCount }, (_, row) => cold.system(row, 'title'))
    expect(titles).toEqual(['Before', 'During 0', 'During 1', 'During 2'])
    const nodes = 3
    const listening = () =>
      withRetry(database.pool, async (pool) => {
        const { rows } = await pool.query<{ count: number }>(
          "SELECT count(*) AS count FROM pg_stat_activity WHERE application_name = 'fulcrum-bus'",
        )
        return rows[0]?.count
      })
    await vi.waitFor(async () => expect(await listening()).toBe(nodes), { timeout: 60_000, interval: 100 })
    // More than one search for a connection would show by a second one now.
    await sleep(1_000)
    expect(await listening()).toBe(nodes)
  },
)
