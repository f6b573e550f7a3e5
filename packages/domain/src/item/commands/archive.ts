import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, itemRef, rowsOf } from '../../board/board-command.ts'
import { maxCellsPerChange } from '../../patch.ts'

/** Takes items out of sight, their sub-items with them, without the 30 days of the trash. */
export const archiveItems = defineBoardCommand({
  name: 'item.archive',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(maxCellsPerChange)),
  }),
  action: 'item.edit',
  apply: (board, { rows }, { now }) => {
    board.setCells('archivedAt', [...new Set(rowsOf(board.reader, rows))], [now])
  },
})
