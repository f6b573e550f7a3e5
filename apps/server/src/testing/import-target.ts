// The process that a test kills while it imports: a node beside a database, taking a file in and saying how far it is.
import { columnKinds } from '@fulcrum/columns'
import { KindRegistry, must } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type { ImportTarget } from '@fulcrum/protocol'
import path from 'node:path'
import { accountIdOf } from '../account.ts'
import { createPool } from '../database/pool.ts'
import { OneImport } from '../imports/one-import.ts'
import { startNode } from '../node.ts'
import { silentLog } from './temporary-cluster.ts'
import { newId } from './world.ts'

const [databaseUrl = '', file = '', target = ''] = process.argv.slice(2)
const principal: Principal = { kind: 'operator', memberId: null }
const pool = createPool(databaseUrl, silentLog)
const accountId = await accountIdOf(pool, Date.now())
const kinds = new KindRegistry(columnKinds)
const node = await startNode({ pool, databaseUrl, accountId, kinds, log: silentLog, now: Date.now })
const one = new OneImport(
  { node, kinds },
  {
    id: newId(),
    importer: { memberId: null, principal: () => principal },
    file: { name: path.basename(must(file)), path: file },
    ownsFile: false,
  },
)
await one.open('csv', {})
await one.run({ target: JSON.parse(target) as ImportTarget }, (_phase, done) => process.stdout.write(`${done}\n`))
process.stdout.write('done\n')
