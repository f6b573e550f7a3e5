import { BoardState, accountSight, boardSight, cellValue, isScope, scopeId, scopeKind, scopeOf } from '@fulcrum/domain'
import type { Change, MemberId, Principal, Scope, Sight } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import { memberPrincipal } from '../scopes/principals.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { boardOfItem } from '../storage/items.ts'

/** Tables whose changes may change what somebody sees of a board. */
const rightsTables: ReadonlySet<string> = new Set(['board', 'boardMember', 'column'])

/** Tables of the account whose changes may change who somebody is. */
const peopleTables: ReadonlySet<string> = new Set(['member', 'team'])

/** Who sees what of which scope, by this node's memory as it is now. */
export class Sights {
  private readonly store: ScopeStore

  constructor(store: ScopeStore) {
    this.store = store
  }

  /** The principal of a member; null where they are none (any more). */
  principal(memberId: MemberId): Principal | null {
    const account = this.store.peek(scopeOf('account', this.store.accountId))
    return account ? memberPrincipal(account.state, memberId) : null
  }

  /** True for a member of whom this node knows, and who is none any more. One it has not heard of yet may be about to join. */
  ended(memberId: MemberId): boolean {
    const account = this.store.peek(scopeOf('account', this.store.accountId))
    return account?.state.record('member', memberId) !== undefined && this.principal(memberId) === null
  }

  /** What a principal sees of a scope: null is all of it, undefined nothing. */
  of(principal: Principal, scope: Scope, board: Scope | null): Sight | null | undefined {
    if (board === null) {
      if (scopeKind(scope) === 'account') return accountSight(principal)
      if (scopeKind(scope) === 'user' && scopeId(scope) !== principal.memberId) return undefined
      return null
    }
    const state = this.store.peek(board)?.state
    return state instanceof BoardState ? (boardSight(principal, state) ?? undefined) : undefined
  }

  /** The board by whose rights a scope is judged; undefined where there is no such scope for anybody. */
  async judgingBoard(scope: Scope): Promise<Scope | null | undefined> {
    if (!isScope(scope)) return undefined
    const kind = scopeKind(scope)
    if (kind === 'board') return scope
    if (kind === 'user') return null
    if (kind === 'account') return scopeId(scope) === this.store.accountId ? null : undefined
    if (kind !== 'item') return undefined
    const boardId = await withRetry(this.store.pool, (pool) => boardOfItem(pool, this.store.accountId, scopeId(scope)))
    return boardId === null ? undefined : scopeOf('board', boardId)
  }
}

/** Equal fingerprints see the same of a scope. */
export function fingerprintOf(sight: Sight | null): string {
  return sight?.fingerprint ?? 'all'
}

/** Whether a change of a board may change what somebody sees of it. */
export function touchesRights({ patches }: Change): boolean {
  return patches.some((patch) => patch.op !== 'cells' && rightsTables.has(patch.table))
}

/** Whether a change of the account may change who somebody is. */
export function touchesPeople({ patches }: Change): boolean {
  return patches.some((patch) => patch.op !== 'cells' && peopleTables.has(patch.table))
}

/** The items that went to another board with a change of this one. */
export function itemsThatLeft({ patches }: Change): string[] {
  return patches.flatMap((patch) =>
    patch.op === 'cells' && patch.column === 'movedTo'
      ? patch.rows.map((_, index) => cellValue(patch, index)).filter((value) => typeof value === 'string')
      : [],
  )
}
