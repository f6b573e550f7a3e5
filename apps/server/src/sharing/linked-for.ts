import { BoardState, boardSight, connectionsOf, farColumns, scopeOf } from '@fulcrum/domain'
import type { BoardSight, Principal } from '@fulcrum/domain'
import type { LinkedMessage } from '@fulcrum/protocol'
import type { Hub } from '../sync/hub.ts'
import { BoardLinks } from '../sync/linked/board-links.ts'
import { linkedMessage, linkedSight } from '../sync/linked/linked-message.ts'
import type { LinkedSight } from '../sync/linked/linked-message.ts'

/** Who looks, and as whom. */
interface LinkedLook {
  readonly asker: Principal
  readonly person: Principal
  readonly hub: Hub
}

/** What a board's cells name elsewhere as a person sees it, as far as whoever looks as them may know of it too. */
export async function linkedFor(
  board: BoardState,
  sight: BoardSight,
  { asker, person, hub }: LinkedLook,
): Promise<LinkedMessage | null> {
  const connected = new Set(
    board.columns().flatMap((column) => connectionsOf(column)?.boards.map((each) => each.board) ?? []),
  )
  if (connected.size === 0) return null
  await hub.farCells.seenBy(board, person)
  const boards = new Map<string, BoardState>()
  for (const boardId of connected) {
    const { state } = await hub.store.get(scopeOf('board', boardId))
    if (state instanceof BoardState) boards.set(boardId, state)
  }
  const links = new BoardLinks(board)
  while (links.lookSome());
  const boardOf = (id: string): string | null => {
    for (const [boardId, state] of boards) if (state.rowOf(id) !== undefined) return boardId
    return null
  }
  const message = linkedMessage(
    {
      scope: board.scope,
      links,
      boardOf,
      board: (boardId) => boards.get(boardId),
      hidden: sight.hiddenColumns,
      sight: (other) => {
        const sight = both(linkedSight(person, other), linkedSight(asker, other))
        return typeof sight === 'string' || mayKnowBehind(other, { asker, person, hub })
          ? sight
          : withoutFar(other, sight)
      },
      seen: (other) => hub.farCells.seenNow(other, person),
    },
    links.ids,
    connected,
  )
  return message && { ...message, fresh: true, last: true }
}

/** Whether all that a person reads in the boards behind another one is open to whoever looks as them. */
function mayKnowBehind(other: BoardState, { asker, person, hub }: LinkedLook): boolean {
  return [...hub.farCells.behind(other)].every((boardId) => {
    if (boardId === other.boardId) return true
    const state = hub.store.peek(scopeOf('board', boardId))?.state
    const theirs = state instanceof BoardState ? boardSight(person, state) : null
    if (!(state instanceof BoardState) || theirs === null) return true
    const own = boardSight(asker, state)
    return own !== null && !own.rule && [...own.hiddenColumns].every((column) => theirs.hiddenColumns.has(column))
  })
}

function withoutFar(board: BoardState, sight: Exclude<LinkedSight, string>): LinkedSight {
  return { ...sight, hiddenColumns: new Set([...sight.hiddenColumns, ...farColumns(board)]) }
}

/** What two people see of a board who look together. */
function both(one: LinkedSight, other: LinkedSight): LinkedSight {
  if (typeof one === 'string') return one
  if (typeof other === 'string') return other
  return { ...one, hiddenColumns: new Set([...one.hiddenColumns, ...other.hiddenColumns]), editable: new Set() }
}
