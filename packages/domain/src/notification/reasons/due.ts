import { stageOf } from '../../connection/stage.ts'
import { aboutItem } from '../about.ts'
import type { Found } from '../reason.ts'
import { defineReason } from '../reason.ts'
import { peopleIn } from '../watchers.ts'

/** Work that is mine is due today, or was due and is not done. Told on the day, and once more on the day behind it. */
export const due = defineReason({
  id: 'due',
  label: 'Due dates',
  says: 'It is due today',
  saysPast: 'It was due and is not done',
  why: 'You own this item, and its due date is today or has passed.',
  findOnDays: (board, { after, today }) => {
    const live = board.columns().filter(({ fields }) => fields['deletedAt'] === undefined)
    const dueColumn = live.find(({ fields }) => fields['role'] === 'due')
    const owners = live.filter(({ fields, kind }) => fields['role'] === 'owner' && kind.references?.to === 'member')
    if (!dueColumn || owners.length === 0) return []
    const found: Found[] = []
    for (let row = 0; row < board.rowCount; row++) {
      const day = dayOf(board.cell(row, dueColumn.number))
      // A day after it was due it is late, of the days that were slept over too.
      if (day === null || day > today || day < after) continue
      const stage = board.isLive(row) ? stageOf(board, row) : 'done'
      if (stage === 'done' || stage === 'canceled') continue
      const about = aboutItem(String(board.system(row, 'id')))
      for (const { number } of owners) {
        for (const member of peopleIn(board.cell(row, number)))
          found.push({ member, about, column: dueColumn.number, day })
      }
    }
    return found
  },
})

/** The day of a date's cell. */
function dayOf(value: unknown): number | null {
  const day = typeof value === 'object' && value !== null && 'day' in value ? value.day : null
  return typeof day === 'number' ? day : null
}
