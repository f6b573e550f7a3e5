import * as z from 'zod/mini'
import { viewFields } from '../fields.ts'
import type { ViewBoard } from '../fields.ts'
import { viewColumn } from '../spec.ts'
import { defineViewKind } from './kind.ts'

const cardFields = z.array(z.int()).check(z.maxLength(20))

/**
 * Cards in columns, one for each value of the column that the view groups by. `swimlanes` parts them across by another one;
 * `cards` are the columns whose cells a card shows, in order; absent, the kind chooses.
 */
export const kanbanView = defineViewKind({
  id: 'kanban',
  label: 'Kanban',
  description: 'Cards that move from column to column as work goes on.',
  settings: z.strictObject({
    swimlanes: z.optional(z.nullable(viewColumn)),
    cards: z.optional(cardFields),
    /** Columns without a card are left out. */
    hideEmpty: z.optional(z.boolean()),
  }),
  begin: (board) => {
    const column = columnToMoveIn(board)
    return column === undefined
      ? { lacks: 'Cards need a column to stand in: add a status or dropdown column first.' }
      : { groupBy: column }
  },
  withColumn: ({ swimlanes, cards, ...rest }, from, to) => ({
    ...rest,
    ...(swimlanes !== undefined && { swimlanes: swimlanes === from ? to : swimlanes }),
    ...(cards !== undefined && { cards: cards.map((column) => (column === from ? to : column)) }),
  }),
})

/** The status of the board, else the first column whose labels are known before an item is looked at. */
function columnToMoveIn(board: ViewBoard): number | undefined {
  const fields = viewFields(board).filter(({ group }) => group?.order !== undefined)
  const status = fields.find(({ source }) => source?.fields['role'] === 'status') ?? fields[0]
  return status?.source?.number
}
