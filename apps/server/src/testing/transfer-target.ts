// The process that a test kills while it moves items: a node beside a database, at a transfer that is stored there. It says the
// transfer, and after so many commands that it stands still: the last one is done, and nobody was told.
import { columnKinds } from '@fulcrum/columns'
import { KindRegistry } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type { TransferStart } from '@fulcrum/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import { accountIdOf } from '../account.ts'
import { createPool } from '../database/pool.ts'
import { startNode } from '../node.ts'
import { Transfers } from '../transfers/transfers.ts'
import { silentLog } from './temporary-cluster.ts'

const [databaseUrl = '', member = '', order = '', commands = '0'] = process.argv.slice(2)
const pool = createPool(databaseUrl, silentLog)
const accountId = await accountIdOf(pool, Date.now())
const kinds = new KindRegistry(columnKinds)
const node = await startNode({ pool, databaseUrl, accountId, kinds, log: silentLog, now: Date.now })
let ran = 0
// @NOTE an executor with another `run`.
const executor = Object.create(node.executor) as typeof node.executor
executor.run = async (...args) => {
  const answer = await node.executor.run(...args)
  ran += 1
  if (ran < Number(commands)) return answer
  process.stdout.write('still\n')
  return new Promise(() => {})
}
const transfers = new Transfers({ ...node, executor }, { log: silentLog })
// @NOTE the test names a member, and what it wants moved; or a batch that it wants undone.
const given = JSON.parse(order) as TransferStart | { undo: string }
if ('undo' in given) {
  const ended = transfers.takeBack({ principal: () => node.hub.principal(member as MemberId) }, given.undo)
  void ended.then(() => process.stdout.write('done\n'))
  process.stdout.write(`${given.undo}\n`)
} else {
  let status = await transfers.start(member as MemberId, given)
  process.stdout.write(`${status.id}\n`)
  while (status.state === 'running') {
    await sleep(10)
    status = await transfers.status(member as MemberId, status.id)
  }
  process.stdout.write('done\n')
}
