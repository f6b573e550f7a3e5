import { DomainError, uuidV7 } from '@fulcrum/domain'
import type { BatchAnswer } from '@fulcrum/protocol'
import { withRetry } from '../../database/pool.ts'
import type { SyncNode } from '../../node.ts'
import { takeBackBatch } from '../../scopes/batch.ts'
import type { Asker } from '../../scopes/executor.ts'
import { beginImportRun, endImportRun, importOfBatch, settleImportRun } from '../../storage/import-runs.ts'
import { holdBoard } from './board-hold.ts'

/**
 * Takes an import back, or does again what took one back, for whoever asks; null for a batch that is of no import. Its board is held
 * meanwhile, and what is at work is written down first: where the process dies, the next one goes on with it.
 */
export async function undoImport(
  { store, executor }: Pick<SyncNode, 'store' | 'executor'>,
  asker: Pick<Asker, 'principal'>,
  { batch, isStopping }: { readonly batch: string; readonly isStopping: () => boolean },
): Promise<BatchAnswer | null> {
  const { pool, accountId } = store
  const of = await withRetry(pool, () => importOfBatch(pool, accountId, batch))
  const member = asker.principal()?.memberId ?? null
  if (of === null) return null
  const id = uuidV7(executor.now(), (bytes) => crypto.getRandomValues(bytes))
  const release = await holdBoard(pool, of.board)
  try {
    await withRetry(pool, () => beginImportRun(pool, accountId, { ...of, id, batch, member, takingBack: true }))
    const onProgress = () => {
      if (isStopping()) throw new DomainError('unavailable', 'The server ends: it goes on with this when it is back.')
    }
    try {
      const answer = await takeBackBatch({ store, executor }, asker, batch, { own: id, onProgress })
      await withRetry(pool, () => settleImportRun(pool, accountId, id, { message: `"${of.name}" was taken back.` }))
      return answer
    } catch (error) {
      // What was refused is over; what was cut off is the next one's.
      const isRefused = error instanceof DomainError && error.code !== 'unavailable'
      if (isRefused) await withRetry(pool, () => endImportRun(pool, accountId, id))
      throw error
    }
  } finally {
    await release()
  }
}
