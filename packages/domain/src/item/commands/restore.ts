import * as z from 'zod/mini'
import { boardArg, defineBoardCommand } from '../../board/board-command.ts'
import { notFound } from '../../errors.ts'
import { maxCellsPerChange } from '../../patch.ts'
import { isPurged, purgedItem } from '../purged.ts'

/** Takes items out of the trash and out of the archive. */
export const restoreItems = defineBoardCommand({
  name: 'item.restore',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(z.int().check(z.gte(0))).check(z.minLength(1), z.maxLength(maxCellsPerChange)),
  }),
  action: 'item.edit',
  apply: (board, { rows }) => {
    const { reader } = board
    if (rows.some((row) => !reader.exists(row))) throw notFound('item')
    const purged = rows.find((row) => isPurged(reader, row))
    if (purged !== undefined) throw purgedItem(purged)
    for (const cell of ['deletedAt', 'archivedAt'] as const) {
      const set = [...new Set(rows)].filter((row) => reader.system(row, cell) !== null)
      if (set.length > 0) board.setCells(cell, set, [null])
    }
  },
})
