import * as z from 'zod/mini'
import { boardArg, defineBoardCommand } from '../../board/board-command.ts'
import { idOf } from '../../ids.ts'

/** Tells a board how many messages an item has now, and when the last came. The server runs it after the item's own changes. */
export const countUpdates = defineBoardCommand({
  name: 'item.countUpdates',
  version: 1,
  args: z.strictObject({ board: boardArg, item: idOf('item'), count: z.int(), lastAt: z.nullable(z.int()) }),
  action: 'item.discuss',
  internal: true,
  undo: { none: 'It follows the messages, which have an undo of their own.' },
  apply: (board, { item, count, lastAt }) => {
    const row = board.reader.rowOf(item)
    if (row === undefined) return
    if ((board.reader.system(row, 'updates') ?? 0) !== count)
      board.setCells('updates', [row], [count === 0 ? null : count])
    if (board.reader.system(row, 'lastUpdateAt') !== lastAt) board.setCells('lastUpdateAt', [row], [lastAt])
  },
})
