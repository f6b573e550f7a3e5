import * as z from 'zod/mini'
import { boardArg, liveRecord } from '../../board/board-command.ts'
import { defineTreeCommand } from '../../board/tree-command.ts'
import { idOf } from '../../ids.ts'

const names = z.nullable(z.array(z.union([idOf('member'), idOf('team')])).check(z.maxLength(500)))

/** Says which members and teams may read a column and edit its cells; null is everyone the board allows. */
export const setColumnAccess = defineTreeCommand({
  name: 'column.setAccess',
  args: z.strictObject({ board: boardArg, id: idOf('column'), readers: names, editors: names }),
  action: 'board.manage',
  apply: (board, { id, readers, editors }) => {
    liveRecord(board.reader, 'column', id)
    board.put('column', id, { readers, editors })
  },
})
