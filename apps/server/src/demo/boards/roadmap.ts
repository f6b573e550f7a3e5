import { isoDay, workTime } from '../calendar.ts'
import type { Calendar } from '../calendar.ts'
import { plans } from '../data/plans.ts'
import type { DemoPlan } from '../data/plans.ts'
import { planTalk } from '../data/talk.ts'
import { commonFields, createdField, labels, updatedField } from '../document.ts'
import type { DemoBoard, DemoField } from '../document.ts'
import { Story } from '../story.ts'
import type { DemoWorld } from '../story.ts'
import type { DemoView } from '../views.ts'
import { descriptionField, ownerField } from './common.ts'

const fields: readonly DemoField[] = [
  ...commonFields,
  {
    key: 'status',
    title: 'Status',
    kind: 'status',
    columnRole: 'status',
    settings: labels(
      ['Idea', 'grey', 'backlog'],
      ['Committed', 'slate', 'todo'],
      ['Building', 'blue', 'doing'],
      ['Beta', 'violet', 'review'],
      ['Shipped', 'green', 'done'],
    ),
  },
  ownerField,
  { key: 'timeline', title: 'When', kind: 'timeline', settings: { dateStyle: 'iso' } },
  { key: 'waits', title: 'Waits for', kind: 'waits', columnRole: 'dependency' },
  {
    key: 'themes',
    title: 'Themes',
    kind: 'tags',
    settings: labels(
      ['Trust', 'blue'],
      ['Growth', 'green'],
      ['Speed', 'violet'],
      ['Cost', 'orange'],
      ['Field', 'cyan'],
      ['Green', 'lime'],
    ),
  },
  { key: 'confidence', title: 'Confidence', kind: 'number', settings: { unit: '%', precision: 0 } },
  { key: 'weeks', title: 'Weeks', kind: 'number', settings: { precision: 0 } },
  descriptionField,
  createdField,
  updatedField,
]

const views: readonly DemoView[] = [
  {
    name: 'Roadmap',
    spec: ({ number }) => ({
      columns: [
        { column: 'title', width: 360 },
        { column: number('When'), width: 190 },
      ],
      aggregates: [{ column: number('Confidence'), kind: 'mean' }],
    }),
  },
  {
    name: 'Timeline',
    kind: 'timeline',
    spec: ({ number }) => ({ settings: { date: number('When'), zoom: 'month', critical: true } }),
  },
  {
    name: 'Workload',
    kind: 'workload',
    spec: ({ number }) => ({ settings: { people: number('Owner'), date: number('When') } }),
  },
]

/** What is built in the next quarters, and what was. */
export function roadmapBoard(world: DemoWorld, calendar: Calendar): DemoBoard {
  const records = plans.map((plan, index) => planStory(world, calendar, plan, index).record())
  return { id: 'demo:roadmap', name: 'Roadmap', fields, records, views }
}

function planStory(world: DemoWorld, calendar: Calendar, plan: DemoPlan, index: number): Story {
  const { dice } = world
  const start = calendar.sprintStart + plan.startWeek * 7
  const made = calendar.today - dice.between(60, 70)
  const story = new Story(
    world,
    { key: `${index}`, title: plan.title, at: workTime(made, dice), by: 'priya', group: plan.horizon },
    {
      status: 'Idea',
      themes: plan.themes,
      weeks: plan.weeks,
      description: plan.description,
      timeline: range(start - 14, plan.weeks),
      confidence: plan.horizon === 'Shipped' ? 60 : Math.max(10, plan.confidence - 20),
      ...(plan.after !== undefined && { waits: [`${plans.findIndex(({ title }) => title === plan.after)}`] }),
    },
  )
  const owner = dice.pick(['priya', 'mia', 'tomas', 'aisha'])
  story.set(workTime(made + 2, dice), 'priya', 'owner', [owner])
  story.set(workTime(made + 5, dice), 'mia', 'timeline', range(start, plan.weeks))
  if (plan.horizon !== 'Later') story.set(workTime(made + 8, dice), 'mia', 'status', 'Committed')
  if (plan.horizon === 'Now') {
    story.set(workTime(Math.max(start, made + 9), dice), owner, 'status', 'Building')
    if (index % 3 === 0) story.set(workTime(calendar.today - 4, dice), owner, 'status', 'Beta')
  }
  if (plan.horizon === 'Shipped') {
    story.set(workTime(made + 10, dice), owner, 'status', 'Building')
    story.set(workTime(Math.max(made + 12, start + plan.weeks * 7), dice), owner, 'status', 'Shipped')
  }
  story.set(workTime(calendar.today - dice.between(3, 25), dice), 'priya', 'confidence', plan.confidence)
  if (dice.chance(0.4)) story.talk(calendar.today - dice.between(2, 30), dice.pick(planTalk))
  return story
}

function range(start: number, weeks: number): string {
  return `${isoDay(start)} – ${isoDay(start + weeks * 7 - 3)}`
}
