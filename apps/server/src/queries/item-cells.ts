import { idOf, isPurged, itemKey } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { NamedCell } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { placesOfItems } from '../storage/inbox.ts'
import { defineQuery, seenBoard } from './query.ts'
import type { QueryContext } from './query.ts'

/**
 * Single cells of items on any boards, as a text that shows them is read: by item and column, as the asker may read them now.
 * Those of which they may not know, those of columns that are gone or of other boards than the item's are as if there were none.
 */
export const itemCells = defineQuery({
  name: 'item.cells',
  args: z.strictObject({
    cells: z.array(z.strictObject({ item: idOf('item'), column: idOf('column') })).check(z.maxLength(200)),
  }),
  result: z.object({
    cells: z.array(
      z.object({
        id: z.string(),
        board: idOf('board'),
        row: z.int(),
        key: z.string(),
        title: z.string(),
        deleted: z.boolean(),
        column: z.string(),
        kind: z.string(),
        settings: z.json(),
        value: z.json(),
      }),
    ),
  }),
  answer: async (context, { cells }): Promise<{ readonly cells: readonly NamedCell[] }> => {
    const { store } = context.hub
    const ids = [...new Set(cells.map(({ item }) => item))]
    const places = await withRetry(store.pool, (pool) => placesOfItems(pool, store.accountId, ids))
    const boards = new Map<string, Promise<SeenBoard | null>>()
    const found: NamedCell[] = []
    for (const { item, column } of cells) {
      const place = places.get(item)
      if (place === undefined) continue
      const board = boards.get(place.board) ?? seenOrNull(context, place.board)
      boards.set(place.board, board)
      const cell = cellOf(await board, place.row, column)
      if (cell !== null) found.push({ ...cell, id: `${item} ${column}`, board: place.board })
    }
    return { cells: found }
  },
})

type SeenBoard = Awaited<ReturnType<typeof seenBoard>>

/** Null for a board that the asker may not read: others that they asked for are told of. */
async function seenOrNull(context: QueryContext, board: string): Promise<SeenBoard | null> {
  return (await context.hub.boardFor(context.principal, board)) === null ? null : seenBoard(context, board)
}

function cellOf(board: SeenBoard | null, row: number, columnId: string): Omit<NamedCell, 'id' | 'board'> | null {
  if (board === null) return null
  const { seen, sight } = board
  const { state } = seen
  if (!state.exists(row) || isPurged(state, row)) return null
  const column = seen.columns().find(({ id }) => id === columnId)
  if (column === undefined || column.fields['deletedAt'] !== undefined || sight.hiddenColumns.has(column.number)) {
    return null
  }
  return {
    row,
    key: itemKey(String(state.board['prefix'] ?? ''), row),
    title: String(state.system(row, 'title') ?? ''),
    deleted: state.system(row, 'deletedAt') !== null,
    column: String(column.fields['title'] ?? ''),
    kind: column.kind.id,
    // @NOTE a kind's schema of settings gives JSON.
    settings: column.settings as Json,
    value: seen.cell(row, column.number),
  }
}
