import { idOf, visiblePatches } from '@fulcrum/domain'
import type { BoardState } from '@fulcrum/domain'
import type { BoardLife, BoardMoment, BoardMoments } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { boundsOf, densityOf, momentsBeside } from '../storage/board-life.ts'
import type { MomentPlace } from '../storage/board-life.ts'
import { instantArg } from './board-at.ts'
import { defineQuery, visibleBoard } from './query.ts'

/** Into so many parts a board's life is cut. */
const parts = 240

const kept = new WeakMap<BoardState, BoardLife>()

/** When a board was, and when how much happened on it: what a slider over its life is drawn from. */
export const boardLife = defineQuery({
  name: 'board.life',
  args: z.strictObject({ board: idOf('board') }),
  result: z.object({
    version: z.int(),
    since: z.number(),
    until: z.number(),
    density: z.array(z.int()),
  }),
  answer: async (context, { board: boardId }): Promise<BoardLife> => {
    const { board, sight } = await visibleBoard(context, boardId)
    const known = kept.get(board)
    if (known?.version === board.version) return known
    const { pool, accountId } = context.hub.store
    const { version } = board
    const bounds = await withRetry(pool, () => boundsOf(pool, accountId, board.scope))
    const until = bounds?.last ?? 0
    const since = Math.min(bounds?.first ?? until, firstMade(board))
    const range = { since, until, parts }
    // How much happened is told of all items, or not at all.
    const density = sight.rule
      ? Array.from({ length: parts }, () => 0)
      : await withRetry(pool, () => densityOf(pool, accountId, board.scope, range))
    const life = { version, since, until, density }
    kept.set(board, life)
    return life
  },
})

/** The changes of a board before and after a moment that the asker may know of, so that one can go through its past step by step. */
export const boardMoments = defineQuery({
  name: 'board.moments',
  args: z.strictObject({ board: idOf('board'), at: instantArg }),
  result: z.object({ previous: z.nullable(moment()), next: z.nullable(moment()) }),
  answer: async (context, { board: boardId, at }) => {
    const { board, sight } = await visibleBoard(context, boardId)
    const { pool, accountId } = context.hub.store
    const nearest = async (side: keyof BoardMoments): Promise<BoardMoment | null> => {
      let from: MomentPlace = { at, version: side === 'previous' ? 0 : Number.MAX_SAFE_INTEGER }
      for (const limit of looks) {
        const asked = { side, from, limit }
        const moments = await withRetry(pool, () => momentsBeside(pool, accountId, board.scope, asked))
        const seen = moments.find(
          ({ patches }) => visiblePatches(patches, sight, context.principal.memberId, board).length > 0,
        )
        if (seen) return { at: seen.at, actor: seen.actor, command: seen.command }
        from = moments.at(-1) ?? from
        if (moments.length < limit) return null
      }
      return null
    }
    return { previous: await nearest('previous'), next: await nearest('next') }
  },
})

/** So many changes are looked at, one batch after the other, for one that the asker may know of; behind more the way ends. */
const looks = [4, 60, 1_000] as const

function moment() {
  return z.object({ at: z.number(), actor: z.nullable(idOf('member')), command: z.string() })
}

/** Items that were imported are older than the log. */
function firstMade(board: BoardState): number {
  let first = Infinity
  for (let row = 0; row < board.rowCount; row++) {
    const at = board.system(row, 'createdAt')
    if (typeof at === 'number' && at < first) first = at
  }
  return first
}
