import { afterAll, beforeAll, expect, test } from 'vitest'
import { preparePartitions } from '../storage/partitions.ts'
import { filesFolder } from '../testing/import-bench.ts'
import { runSeed } from '../testing/fuzz/run-seed.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld } from '../testing/world.ts'
import { openArchive } from './open-archive.ts'
import type { ArchiveTaken } from '@fulcrum/protocol'
import { takeInArchive } from './take-in.ts'
import { archiveTo, canonical, partsOf } from './testing/archives.ts'

/** Random workspaces; `FULCRUM_FUZZ_SEEDS` asks for more. */
const seeds = Math.ceil(Number(process.env['FULCRUM_FUZZ_SEEDS'] ?? 40) / 10)
const commands = 150

let database: TestDatabase
const files = filesFolder()

beforeAll(async () => {
  database = await testDatabase()
  await preparePartitions(database.pool, new Date())
})

afterAll(async () => {
  files.remove()
  await database.drop()
})

/** Takes an archive in on a database with an account of its own, and writes it again. */
async function throughAnother(file: string, again: string): Promise<{ taken: ArchiveTaken; twice: string }> {
  const other = await testDatabase()
  const world = await makeWorld(other)
  try {
    const node = await world.node()
    const take = async () => {
      const archive = await openArchive(file)
      const order = { node, archive, memberId: null, check: () => {}, onProgress: () => {} }
      return takeInArchive(order).finally(() => archive.close())
    }
    const from = { pool: world.pool, accountId: world.accountId }
    const taken = await take()
    await archiveTo(again, { ...from, workspace: taken.workspace })
    const second = await take()
    const twice = `${again}.twice`
    await archiveTo(twice, { ...from, workspace: second.workspace })
    expect(second.keptIds).toBe(false)
    return { taken, twice }
  } finally {
    await world.stop()
    await other.drop()
  }
}

test.each(Array.from({ length: seeds }, (_, index) => 4_000 + index))(
  'workspace %i is the same after it went out, in and out again, under its own ids and under others',
  async (seed) => {
    await runSeed(database, { seed, commands })
    const { rows } = await database.pool.query<{ accountId: string; workspace: string }>(
      'SELECT account AS "accountId", id AS workspace FROM workspace ORDER BY id DESC LIMIT 1',
    )
    const [from] = rows
    if (!from) throw new Error('the seed made a workspace')
    const file = `${files.folder}/${seed}.fulcrum`
    const again = `${files.folder}/${seed}-again.fulcrum`
    await archiveTo(file, { pool: database.pool, ...from })
    const { taken, twice } = await throughAnother(file, again)
    expect(taken.keptIds).toBe(true)
    expect(taken.items).toBeGreaterThan(10)
    expect(taken.changes).toBeGreaterThan(50)
    expect(await partsOf(again)).toEqual(await partsOf(file))
    expect(await canonical(twice)).toEqual(await canonical(file))
  },
  120_000,
)
