import { boardViewSpec, idOf } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { maxViewportRows } from '../sync/viewport.ts'
import { defineQuery, seenBoard } from './query.ts'

/** Rows of a view that the server answers, for whoever does not hold the board (yet). */
export const boardViewport = defineQuery({
  name: 'board.viewport',
  args: z.strictObject({
    board: idOf('board'),
    view: boardViewSpec,
    search: z.optional(z.string().check(z.maxLength(200))),
    offset: z.optional(z.int().check(z.gte(0))),
    limit: z.optional(z.int().check(z.gte(1), z.lte(maxViewportRows))),
  }),
  result: z.object({
    count: z.int(),
    groups: z.array(z.object({ key: z.json(), count: z.int(), rows: z.array(z.int()) })),
    lanes: z.array(z.string()),
    values: z.array(z.tuple([z.int(), z.array(z.json())])),
  }),
  answer: async (context, { board: boardId, view, search, offset = 0, limit = maxViewportRows }) => {
    const { hub, principal } = context
    const { seen, sight } = await seenBoard(context, boardId)
    const ask = { principal, sight, ...(search !== undefined && { search }) }
    return hub.viewports.read(seen, view, ask, offset, limit)
  },
})
