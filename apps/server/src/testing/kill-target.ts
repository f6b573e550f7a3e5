// The process that kill rounds kill: the real database, executor and memory, writing to one board as fast as it is told and
// saying on standard output what was acknowledged, one JSON line each.
import { columnKinds } from '@fulcrum/columns'
import { KindRegistry, must, scopeOf } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import { setTimeout as sleep } from 'node:timers/promises'
import { accountIdOf } from '../account.ts'
import { migrate } from '../database/migrate.ts'
import { openDatabase } from '../database/database.ts'
import { startNode } from '../node.ts'
import { preparePartitions } from '../storage/partitions.ts'
import { silentLog } from './temporary-cluster.ts'
import { newId } from './world.ts'

const [dataDir = '', client = '', board = '', writesPerSecond = '100'] = process.argv.slice(2)
const system: Principal = { kind: 'system', memberId: null }

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const database = await openDatabase({ dataDir }, silentLog)
const { pool } = database
await migrate(pool)
await preparePartitions(pool, new Date())
const accountId = await accountIdOf(pool, Date.now())
const kinds = new KindRegistry(columnKinds)
const node = await startNode({ pool, databaseUrl: database.url, accountId, kinds, log: silentLog, now: Date.now })

async function run(command: string, args: object, n?: number) {
  return node.executor.run(
    { principal: () => system, ...(n !== undefined && { client: { id: client, n } }) },
    command,
    1,
    args,
  )
}

const scope = scopeOf('board', board)
if ((await node.store.get(scope)).state.version === 0) {
  const workspace = newId()
  await run('account.create', { name: 'Kill', locale: 'en', timeZone: 'UTC', weekStart: 1 })
  await run('workspace.create', { id: workspace, name: 'Kill' })
  await run('board.create', { board, workspace, name: 'Kill' })
  await run('group.create', { board, id: newId(), title: 'Group' })
  await run('column.create', { board, id: newId(), kind: 'text', title: 'Text' })
}
const { rows } = await pool.query<{ last: number | null }>(
  'SELECT max(n) AS last FROM client_command WHERE account = $1 AND client = $2',
  [accountId, client],
)
say({ ready: true, pid: process.pid, database: must(database.pid()) })
for (let n = (rows[0]?.last ?? 0) + 1; ; n++) {
  const { rowCount } = (await node.store.get(scope)).state as unknown as { rowCount: number }
  const create = rowCount < 2 || n % 3 === 0
  const args = create
    ? { board, id: newId(), title: `Item ${n}`, group: 1 }
    : { board, column: 1, rows: [n % rowCount, (n + 1) % rowCount], values: [`value ${n}`] }
  try {
    const answer = await run(create ? 'item.create' : 'item.setCells', args, n)
    say({ n, ok: answer.ok, command: create ? 'item.create' : 'item.setCells' })
  } catch (error) {
    // The database stayed away for long: the same number is asked again, as a client would.
    say({ again: n, error: String(error) })
    n -= 1
    await sleep(200)
  }
  await sleep(1_000 / Number(writesPerSecond))
}
