import type { BoardReader } from '../board/board-reader.ts'
import type { Json } from '../json.ts'
import type { Fields } from '../record.ts'
import type { BoardViewSpec } from './spec.ts'

type ViewReader = Pick<BoardReader, 'board' | 'record' | 'records'>

/**
 * The id of the view with which a board opens for a member where its address names none: the one that they chose, else the board's,
 * else the first of everybody's. One that was deleted, or is somebody else's own, gives way to the next of these. Undefined is the
 * table that every board has. `openingView(board, principal.memberId)`
 */
export function openingView(board: ViewReader, memberId: string | null): string | undefined {
  const own = memberId === null ? undefined : board.record('viewChoice', memberId)?.['viewId']
  const isSeen = (id: Json | undefined): id is string => {
    const view = typeof id === 'string' ? board.record('view', id) : undefined
    return view !== undefined && view['deletedAt'] === undefined && [null, memberId].includes(ownerOf(view))
  }
  return [own, board.board['viewId']].find(isSeen) ?? firstOfAll(board)
}

/** What the view with which a board opens for a member shows. */
export function openingSpec(board: ViewReader, memberId: string | null): BoardViewSpec {
  const id = openingView(board, memberId)
  // @NOTE the command that stored it has parsed it with the schema of view specs.
  return ((id === undefined ? undefined : board.record('view', id)?.['spec']) ?? {}) as BoardViewSpec
}

function firstOfAll(board: ViewReader): string | undefined {
  let first: { readonly id: string; readonly rank: string } | undefined
  for (const [id, view] of board.records('view')) {
    if (view['deletedAt'] !== undefined || ownerOf(view) !== null) continue
    const rank = String(view['rank'] ?? '')
    if (first === undefined || rank < first.rank || (rank === first.rank && id < first.id)) first = { id, rank }
  }
  return first?.id
}

/** The member whose view it is; null is everybody's. */
export function ownerOf(view: Fields): string | null {
  const { ownerId } = view
  return typeof ownerId === 'string' ? ownerId : null
}
