import { DomainError } from '@fulcrum/domain'
import { withRetry } from '../../database/pool.ts'
import { placesOfBatch } from '../../storage/log.ts'
import type { ImportDoor } from './import-door.ts'

/**
 * Takes back what an unfinished import did to a board that was there before: change by change, the last one first. What somebody
 * changed since is kept.
 */
export async function takeBackBatch(door: ImportDoor): Promise<void> {
  const { store, executor } = door.node
  const places = await withRetry(store.pool, (pool) => placesOfBatch(pool, store.accountId, door.batch))
  const principal = () => ({ kind: 'system', memberId: door.importer.memberId }) as const
  const asker = { principal, batch: crypto.randomUUID() }
  for (const { change, scope, version } of places) {
    const answer = await executor.run(asker, 'change.undo', 1, { change, at: [{ scope, version }] })
    if (!answer.ok && answer.code !== 'conflict') throw new DomainError(answer.code, answer.message)
  }
}
