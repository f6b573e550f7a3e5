import * as z from 'zod/mini'
import { boardArg, defineBoardCommand, itemRef, rowsOf } from '../../board/board-command.ts'
import { DomainError } from '../../errors.ts'
import { maxCellsPerChange } from '../../patch.ts'

/** Makes items templates, from which others are made, or ordinary items again; their sub-items go with them. */
export const setTemplate = defineBoardCommand({
  name: 'item.setTemplate',
  version: 1,
  args: z.strictObject({
    board: boardArg,
    rows: z.array(itemRef).check(z.minLength(1), z.maxLength(maxCellsPerChange)),
    template: z.boolean(),
  }),
  action: 'item.edit',
  apply: (board, { rows: refs, template }, { now }) => {
    const { reader } = board
    const rows = [...new Set(rowsOf(reader, refs))]
    if (template && rows.some((row) => reader.system(row, 'parent') !== null)) {
      throw new DomainError('invalid', 'A sub-item is no template of its own: use the item that it is below.')
    }
    // A template stays one since when it is.
    const changed = rows.filter((row) => (reader.system(row, 'templateAt') !== null) !== template)
    if (changed.length > 0) board.setCells('templateAt', changed, [template ? now : null])
  },
})
