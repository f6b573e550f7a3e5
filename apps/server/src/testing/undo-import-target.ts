// The process that a test kills while it takes an import back for somebody: a node beside a database.
import { columnKinds } from '@fulcrum/columns'
import { KindRegistry } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import { tmpdir } from 'node:os'
import { accountIdOf } from '../account.ts'
import { createPool } from '../database/pool.ts'
import { Imports } from '../imports/imports.ts'
import { startNode } from '../node.ts'
import { silentLog } from './temporary-cluster.ts'

const [databaseUrl = '', member = '', batch = ''] = process.argv.slice(2)
const pool = createPool(databaseUrl, silentLog)
const accountId = await accountIdOf(pool, Date.now())
const kinds = new KindRegistry(columnKinds)
const node = await startNode({ pool, databaseUrl, accountId, kinds, log: silentLog, now: Date.now })
const imports = new Imports(node, { folder: tmpdir(), log: silentLog })
// @NOTE the test passes a member's id.
await imports.takeBack({ principal: () => node.hub.principal(member as MemberId) }, batch)
process.stdout.write('done\n')
