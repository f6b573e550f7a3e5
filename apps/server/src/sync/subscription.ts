import { rowRuleKey, ruleOf } from '@fulcrum/domain'
import type { Change, Scope, Sight } from '@fulcrum/domain'
import type { SyncSession } from './session.ts'

/** One socket's interest in one scope. */
export interface Subscription {
  readonly session: SyncSession
  readonly scope: Scope
  /** The board, or the doc, by whose rights the scope is judged; null for the account's and a person's own scope. */
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
  /** By the board, or the doc, that judges them and the rule under which items are seen there. */
  private readonly judged = new Map<Scope, Map<string, Set<Subscription>>>()

  has(scope: Scope): boolean {
    return this.scopes.has(scope)
  }

  of(scope: Scope): Iterable<Subscription> {
    return this.scopes.get(scope) ?? []
  }

  /** Whether a scope judges what somebody has open: itself, or threads of its items. */
  judges(scope: Scope): boolean {
    return this.judged.has(scope)
  }

  /** Whether somebody has a board, or the thread of an item there, open under a rule, by its `rowRuleKey`. */
  holdsRule(board: Scope, key: string): boolean {
    return this.judged.get(board)?.has(key) === true
  }

  add(subscription: Subscription): void {
    const { session, scope, board } = subscription
    session.subscriptions.set(scope, subscription)
    const all = this.scopes.get(scope) ?? new Set()
    this.scopes.set(scope, all.add(subscription))
    if (board === null) return
    const rules = this.judged.get(board) ?? new Map<string, Set<Subscription>>()
    this.judged.set(board, rules)
    const key = ruleKey(subscription)
    rules.set(key, (rules.get(key) ?? new Set()).add(subscription))
  }

  remove(subscription: Subscription): void {
    const { session, scope, board } = subscription
    session.subscriptions.delete(scope)
    const all = this.scopes.get(scope)
    all?.delete(subscription)
    if (all?.size === 0) this.scopes.delete(scope)
    const rules = board === null ? undefined : this.judged.get(board)
    if (board === null || rules === undefined) return
    // What somebody sees may have become another rule since: it is found wherever it stands.
    for (const [key, held] of rules) if (held.delete(subscription) && held.size === 0) rules.delete(key)
    if (rules.size === 0) this.judged.delete(board)
  }
}

function ruleKey({ sight }: Subscription): string {
  const rule = ruleOf(sight)
  return rule === undefined ? 'all' : rowRuleKey(rule)
}
