import type { ImportRecord } from '@fulcrum/integration-kit'
import { dayMs, workTime } from '../calendar.ts'
import type { Calendar } from '../calendar.ts'
import { bugReports } from '../data/bugs.ts'
import type { DemoBug } from '../data/bugs.ts'
import { bugTalk } from '../data/talk.ts'
import { commonFields, createdField, labels, updatedField } from '../document.ts'
import type { DemoBoard, DemoField } from '../document.ts'
import { Story } from '../story.ts'
import type { DemoWorld } from '../story.ts'
import type { DemoView } from '../views.ts'
import { componentField, everybody, ownerField, ownerFor } from './common.ts'

const fields: readonly DemoField[] = [
  ...commonFields,
  {
    key: 'status',
    title: 'Status',
    kind: 'status',
    columnRole: 'status',
    settings: labels(
      ['New', 'orange', 'backlog'],
      ['Confirmed', 'slate', 'todo'],
      ['In repair', 'blue', 'doing'],
      ['In test', 'violet', 'review'],
      ['Fixed', 'green', 'done'],
      ['Not a bug', 'grey', 'canceled'],
    ),
  },
  {
    key: 'severity',
    title: 'Severity',
    kind: 'status',
    columnRole: 'priority',
    settings: labels(['Critical', 'red'], ['High', 'orange'], ['Medium', 'yellow'], ['Low', 'slate']),
  },
  ownerField,
  { key: 'reporter', title: 'Reporter', kind: 'people', settings: { peopleByKey: true } },
  componentField,
  { key: 'customer', title: 'From a customer', kind: 'checkbox' },
  { key: 'version', title: 'Found in', kind: 'text' },
  { key: 'steps', title: 'Steps', kind: 'longText' },
  createdField,
  updatedField,
]

const groups = { new: 'Incoming', open: 'Being worked on', closed: 'Closed' } as const

/** How many days a report waits to be looked at. */
const untilTriage: Readonly<Record<DemoBug['severity'], readonly [number, number]>> = {
  Critical: [0, 0],
  High: [0, 2],
  Medium: [1, 5],
  Low: [2, 8],
}

/** How many days a repair takes, by how bad it is. */
const patience: Readonly<Record<DemoBug['severity'], readonly [number, number]>> = {
  Critical: [0, 2],
  High: [1, 7],
  Medium: [4, 24],
  Low: [10, 60],
}

const views: readonly DemoView[] = [
  { name: 'Queue', spec: () => ({ columns: [{ column: 'title', width: 420 }] }) },
  {
    name: 'Open by severity',
    spec: ({ number, isNot }) => ({
      filter: isNot('Status', 'Fixed', 'Not a bug'),
      groupBy: number('Severity'),
    }),
  },
  {
    name: 'Bugs by severity',
    kind: 'chart',
    spec: ({ number }) => ({
      settings: { shape: 'stacked', by: number('Severity'), split: number('Status') },
    }),
  },
  {
    name: 'Report a bug',
    kind: 'form',
    spec: ({ number, labels }) => ({
      settings: {
        title: 'Report a bug',
        description:
          'Tell us what went wrong and how we can see it too. We look at every report on the next working day.',
        questions: [
          {
            column: 'title',
            label: 'What went wrong?',
            help: 'One sentence: what you did, and what happened instead.',
          },
          { column: number('Severity'), label: 'How bad is it?', required: true },
          {
            column: number('Steps'),
            label: 'How can we see it?',
            help: 'Step by step, from the page on which you began.',
            required: true,
          },
          { column: number('Component'), label: 'Which part is it about?' },
          { column: number('Found in'), label: 'Which version?', help: 'It stands at the foot of every page.' },
          { column: number('From a customer'), label: 'A customer told me of it' },
        ],
        fixed: labels('Status', 'New').map((value) => ({ column: number('Status'), value })),
        thanks: 'Thank you: your report is in our queue. Whoever takes it up writes to you if something is unclear.',
        refuseLinks: true,
      },
    }),
  },
]

/** The queue of bugs: what comes in, what is worked on, what is closed. */
export function bugBoard(world: DemoWorld, calendar: Calendar): DemoBoard {
  const stories = bugReports.map((report, index) => bugStory(world, calendar, report, index))
  const inGroup = (name: string) =>
    stories.filter(({ group }) => group === name).sort((left, right) => right.createdAt - left.createdAt)
  const records: ImportRecord[] = Object.values(groups).flatMap((name) => inGroup(name).map((story) => story.record()))
  return { id: 'demo:bugs', name: 'Bug queue', fields, records, views }
}

function bugStory(world: DemoWorld, calendar: Calendar, report: DemoBug, index: number): Story {
  const { dice } = world
  const age = 1 + Math.floor(68 * (((index * 37) % 79) / 79) ** 1.3)
  const made = calendar.today - age
  const reporter = report.fromCustomer ? 'priya' : dice.pick(['lena', 'lena', ...everybody])
  const guessed = dice.chance(0.2) ? dice.pick(['High', 'Medium', 'Low'] as const) : report.severity
  const story = new Story(
    world,
    { key: `${index}`, title: report.title, at: workTime(made, dice), by: reporter, group: groups.new },
    {
      status: 'New',
      severity: guessed,
      reporter: [reporter],
      component: [report.component],
      customer: report.fromCustomer === true ? true : null,
      version: `5.${Math.max(4, 12 - Math.floor(age / 14))}.${dice.between(0, 4)}`,
      ...(report.steps !== undefined && { steps: report.steps }),
    },
  )
  repair(story, world, report)
  const status = story.value('status')
  if (status === 'Fixed' || status === 'Not a bug') story.group = groups.closed
  else if (status !== 'New') story.group = groups.open
  if (status !== 'New' && dice.chance(0.4)) story.talk(made + dice.between(0, 2), dice.pick(bugTalk))
  return story
}

function repair(story: Story, { dice }: DemoWorld, { severity, component }: DemoBug): void {
  const made = Math.floor(story.createdAt / dayMs)
  const triage = made + dice.between(...untilTriage[severity])
  if (!story.set(workTime(triage, dice), 'lena', 'severity', severity)) return
  if (dice.chance(0.08)) {
    story.set(workTime(triage, dice), 'lena', 'status', 'Not a bug')
    return
  }
  if (!story.set(workTime(triage, dice), 'lena', 'status', 'Confirmed')) return
  const [soonest, latest] = patience[severity]
  const begin = triage + dice.between(soonest, latest)
  const owner = ownerFor(component, dice)
  if (!story.set(workTime(begin, dice), dice.pick(['mia', 'lena', owner]), 'owner', [owner])) return
  if (!story.set(workTime(begin, dice), owner, 'status', 'In repair')) return
  let day = begin + dice.between(0, 3)
  if (!story.set(workTime(day, dice), owner, 'status', 'In test')) return
  if (dice.chance(0.15)) {
    if (!story.set(workTime(day + 1, dice), 'lena', 'status', 'In repair')) return
    day += 2
    if (!story.set(workTime(day, dice), owner, 'status', 'In test')) return
  }
  story.set(workTime(day + dice.between(0, 2), dice), 'lena', 'status', 'Fixed')
}
