import { BoardState, DomainError, boardResource, boardSight, can, docResource, scopeOf, seesRow } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type { DocReference } from '@fulcrum/domain/doc-content'
import { withRetry } from '../database/pool.ts'
import { placesOf, sentBy } from '../files/file-rows.ts'
import { readableHashes } from '../files/may-read.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import { boardOfItem } from '../storage/items.ts'
import { docsShowing } from './shown-files.ts'

/**
 * Refuses what a doc may not name for this person: somebody who is not here, a thing they may not read, a file that they neither
 * sent nor see elsewhere. One answer for what is not there and what is not theirs.
 */
export async function requireNamed(
  store: ScopeStore,
  asker: Principal,
  references: readonly DocReference[],
): Promise<void> {
  if (references.length === 0) return
  const principal = await store.knowing(asker)
  for (const { kind, id } of references) {
    if (await askers[kind](store, principal, id)) continue
    throw new DomainError(
      'invalid',
      `The ${kind} that this edit names does not exist, or you have no access to it. Nothing of it was stored.`,
      { reason: 'doc-reference', kind },
    )
  }
}

type Asker = (store: ScopeStore, principal: Principal, id: string) => boolean | Promise<boolean>

const askers: { readonly [kind in DocReference['kind']]: Asker } = {
  member: (store, _principal, id) => isOfAccount(store, 'member', id),
  team: (store, _principal, id) => isOfAccount(store, 'team', id),
  board: (store, principal, id) => mayReadBoard(store, principal, id),
  doc: async (store, principal, id) => {
    const { state } = await store.get(scopeOf('doc', id))
    return can(principal, 'doc.read', docResource(state, id))
  },
  item: async (store, principal, id) => {
    const board = await withRetry(store.pool, (pool) => boardOfItem(pool, store.accountId, id))
    if (board === null) return false
    const { state } = await store.get(scopeOf('board', board))
    const sight = state instanceof BoardState ? boardSight(principal, state) : null
    const row = state instanceof BoardState ? state.rowOf(id) : undefined
    return sight !== null && (!sight.rule || (row !== undefined && seesRow(state as BoardState, sight.rule, row)))
  },
  file: async (store, principal, hash) => {
    const { pool, accountId } = store
    if (principal.kind !== 'member') return true
    if ((await sentBy(pool, accountId, principal.memberId, { hashes: [hash] })).has(hash)) return true
    const places = await withRetry(pool, () => placesOf(pool, accountId, [hash]))
    if ((await readableHashes(principal, places, (scope) => store.get(scope))).has(hash)) return true
    return isShownTo(store, principal, hash)
  },
}

/** Whether a doc that somebody may read shows a file, or showed it. */
export async function isShownTo(store: ScopeStore, principal: Principal, hash: string): Promise<boolean> {
  const { pool, accountId } = store
  for (const doc of await withRetry(pool, () => docsShowing(pool, accountId, hash))) {
    const { state } = await store.get(scopeOf('doc', doc))
    const resource = docResource(state, doc)
    if (resource.board['deletedAt'] === undefined && can(principal, 'doc.read', resource)) return true
  }
  return false
}

function isOfAccount(store: ScopeStore, table: 'member' | 'team', id: string): boolean {
  return store.peek(scopeOf('account', store.accountId))?.state.record(table, id) !== undefined
}

async function mayReadBoard(store: ScopeStore, principal: Principal, id: string): Promise<boolean> {
  const { state } = await store.get(scopeOf('board', id))
  return state instanceof BoardState && can(principal, 'board.read', boardResource(state, id))
}
