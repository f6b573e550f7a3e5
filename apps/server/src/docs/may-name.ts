import {
  BoardState,
  DomainError,
  boardResource,
  boardSight,
  can,
  docResource,
  scopeOf,
  seesRow,
  visibleRecords,
} from '@fulcrum/domain'
import type { BoardSight, Principal } from '@fulcrum/domain'
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
  item: async (store, principal, id) => (await boardSeenOf(store, principal, id)) !== null,
  cell: async (store, principal, id) => {
    const [item = '', column = ''] = id.split(' ')
    const seen = await boardSeenOf(store, principal, item)
    const found = seen?.board.columns().find((each) => each.id === column)
    return (
      found !== undefined && found.fields['deletedAt'] === undefined && !seen?.sight.hiddenColumns.has(found.number)
    )
  },
  view: async (store, principal, id) => {
    const [board = '', view = ''] = id.split(' ')
    const { state } = await store.get(scopeOf('board', board))
    const sight = state instanceof BoardState ? boardSight(principal, state) : null
    if (sight === null) return false
    const found = visibleRecords(state, ['view'], sight, principal.memberId).find(([, known]) => known === view)
    return found !== undefined && found[2]['deletedAt'] === undefined
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

/** The board of an item of which somebody may know, and what else they see of it; null where they may not. */
export async function boardSeenOf(
  store: ScopeStore,
  principal: Principal,
  item: string,
): Promise<{ readonly board: BoardState; readonly sight: BoardSight } | null> {
  const id = await withRetry(store.pool, (pool) => boardOfItem(pool, store.accountId, item))
  if (id === null) return null
  const { state: board } = await store.get(scopeOf('board', id))
  const sight = board instanceof BoardState ? boardSight(principal, board) : null
  if (!(board instanceof BoardState) || sight === null) return null
  const row = board.rowOf(item)
  return !sight.rule || (row !== undefined && seesRow(board, sight.rule, row)) ? { board, sight } : null
}

function isOfAccount(store: ScopeStore, table: 'member' | 'team', id: string): boolean {
  return store.peek(scopeOf('account', store.accountId))?.state.record(table, id) !== undefined
}

async function mayReadBoard(store: ScopeStore, principal: Principal, id: string): Promise<boolean> {
  const { state } = await store.get(scopeOf('board', id))
  return state instanceof BoardState && can(principal, 'board.read', boardResource(state, id))
}
