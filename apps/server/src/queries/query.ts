import type { BoardOutlook, BoardSight, BoardState, MemberId, Principal } from '@fulcrum/domain'
import { DomainError, notFound } from '@fulcrum/domain'
import type * as z from 'zod/mini'
import type { Hub } from '../sync/hub.ts'

/** What a query gets. It can read; it has nothing to write with. */
export interface QueryContext {
  readonly hub: Hub
  readonly principal: Principal
}

/** A named question, asked as `POST /api/<name>`. It answers only what its principal may know. */
export interface Query<Args = unknown> {
  readonly name: string
  readonly args: z.ZodMiniType<Args>
  /** What it answers; without it, any JSON. */
  readonly result?: z.ZodMiniType
  readonly answer: (context: QueryContext, args: Args) => Promise<unknown>
  /** The answer as programs get it, where ids stand in it that `result` does not name. */
  readonly publish?: (context: QueryContext, args: Args, answer: never) => Promise<unknown>
}

/** Declares a query; the type of its arguments is inferred. */
export function defineQuery<Args>(query: Query<Args>): Query {
  // @NOTE whoever holds the list parses with the query's schema before it calls.
  return query as unknown as Query
}

/** The id of the member who asks; queries about one's own things need a person. */
export function ownId(principal: Principal): MemberId {
  if (principal.memberId === null) throw new DomainError('invalid', 'Only a person can ask this.')
  return principal.memberId
}

/** A board, with the items that the principal may know of and no others, and what else they see of it; one answer for missing and forbidden. */
export async function visibleBoard(
  { hub, principal }: QueryContext,
  boardId: string,
): Promise<{ readonly board: BoardState; readonly sight: BoardSight }> {
  const found = await hub.boardFor(principal, boardId)
  if (found === null) throw notFound('board')
  return found
}

/** The same with the cells as the principal sees them, those that follow from other boards too. */
export async function seenBoard(
  context: QueryContext,
  boardId: string,
): Promise<{ readonly seen: BoardOutlook; readonly sight: BoardSight }> {
  const { hub, principal } = context
  let { board } = await visibleBoard(context, boardId)
  for (let round = 0; round < maxRounds; round++) {
    const seen = await hub.farCells.seenBy(board, principal)
    // Computing takes time, in which rights may change, and of which items somebody may know.
    const now = hub.boardNow(principal, boardId)
    if (now === null) throw notFound('board')
    if (now.board === board) return { seen, sight: now.sight }
    board = now.board
  }
  throw new DomainError('unavailable', 'Too many changes at once: try again in a moment.')
}

/** So often a board is looked at anew that changed for its reader meanwhile. */
const maxRounds = 8
