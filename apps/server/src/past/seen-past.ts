import { DomainError } from '@fulcrum/domain'
import type { BoardSight, BoardState } from '@fulcrum/domain'
import { withRetry } from '../database/pool.ts'
import { visibleBoard } from '../queries/query.ts'
import type { QueryContext } from '../queries/query.ts'
import { boardsOfItems } from '../storage/items.ts'
import type { SeenBoard } from '../sync/hub.ts'
import { pastBoard } from './past-boards.ts'
import type { PastBoard } from './read-past.ts'

/** A board as it was, with the board as it is for the asker and what the asker sees of it today. */
export interface SeenPast extends PastBoard {
  readonly now: BoardState
  readonly sight: BoardSight
}

/** A board at a moment by today's rights; one answer for missing and forbidden. */
export async function seenPast(context: QueryContext, boardId: string, at: number): Promise<SeenPast> {
  const { board: seen } = await visibleBoard(context, boardId)
  const { state } = await context.hub.store.get(seen.scope)
  // @NOTE the scope's kind says that its state is a board's.
  const whole = state as BoardState
  const hidden = new Set([...(await hiddenRows(context, whole)), ...othersThan(whole, seen)])
  const past = await pastBoard(context.hub.store, whole, at, hidden)
  // Reading takes time, in which rights may change, and of which items somebody may know.
  const { board: now, sight } = await visibleBoard(context, boardId)
  if (seen !== now && sight.rule && othersThan(past.state, now).some((row) => past.state.exists(row))) {
    throw new DomainError('unavailable', 'What you may see changed just now: try again.')
  }
  return { ...past, now, sight }
}

/** The rows of items that are on a board and not on that which somebody sees. */
function othersThan(board: BoardState, seen: BoardState): number[] {
  if (board === seen) return []
  return Array.from({ length: board.rowCount }, (_, row) => row).filter((row) => board.exists(row) && !seen.exists(row))
}

/** The rows of items that went to boards where the asker may not know of them: they are judged by where they are. */
async function hiddenRows({ hub, principal }: QueryContext, now: BoardState): Promise<ReadonlySet<number>> {
  const { pool, accountId } = hub.store
  const left = new Map<string, number>()
  for (let row = 0; row < now.rowCount; row++) {
    const item = now.system(row, 'movedTo')
    if (typeof item === 'string') left.set(item, row)
  }
  if (left.size === 0) return new Set()
  const places = await withRetry(pool, () => boardsOfItems(pool, accountId, [...left.keys()]))
  const seen = new Map<string, SeenBoard | null>()
  const hidden = new Set<number>()
  for (const [item, row] of left) {
    const board = places.get(item)
    if (board !== undefined && !seen.has(board)) seen.set(board, await hub.boardFor(principal, board))
    if (board === undefined || seen.get(board)?.board.rowOf(item) === undefined) hidden.add(row)
  }
  return hidden
}
