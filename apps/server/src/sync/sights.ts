import {
  BoardState,
  accountSight,
  boardSight,
  cellValue,
  docSight,
  isScope,
  scopeId,
  scopeKind,
  scopeOf,
  seesRow,
} from '@fulcrum/domain'
import type { Change, MemberId, Principal, Scope, Sight } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import { memberPrincipal } from '../scopes/principals.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { boardOfItem } from '../storage/items.ts'

/** Tables whose changes may change what somebody sees of a board. */
const rightsTables: ReadonlySet<string> = new Set(['board', 'boardMember', 'column', 'doc', 'docMember'])

/** Tables of the account whose changes may change who somebody is. */
const peopleTables: ReadonlySet<string> = new Set(['member', 'team'])

/** Who sees what of which scope, by this node's memory as it is now. */
export class Sights {
  private readonly store: ScopeStore
  private readonly watches: (memberId: MemberId) => ReadonlySet<string> | undefined

  constructor(store: ScopeStore, watches: (memberId: MemberId) => ReadonlySet<string> | undefined) {
    this.store = store
    this.watches = watches
  }

  /** The principal of a member; null where they are none (any more). */
  principal(memberId: MemberId): Principal | null {
    const account = this.store.peek(scopeOf('account', this.store.accountId))
    return account ? this.current(memberPrincipal(account.state, memberId)) : null
  }

  /** A principal with what they watch by now. */
  current<P extends Principal | null>(principal: P): P {
    const watches = principal?.kind === 'member' ? this.watches(principal.memberId) : undefined
    return watches === undefined ? principal : { ...principal, watches }
  }

  /** True for a member of whom this node knows, and who is none any more. One it has not heard of yet may be about to join. */
  ended(memberId: MemberId): boolean {
    const account = this.store.peek(scopeOf('account', this.store.accountId))
    return account?.state.record('member', memberId) !== undefined && this.principal(memberId) === null
  }

  /** What a principal sees of a scope: null is all of it, undefined nothing. */
  of(asker: Principal, scope: Scope, board: Scope | null): Sight | null | undefined {
    const principal = this.current(asker)
    if (board === null) {
      if (scopeKind(scope) === 'account') return accountSight(principal)
      if (scopeKind(scope) === 'user' && scopeId(scope) !== principal.memberId) return undefined
      return null
    }
    const state = this.store.peek(board)?.state
    if (state && scopeKind(board) === 'doc') return docSight(principal, state, scopeId(board)) ?? undefined
    const sight = state instanceof BoardState ? boardSight(principal, state) : null
    if (!(state instanceof BoardState) || sight === null) return undefined
    if (scopeKind(scope) !== 'item' || !sight.rule) return sight
    // The thread of an item is for those who may know of the item.
    const row = state.rowOf(scopeId(scope))
    return row !== undefined && seesRow(state, sight.rule, row) ? sight : undefined
  }

  /** The board, or the doc, by whose rights a scope is judged; undefined where there is no such scope for anybody. */
  async judgingBoard(scope: Scope): Promise<Scope | null | undefined> {
    if (!isScope(scope)) return undefined
    const kind = scopeKind(scope)
    if (kind === 'board' || kind === 'doc') return scope
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
