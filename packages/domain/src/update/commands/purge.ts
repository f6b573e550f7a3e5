import * as z from 'zod/mini'
import { boardArg } from '../../board/board-command.ts'
import { defineCommand } from '../../command.ts'
import { must } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { isPurged } from '../../item/purged.ts'
import { can } from '../../rights/can.ts'
import { boardResource } from '../../rights/board-resource.ts'
import { scopeOf } from '../../scope.ts'

/** Empties the messages of an item that was purged. */
export const purgeUpdates = defineCommand({
  name: 'update.purge',
  version: 1,
  args: z.strictObject({ board: boardArg, item: idOf('item') }),
  internal: true,
  undo: { none: 'What is purged is gone for good.' },
  reads: ({ board, item }) => ({ lock: [scopeOf('item', item)], look: [scopeOf('board', board)] }),
  can: (states, { board }, { principal }) =>
    can(principal, 'item.edit', boardResource(must(states.get(scopeOf('board', board)), 'the board'), board)),
  apply: (tx, { board: boardId, item }, { now }) => {
    const thread = tx.scope(scopeOf('item', item))
    const board = tx.board(boardId).reader
    const row = board.rowOf(item)
    if (row === undefined || !isPurged(board, row)) return
    for (const [id, { body, deletedAt }] of thread.reader.records('update')) {
      if (body === undefined && deletedAt !== undefined) continue
      thread.erase('update', id, { body: null, content: null, deletedAt: deletedAt ?? now })
    }
  },
})
