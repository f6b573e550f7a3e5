import type { BoardOutlook, BoardSight, BoardState, MemberId, Principal } from '@fulcrum/domain'
import { DomainError, notFound, scopeOf } from '@fulcrum/domain'
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

/** A board with what the principal sees of it; one answer for missing and forbidden. */
export async function visibleBoard(
  { hub, principal }: QueryContext,
  boardId: string,
): Promise<{ readonly board: BoardState; readonly sight: BoardSight }> {
  const scope = scopeOf('board', boardId)
  const { state } = await hub.store.get(scope)
  const sight = hub.sightOf(principal, scope, scope)
  if (!sight) throw notFound('board')
  // @NOTE the scope's kind says that its state is a board's.
  return { board: state as BoardState, sight }
}

/** The same with the cells as the principal sees them, those that follow from other boards too. */
export async function seenBoard(
  context: QueryContext,
  boardId: string,
): Promise<{ readonly seen: BoardOutlook; readonly sight: BoardSight }> {
  const { board } = await visibleBoard(context, boardId)
  const { hub, principal } = context
  const seen = await hub.farCells.seenBy(board, principal)
  // Computing takes time, in which rights may change.
  const sight = hub.sightOf(principal, board.scope, board.scope)
  if (!sight) throw notFound('board')
  return { seen, sight }
}
