import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, itemRef, rowsOf } from '../../board/board-command.ts'
import { maxCellsPerChange } from '../../patch.ts'

/** Puts items into the trash, their sub-items with them. They can be restored for 30 days. */
export const deleteItems = defineBoardCommand({
  name: 'item.delete',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(maxCellsPerChange)),
  }),
  action: 'item.edit',
  apply: (board, { rows }, { now }) => {
    board.setCells('deletedAt', [...new Set(rowsOf(board.reader, rows))], [now])
  },
})
