import { stageColumn } from '../../connection/stage.ts'
import { aboutItem } from '../about.ts'
import { cellSteps } from '../cell-steps.ts'
import { defineReason } from '../reason.ts'
import { watchersOf } from '../watchers.ts'

/** An item that I watch went on. A new item has no step behind it, nor has one whose label was merged into another: the column changed, not the work. */
export const status = defineReason({
  id: 'status',
  label: 'Status of items you watch',
  says: 'changed the status',
  why: 'You watch this item, and its status changed.',
  find: (change, { board, thread, peopleOf }) => {
    const column = thread ? undefined : stageColumn(board)?.number
    if (column === undefined || change.command === 'column.mergeLabels') return []
    const made = new Set(
      change.patches.flatMap((patch) => (patch.op === 'cells' && patch.column === 'createdAt' ? patch.rows : [])),
    )
    return cellSteps(change, board, column)
      .filter(({ row, before, after }) => !made.has(row) && before !== after)
      .flatMap(({ item, row }) =>
        [...watchersOf(board, row, peopleOf(item))].map((member) => ({ member, about: aboutItem(item), column })),
      )
  },
})
