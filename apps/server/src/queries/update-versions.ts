import { idOf, isPurged, notFound, scopeOf } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { versionsOfUpdate } from '../storage/update-versions.ts'
import { defineQuery, visibleBoard } from './query.ts'

/** Everything that a message said, the first first: for those who may read it. Of a message that was deleted nothing is told. */
export const updateVersions = defineQuery({
  name: 'update.versions',
  args: z.strictObject({ board: idOf('board'), item: idOf('item'), id: idOf('update') }),
  result: z.object({
    versions: z.array(
      z.object({ at: z.number(), actor: z.nullable(idOf('member')), body: z.string(), content: z.json() }),
    ),
  }),
  answer: async (context, { board: boardId, item, id }) => {
    const { board } = await visibleBoard(context, boardId)
    const row = board.rowOf(item)
    if (row === undefined || isPurged(board, row)) throw notFound('item')
    const { store } = context.hub
    const scope = scopeOf('item', item)
    const { state } = await store.get(scope)
    const update = state.record('update', id)
    if (!update || update['deletedAt'] !== undefined) throw notFound('update')
    return { versions: await withRetry(store.pool, (pool) => versionsOfUpdate(pool, store.accountId, scope, id)) }
  },
})
