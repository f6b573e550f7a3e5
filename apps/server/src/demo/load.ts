import { DomainError, can } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type pg from 'pg'
import type { SyncNode } from '../node.ts'
import { makeDemo } from './seed.ts'
import type { DemoPorts } from './seed.ts'

/** "demo" in ASCII. */
const advisoryLock = 0x64656d6f

/**
 * Makes the sample workspace for somebody who asks for it: in an account without a board, by who may also take it away again.
 * Of two who ask at once, on whichever nodes, one gets it made.
 */
export async function loadDemo(
  node: SyncNode,
  principal: Principal,
  { pool, ...ports }: DemoPorts & { readonly pool: pg.Pool },
): Promise<void> {
  if (!can(principal, 'account.manage', null)) {
    throw new DomainError('forbidden', 'Owners and admins can load the sample workspace.')
  }
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine', [
      advisoryLock,
      node.store.accountId,
    ])
    if (rows[0]?.mine !== true) throw new DomainError('conflict', 'The sample workspace is being made already.')
    try {
      if (await hasBoards(client, node.store.accountId)) {
        throw new DomainError('conflict', 'There are boards here already. The sample is for an account without any.')
      }
      await makeDemo(node, ports)
    } finally {
      await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [advisoryLock, node.store.accountId])
    }
  } finally {
    client.release()
  }
}

/** Whether anybody has a board, whoever may see it; those in the trash do not count. */
async function hasBoards(client: pg.PoolClient, accountId: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT EXISTS (
       SELECT FROM board b JOIN workspace w ON w.account = b.account AND w.id = b.workspace_id
       WHERE b.account = $1 AND b.deleted_at IS NULL AND w.deleted_at IS NULL
     ) AS found`,
    [accountId],
  )
  return rows[0]?.found === true
}
