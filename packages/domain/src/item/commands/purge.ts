import * as z from 'zod/mini'
import { boardArg, defineBoardCommand } from '../../board/board-command.ts'
import { goneSince, hasMoved, isPurged } from '../purged.ts'

/**
 * Empties items that are in the trash since before `before`; others among the rows are left alone, so that a restore that came
 * first counts. Their ids, rows, places and times stay, so that no key is ever used for something else. The log gets no way back.
 */
export const purgeItems = defineBoardCommand({
  name: 'item.purge',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(z.int().check(z.gte(0))).check(z.minLength(1), z.maxLength(500)),
    before: z.int(),
  }),
  action: 'item.edit',
  internal: true,
  undo: { none: 'What is purged is gone for good.' },
  apply: (board, { rows: given, before }) => {
    const { reader } = board
    const rows = [...new Set(given)].filter(
      (row) =>
        reader.exists(row) &&
        !isPurged(reader, row) &&
        !hasMoved(reader, row) &&
        (goneSince(reader, row) ?? Infinity) < before,
    )
    if (rows.length === 0) return { purged: 0 }
    const withParent = rows.filter((row) => reader.system(row, 'deletedAt') === null)
    if (withParent.length > 0) {
      board.fillCells(
        'deletedAt',
        withParent,
        withParent.map((row) => goneSince(reader, row)),
      )
    }
    board.fillCells('title', rows, [null])
    for (const cell of ['updates', 'lastUpdateAt', 'aliases'] as const) {
      const set = rows.filter((row) => reader.system(row, cell) !== null)
      if (set.length > 0) board.fillCells(cell, set, [null])
    }
    for (const { number, lanes } of reader.columns()) {
      const set = lanes.some(({ own }) => own) ? rows.filter((row) => reader.cell(row, number) !== null) : []
      if (set.length > 0) board.fillCells(number, set, [null])
    }
    return { purged: rows.length }
  },
})
