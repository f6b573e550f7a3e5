import { dayColumns, dayLanes, goneSince, idOf, isPurged, itemKey } from '@fulcrum/domain'
import type { BoardColumn } from '@fulcrum/domain'
import type { DatedItem } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { placesOfItems } from '../storage/inbox.ts'
import { defineQuery, seenBoard } from './query.ts'
import type { QueryContext } from './query.ts'

/**
 * From which day to which some items go, by the columns that their own boards mean by that, as the asker may read them now. Those
 * of which they may not know are as if there were none.
 */
export const itemDays = defineQuery({
  name: 'item.days',
  args: z.strictObject({ ids: z.array(idOf('item')).check(z.maxLength(200)) }),
  result: z.object({
    items: z.array(
      z.object({
        id: idOf('item'),
        board: idOf('board'),
        boardName: z.string(),
        row: z.int(),
        key: z.string(),
        title: z.string(),
        days: z.nullable(z.object({ start: z.int(), end: z.int() })),
      }),
    ),
  }),
  answer: async (context, { ids }): Promise<{ readonly items: readonly DatedItem[] }> => {
    const { store } = context.hub
    const places = await withRetry(store.pool, (pool) => placesOfItems(pool, store.accountId, ids))
    const items: DatedItem[] = []
    for (const [board, placed] of Map.groupBy(places, ([, place]) => place.board)) {
      const seen = await seenOrNull(context, board)
      if (seen === null) continue
      for (const [id, { row }] of placed) {
        const found = itemOn(seen, row)
        if (found !== null) items.push({ ...found, id, board })
      }
    }
    return { items }
  },
})

type SeenBoard = Awaited<ReturnType<typeof seenBoard>>

/** Null for a board that the asker may not read: others that they asked for are told of. */
async function seenOrNull(context: QueryContext, board: string): Promise<SeenBoard | null> {
  return (await context.hub.boardFor(context.principal, board)) === null ? null : seenBoard(context, board)
}

function itemOn({ seen, sight }: SeenBoard, row: number): Omit<DatedItem, 'id' | 'board'> | null {
  const { state } = seen
  if (!state.exists(row) || isPurged(state, row) || goneSince(state, row) !== null) return null
  const readable = seen.columns().filter(({ number }) => !sight.hiddenColumns.has(number))
  return {
    row,
    boardName: String(state.board['name'] ?? ''),
    key: itemKey(String(state.board['prefix'] ?? ''), row),
    title: String(state.system(row, 'title') ?? ''),
    days: daysOf(readable, (column) => seen.cell(row, column.number)),
  }
}

/** The days of an item by the columns that mean start and due; one that would end before it begins is where it begins. */
function daysOf(
  columns: readonly BoardColumn[],
  cellOf: (column: BoardColumn) => ReturnType<SeenBoard['seen']['cell']>,
): DatedItem['days'] {
  const meant = dayColumns(columns, {})
  if (meant === undefined) return null
  const dayIn = (column: BoardColumn, edge: 'start' | 'end'): number | null => {
    const value = cellOf(column)
    const lane = dayLanes(column)?.[edge].name
    const day = value === null || lane === undefined ? null : column.kind.toLanes(value, column.settings)[lane]
    return typeof day === 'number' ? day : null
  }
  const first = dayIn(meant.date, 'start')
  const last = dayIn(meant.end ?? meant.date, 'end')
  const start = first ?? last
  return start === null ? null : { start, end: Math.max(start, last ?? start) }
}
