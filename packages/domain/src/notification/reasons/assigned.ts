import { aboutItem } from '../about.ts'
import { cellSteps } from '../cell-steps.ts'
import { defineReason } from '../reason.ts'
import { peopleColumns, peopleIn } from '../watchers.ts'

/** An item names me in a column of people, and still does. */
export const assigned = defineReason({
  id: 'assigned',
  label: 'Assignments',
  says: 'assigned you',
  alone: 'You were assigned',
  why: 'You were named in a column of people of this item.',
  find: (change, { board, thread }) =>
    thread
      ? []
      : peopleColumns(board).flatMap(({ number: column }) =>
          cellSteps(change, board, column).flatMap(({ item, row, before, after }) => {
            const known = new Set(peopleIn(before))
            const still = new Set(peopleIn(board.cell(row, column)))
            return peopleIn(after)
              .filter((member) => !known.has(member) && still.has(member))
              .map((member) => ({ member, about: aboutItem(item), column }))
          }),
        ),
})
