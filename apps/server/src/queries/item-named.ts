import { hasLabels, labelOf } from '@fulcrum/columns'
import { idOf, isPurged, itemKey, stages } from '@fulcrum/domain'
import type { BoardState, Sight } from '@fulcrum/domain'
import type { NamedItem } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { placesOfItems } from '../storage/inbox.ts'
import { defineQuery } from './query.ts'

/** What some items are called now and how far they are, as a text that names them is read. Those that the asker may not read are as if there were none. */
export const itemNamed = defineQuery({
  name: 'item.named',
  args: z.strictObject({ ids: z.array(idOf('item')).check(z.maxLength(200)) }),
  result: z.object({
    items: z.array(
      z.object({
        id: idOf('item'),
        board: idOf('board'),
        row: z.int(),
        key: z.string(),
        title: z.string(),
        deleted: z.boolean(),
        status: z.nullable(z.object({ text: z.string(), colour: z.string(), stage: z.nullable(z.enum(stages)) })),
      }),
    ),
  }),
  answer: async ({ hub, principal }, { ids }) => {
    const { store } = hub
    const places = await withRetry(store.pool, (pool) => placesOfItems(pool, store.accountId, ids))
    const items: NamedItem[] = []
    for (const [id, { board, row }] of places) {
      const seen = await hub.boardFor(principal, board)
      if (!seen?.board.exists(row) || isPurged(seen.board, row)) continue
      const { board: state, sight } = seen
      const key = itemKey(String(state.board['prefix'] ?? ''), row)
      const title = String(state.system(row, 'title') ?? '')
      const deleted = state.system(row, 'deletedAt') !== null
      items.push({ id, board, row, key, title, deleted, status: statusOf(state, row, sight) })
    }
    return { items }
  },
})

/** The label of the column that says how far work is; null where it is empty, or is not for the asker. */
function statusOf(board: BoardState, row: number, sight: Sight): NamedItem['status'] {
  const column = board
    .columns()
    .find(
      ({ fields, settings }) => fields['role'] === 'status' && fields['deletedAt'] === undefined && hasLabels(settings),
    )
  if (column === undefined || sight.hiddenColumns.has(column.number) || !hasLabels(column.settings)) return null
  const value = board.cell(row, column.number)
  const option = value === null ? undefined : column.kind.toLanes(value, column.settings)[column.kind.defaultLane]
  const label = typeof option === 'number' ? labelOf(column.settings, option) : undefined
  return label === undefined ? null : { text: label.name, colour: label.colour, stage: label.stage ?? null }
}
