import { workTime } from '../calendar.ts'
import type { Calendar } from '../calendar.ts'
import { debts } from '../data/plans.ts'
import { commonFields, labels, updatedField } from '../document.ts'
import type { DemoBoard, DemoField } from '../document.ts'
import { Story } from '../story.ts'
import type { DemoWorld } from '../story.ts'
import type { DemoView } from '../views.ts'
import { builders, componentField, ownerField, ownerFor } from './common.ts'

const groups = { now: 'Worth it now', later: 'When we are there anyway', paid: 'Paid back' } as const

const fields: readonly DemoField[] = [
  ...commonFields,
  {
    key: 'status',
    title: 'Status',
    kind: 'status',
    columnRole: 'status',
    settings: labels(
      ['Known', 'grey', 'backlog'],
      ['Planned', 'slate', 'todo'],
      ['Being paid', 'blue', 'doing'],
      ['Paid', 'green', 'done'],
    ),
  },
  ownerField,
  { key: 'cost', title: 'Costs us', kind: 'number', settings: { unit: 'h/month', precision: 0 } },
  { key: 'effort', title: 'Effort', kind: 'number', columnRole: 'estimate', settings: { precision: 0 } },
  componentField,
  updatedField,
]

const views: readonly DemoView[] = [
  {
    name: 'What costs us most',
    spec: ({ number }) => ({
      sort: [{ column: number('Costs us'), direction: 'desc' }],
      columns: [{ column: 'title', width: 400 }],
    }),
  },
]

/** Technical debts, with what each costs and what paying it takes. */
export function debtBoard(world: DemoWorld, calendar: Calendar): DemoBoard {
  const { dice } = world
  const stories = debts.map(({ title, component, cost, effort }, index) => {
    const made = calendar.today - dice.between(20, 70)
    const isPaid = index % 6 === 2
    const isWorthIt = cost / effort >= 1.2
    const story = new Story(
      world,
      {
        key: `${index}`,
        title,
        at: workTime(made, dice),
        by: dice.pick(builders),
        group: isPaid ? groups.paid : isWorthIt ? groups.now : groups.later,
      },
      { status: 'Known', component: [component] },
    )
    story.set(workTime(made + 1, dice), 'tomas', 'cost', cost)
    story.set(workTime(made + 1, dice), 'tomas', 'effort', effort)
    if (!isPaid && !isWorthIt) return story
    const owner = ownerFor(component, dice)
    story.set(workTime(made + 3, dice), 'mia', 'status', 'Planned')
    story.set(workTime(made + 4, dice), 'mia', 'owner', [owner])
    if (isPaid || dice.chance(0.4)) story.set(workTime(made + dice.between(6, 10), dice), owner, 'status', 'Being paid')
    if (isPaid) story.set(workTime(made + dice.between(12, 18), dice), owner, 'status', 'Paid')
    return story
  })
  const records = Object.values(groups).flatMap((name) =>
    stories.filter(({ group }) => group === name).map((story) => story.record()),
  )
  return { id: 'demo:debts', name: 'Technical debt', fields, records, views }
}
