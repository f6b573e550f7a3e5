import { must } from '@fulcrum/domain'
import type { AccountId } from '@fulcrum/domain'
import type { ArchiveTaken } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderStore } from '../files/folder-store.ts'
import { startNode } from '../node.ts'
import { preparePartitions } from '../storage/partitions.ts'
import { filesFolder } from '../testing/import-bench.ts'
import { randomOf } from '../testing/fuzz/random.ts'
import { runSeed } from '../testing/fuzz/run-seed.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { kinds, makeWorld } from '../testing/world.ts'
import { openArchive } from './open-archive.ts'
import { takeInArchive } from './take-in.ts'
import { archiveTo, canonical, partsOf } from './testing/archives.ts'
import { attachFiles } from './testing/attach-files.ts'

/** Random workspaces; `FULCRUM_FUZZ_SEEDS` asks for more. */
const seeds = Math.ceil(Number(process.env['FULCRUM_FUZZ_SEEDS'] ?? 40) / 10)
const commands = 150

let database: TestDatabase
const files = filesFolder()
const store = folderStore(`${files.folder}/store`)

beforeAll(async () => {
  database = await testDatabase()
  await preparePartitions(database.pool, new Date())
})

afterAll(async () => {
  files.remove()
  await database.drop()
})

/** A workspace of the database, in which everybody has worked and put files into cells. */
async function randomWorkspace(seed: number): Promise<{ accountId: AccountId; workspace: string }> {
  await runSeed(database, { seed, commands })
  const { rows } = await database.pool.query<{ accountId: AccountId; workspace: string; boards: string[] }>(
    `SELECT w.account AS "accountId", w.id AS workspace,
            (SELECT array_agg(b.id ORDER BY b.id) FROM board b WHERE b.account = w.account AND b.deleted_at IS NULL) AS boards
     FROM workspace w ORDER BY w.id DESC LIMIT 1`,
  )
  const { accountId, workspace, boards } = must(rows[0], 'the workspace of the seed')
  const place = { pool: database.pool, databaseUrl: database.url, log: silentLog }
  const node = await startNode({ ...place, accountId, kinds, now: Date.now })
  try {
    await attachFiles(node, { random: randomOf(seed), store, boards })
  } finally {
    await node.stop()
  }
  return { accountId, workspace }
}

/** Takes an archive in on a database with an account of its own, and writes it again. */
async function throughAnother(file: string, again: string): Promise<{ taken: ArchiveTaken; twice: string }> {
  const other = await testDatabase()
  const itsFiles = folderStore(`${again}.files`)
  const world = await makeWorld(other)
  try {
    const node = await world.node()
    const take = async () => {
      const archive = await openArchive(file)
      const order = { node, archive, files: itsFiles, memberId: null, check: () => {}, onProgress: () => {} }
      return takeInArchive(order).finally(() => archive.close())
    }
    const from = { pool: world.pool, accountId: world.accountId, files: itsFiles }
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
    const from = await randomWorkspace(seed)
    const file = `${files.folder}/${seed}.fulcrum`
    const again = `${files.folder}/${seed}-again.fulcrum`
    await archiveTo(file, { pool: database.pool, ...from, files: store })
    const { taken, twice } = await throughAnother(file, again)
    expect(taken.keptIds).toBe(true)
    expect(taken.items).toBeGreaterThan(10)
    expect(taken.changes).toBeGreaterThan(50)
    expect([...(await partsOf(file)).keys()].filter((name) => name.startsWith('files/')).length).toBeGreaterThan(2)
    expect(await partsOf(again)).toEqual(await partsOf(file))
    expect(await canonical(twice)).toEqual(await canonical(file))
  },
  120_000,
)
