import type { Change, Scope, Sight } from '@fulcrum/domain'
import type { SyncSession } from './session.ts'

/** One socket's interest in one scope. */
export interface Subscription {
  readonly session: SyncSession
  readonly scope: Scope
  /** The board by whose rights the scope is judged; null for the account's and a person's own scope. */
  readonly board: Scope | null
  /** Null sees all. */
  sight: Sight | null
  /** The last version that was sent. */
  version: number
  /** Changes that wait while older ones are read from the log; null where nothing waits. */
  waiting: Change[] | null
}
