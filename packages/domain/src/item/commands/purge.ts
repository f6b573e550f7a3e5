import * as z from 'zod/mini'
import { boardArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import { connectionsOf, refsOf } from '../../connection/connection.ts'
import { LinkWriter } from '../../connection/link-writer.ts'
import { must } from '../../errors.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'
import { goneSince, hasMoved, isPurged, refusePurgedBoard } from '../purged.ts'

/**
 * Empties items that are in the trash since before `before`; others among the rows are left alone, so that a restore that came
 * first counts. Their ids, rows, places and times stay, so that no key is ever used for something else. The log gets no way back.
 */
export const purgeItems = defineCommand({
  name: 'item.purge',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(z.int().check(z.gte(0))).check(z.minLength(1), z.maxLength(500)),
    before: z.int(),
    /** The boards on which connections of this one show, too: there the items are named no more. */
    also: z.optional(z.array(boardArg).check(z.maxLength(200))),
  }),
  internal: true,
  undo: { none: 'What is purged is gone for good.' },
  reads: ({ board, also = [] }) => ({ lock: [board, ...also].map((id) => scopeOf('board', id)) }),
  can: (states, { board }, { principal }) => {
    const state = must(states.get(scopeOf('board', board)), 'the board')
    return state.record('board', board) !== undefined && can(principal, 'item.edit', boardResource(state, board))
  },
  apply: (tx, { board: boardId, rows: given, before }, env) => {
    const board = tx.board(boardId)
    refusePurgedBoard(board.reader)
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
    for (const column of reader.columns()) {
      const { number, lanes } = column
      const set = lanes.some(({ own }) => own) ? rows.filter((row) => reader.cell(row, number) !== null) : []
      if (set.length === 0) continue
      board.fillCells(number, set, [null])
      if (!connectionsOf(column)) continue
      const links = new LinkWriter(tx, board, column)
      for (const row of set) links.note(row, [], refsOf(column, reader.cell(row, number)))
      links.write(env, 'for good')
    }
    return { purged: rows.length }
  },
})
