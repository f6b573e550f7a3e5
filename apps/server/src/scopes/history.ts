import { DomainError } from '@fulcrum/domain'
import type { Change, ChangeId, Scope } from '@fulcrum/domain'
import { isUnavailable, withRetry } from '../database/pool.ts'
import { commitHistory } from '../storage/commit-history.ts'
import type { HistoricChange } from '../storage/commit-history.ts'
import { changesAt } from '../storage/log.ts'
import type { ScopeStore } from './scope-store.ts'

const maxTries = 50

/**
 * Adds imported history to a board's log, whole or not at all. It gets versions like any change and patches nothing: memory and
 * clients only count on.
 */
export async function recordHistory(
  store: ScopeStore,
  scope: Scope,
  changes: readonly HistoricChange[],
): Promise<void> {
  const [first] = changes
  if (!first) return
  const { accountId, pool } = store
  await store.get(scope)
  await store.locked([scope], async () => {
    for (let tries = 0; tries < maxTries; tries++) {
      const held = await store.get(scope)
      const { version } = held.state
      const written = await commitHistory(pool, accountId, scope, version, changes).catch(async (error: unknown) => {
        if (!isUnavailable(error)) throw error
        const found = await withRetry(pool, () => changesAt(pool, accountId, [{ scope, version: version + 1 }]))
        return found[0]?.id === first.changeId
      })
      if (!written) {
        await store.catchUpLocked(scope)
        continue
      }
      changes.forEach((change, index) => store.took(held, historic(scope, version + 1 + index, change)))
      return
    }
    throw new DomainError('unavailable', 'Too many changes at once: try again in a moment.')
  })
}

function historic(scope: Scope, version: number, change: HistoricChange): Change {
  return {
    id: change.changeId as ChangeId,
    scope,
    version,
    at: change.at,
    // @NOTE an actor is always a member's id.
    actor: change.actor as Change['actor'],
    cause: change.cause,
    command: change.command,
    patches: change.patches,
    historic: true,
    ...(change.batch !== undefined && { batch: change.batch }),
  }
}
