import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, itemRef } from '../../board/board-command.ts'
import { notFound } from '../../errors.ts'
import { maxCellsPerChange } from '../../patch.ts'
import { hasMoved, isPurged, movedItem, purgedItem } from '../purged.ts'

/** Takes items out of the trash and out of the archive. */
export const restoreItems = defineBoardCommand({
  name: 'item.restore',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(maxCellsPerChange)),
  }),
  action: 'item.edit',
  apply: (board, { rows: refs }) => {
    const { reader } = board
    const rows = refs.map((ref) => (typeof ref === 'number' ? ref : (reader.rowOf(ref) ?? -1)))
    if (rows.some((row) => !reader.exists(row))) throw notFound('item')
    const moved = rows.find((row) => hasMoved(reader, row))
    if (moved !== undefined) throw movedItem(reader, moved)
    const purged = rows.find((row) => isPurged(reader, row))
    if (purged !== undefined) throw purgedItem(purged)
    for (const cell of ['deletedAt', 'archivedAt'] as const) {
      const set = [...new Set(rows)].filter((row) => reader.system(row, cell) !== null)
      if (set.length > 0) board.setCells(cell, set, [null])
    }
  },
})
