import { dayAt, scopeOf } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type { Log } from '../database/database.ts'
import type { SyncNode } from '../node.ts'

const system: Principal = { kind: 'system', memberId: null }

export interface AccountDayOptions {
  readonly node: SyncNode
  readonly log: Log
  /** The server's clock. */
  readonly now: () => number
  readonly everyMs?: number
}

/**
 * Writes each new day of the account into its log at the midnight of its zone. It is looked at each second, so a machine that
 * slept, or an account whose zone changed, is right a second later; of several nodes the first one writes.
 */
export function startAccountDay({ node, log, now, everyMs = 1_000 }: AccountDayOptions): { stop(): Promise<void> } {
  let working: Promise<void> | null = null
  const timer = setInterval(() => {
    working ??= tick(node, now)
      .catch((error: unknown) => log.warn({ err: error }, 'the day of the account could not be written'))
      .finally(() => (working = null))
  }, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await working
    },
  }
}

/** Writes the day where it is another one than what is written. */
export async function tick({ store, executor }: SyncNode, now: () => number): Promise<void> {
  const account = store.peek(scopeOf('account', store.accountId))?.state.record('account', store.accountId)
  const written = account?.['day']
  if (!account || (typeof written === 'number' && written >= dayAt(now(), String(account['timeZone'] ?? 'UTC')))) return
  const answer = await executor.run({ principal: () => system }, 'account.day', 1, {})
  if (!answer.ok) throw new Error(answer.message)
}
