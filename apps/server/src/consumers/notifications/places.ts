import {
  BoardState,
  boardResource,
  boardSight,
  can,
  docResource,
  docSight,
  isPurgedRecord,
  scopeId,
  scopeKind,
  seesRow,
} from '@fulcrum/domain'
import type { BoardSight, Concern, MemberId, Principal, Scope, ScopeState } from '@fulcrum/domain'
import type { SyncNode } from '../../node.ts'

/** By whose rights entries are judged: a board with its items, or a doc. */
export interface Place {
  /** The board; null for a doc. Whoever mutes it hears nothing of what is on it. */
  readonly board: string | null
  /** What somebody may be told of there. */
  readonly hears: (member: MemberId) => Promise<(concern: Pick<Concern, 'about' | 'column'>) => boolean>
  /** Which entries, by their ids, somebody keeps who was told of something there. */
  readonly keeps: (member: MemberId) => Promise<(entry: string) => boolean>
}

/** The place of a scope, as it is in this node's memory. */
export async function placeOf(node: SyncNode, scope: Scope): Promise<Place> {
  const { state } = await node.store.get(scope)
  return scopeKind(scope) === 'doc' ? docPlace(node, state) : boardPlace(node, state)
}

/** A board: its own entry, and those of its items. */
export function boardPlace(node: SyncNode, state: ScopeState): Place {
  const board = scopeId(state.scope)
  return {
    board,
    hears: async (member) => {
      const { sight } = await knownSight(node, state, member)
      if (!sight || !(state instanceof BoardState)) return () => false
      return ({ about, column }) =>
        (column === undefined || !sight.hiddenColumns.has(column)) &&
        (about.id === board || maySee(state, sight, about.id))
    },
    // What is in the trash with its board comes back with it.
    keeps: async (member) => {
      const { principal, sight } = await knownSight(node, state, member)
      if (!principal || !can(principal, 'board.read', boardResource(state, board))) return () => false
      return (entry) => !sight || entry === board || !(state instanceof BoardState) || maySee(state, sight, entry)
    },
  }
}

/** A doc: its entry. Of one in the trash nothing is heard, and its entry comes back with it. */
export function docPlace(node: SyncNode, state: ScopeState): Place {
  const doc = scopeId(state.scope)
  return {
    board: null,
    hears: async (member) => {
      const principal = node.hub.principal(member)
      const sight = principal && docSight(principal, state, doc)
      return () => sight !== null
    },
    keeps: async (member) => {
      const principal = node.hub.principal(member)
      const isThere = !isPurgedRecord('doc', state.record('doc', doc) ?? {})
      const mayRead = principal !== null && isThere && can(principal, 'doc.read', docResource(state, doc))
      return () => mayRead
    },
  }
}

/** Who a member is, and what they see of a board when it is known what they watch. */
async function knownSight(
  node: SyncNode,
  state: ScopeState,
  member: MemberId,
): Promise<{ readonly principal: Principal | null; readonly sight: BoardSight | null }> {
  const now = () => {
    const principal = node.hub.principal(member)
    return { principal, sight: principal && state instanceof BoardState ? boardSight(principal, state) : null }
  }
  const found = now()
  if (!found.sight?.rule?.watched) return found
  await node.hub.watching.know(member)
  return now()
}

/** Whether somebody who sees a board so may know of an item there. */
function maySee(board: BoardState, { rule }: BoardSight, item: string): boolean {
  if (!rule) return true
  const row = board.rowOf(item)
  return row !== undefined && seesRow(board, rule, row)
}
