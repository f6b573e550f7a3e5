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
  /** Changes that wait while older ones are on their way; null where nothing waits. */
  waiting: Change[] | null
}

/** All subscriptions of this node, by scope; each also stands in its session. */
export class Subscriptions {
  private readonly scopes = new Map<Scope, Set<Subscription>>()

  has(scope: Scope): boolean {
    return this.scopes.has(scope)
  }

  of(scope: Scope): Iterable<Subscription> {
    return this.scopes.get(scope) ?? []
  }

  add(subscription: Subscription): void {
    const { session, scope } = subscription
    session.subscriptions.set(scope, subscription)
    const all = this.scopes.get(scope) ?? new Set()
    this.scopes.set(scope, all.add(subscription))
  }

  remove(subscription: Subscription): void {
    const { session, scope } = subscription
    session.subscriptions.delete(scope)
    const all = this.scopes.get(scope)
    all?.delete(subscription)
    if (all?.size === 0) this.scopes.delete(scope)
  }
}
