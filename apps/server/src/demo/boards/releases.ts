import { isoDay, sprintEnd, workTime } from '../calendar.ts'
import type { Calendar } from '../calendar.ts'
import { releaseChecks } from '../data/release-checks.ts'
import { commonFields, labels, updatedField } from '../document.ts'
import type { DemoBoard, DemoField } from '../document.ts'
import { Story } from '../story.ts'
import type { DemoWorld } from '../story.ts'
import { ownerField } from './common.ts'

const currentMinor = 12

const fields: readonly DemoField[] = [
  ...commonFields,
  {
    key: 'status',
    title: 'Status',
    kind: 'status',
    columnRole: 'status',
    settings: labels(
      ['Open', 'slate', 'todo'],
      ['Doing', 'blue', 'doing'],
      ['Done', 'green', 'done'],
      ['Not needed', 'grey', 'canceled'],
    ),
  },
  ownerField,
  { key: 'due', title: 'Due', kind: 'date', columnRole: 'due', settings: { dateStyle: 'iso' } },
  { key: 'sure', title: 'Signed off', kind: 'checkbox' },
  updatedField,
]

/** What is done for every release: one group each, the next one first. */
export function releaseBoard(world: DemoWorld, calendar: Calendar): DemoBoard {
  const { dice } = world
  const records = [0, -1, -2, -3, -4].flatMap((sprint) => {
    const day = sprintEnd(calendar, sprint)
    return releaseChecks.map(({ title, owner, before }, index) => {
      const story = new Story(
        world,
        {
          key: `${sprint}:${index}`,
          title,
          at: workTime(Math.max(day - 11, calendar.today - 70), dice),
          by: 'mia',
          group: `Release 5.${currentMinor + sprint}`,
        },
        { status: 'Open', owner: [owner], due: isoDay(day - before) },
      )
      if (dice.chance(0.04)) story.set(workTime(day - before - 1, dice), owner, 'status', 'Not needed')
      else {
        story.set(workTime(day - before - 1, dice), owner, 'status', 'Doing')
        if (story.set(workTime(day - before, dice), owner, 'status', 'Done')) {
          story.set(workTime(day, dice), 'mia', 'sure', true)
        }
      }
      return story.record()
    })
  })
  return { id: 'demo:releases', name: 'Releases', fields, records, views: [] }
}
