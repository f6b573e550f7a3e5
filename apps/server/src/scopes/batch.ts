import { DomainError, notFound, uuidV7 } from '@fulcrum/domain'
import type { JsonObject } from '@fulcrum/domain'
import type { BatchAnswer } from '@fulcrum/protocol'
import { withRetry } from '../database/pool.ts'
import { stepsOfBatch } from '../storage/batches.ts'
import type { Asker, Executor } from './executor.ts'
import type { ScopeStore } from './scope-store.ts'

/** How whole batches are taken back, whatever they are. */
export type TakeBack = (asker: Pick<Asker, 'principal'>, batch: string) => Promise<BatchAnswer>

export interface TakingBackOptions {
  /** The id of the new batch: whoever begins again under the same adds to it. */
  readonly own?: string
  readonly onProgress?: (done: number, of: number) => void
}

/**
 * Takes a whole batch back, change by change from the last to the first, as one new batch. A batch that was itself an undo is
 * done again. Where it is cut in the middle (the server ends), calling it again takes back what was left; what somebody changed
 * since is kept and counted. The asker must be who made the batch.
 */
export async function takeBackBatch(
  { store, executor }: { readonly store: ScopeStore; readonly executor: Executor },
  asker: Pick<Asker, 'principal'>,
  batch: string,
  { own = newId(executor), onProgress = () => {} }: TakingBackOptions = {},
): Promise<BatchAnswer> {
  const steps = await withRetry(store.pool, (pool) => stepsOfBatch(pool, store.accountId, batch))
  const [last] = steps
  if (!last) throw notFound('batch')
  const command = last.causeKind === 'undo' ? 'change.redo' : 'change.undo'
  const sum = { changes: 0, taken: 0, kept: 0 }
  for (const [index, { change, at }] of steps.entries()) {
    const answer = await executor.run({ ...asker, batch: own }, command, 1, { change, at })
    const counts = (answer.ok ? answer.result : answer.details) as JsonObject
    // Nothing of this change is left to take back: the rest of the batch is still to do.
    if (!answer.ok && answer.code !== 'conflict' && answer.code !== 'rule-broken')
      throw new DomainError(answer.code, answer.message, answer.details)
    if (answer.ok) sum.changes += 1
    sum.taken += Number(counts['taken'] ?? 0)
    sum.kept += Number(counts['kept'] ?? 0)
    onProgress(index + 1, steps.length)
  }
  if (sum.changes === 0) {
    throw new DomainError('conflict', 'Nothing to take back: all of it was changed since.', { kept: sum.kept })
  }
  return { batch: own, ...sum }
}

function newId(executor: Executor): string {
  return uuidV7(executor.now(), (bytes) => crypto.getRandomValues(bytes))
}
