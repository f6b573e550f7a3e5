import type { ImportRecord } from '@fulcrum/integration-kit'
import { dayMs, isoDay, sprintEnd, sprintStart, workTime } from '../calendar.ts'
import type { Calendar } from '../calendar.ts'
import { backlogWork, sprintWork } from '../data/sprint-work.ts'
import type { DemoWork } from '../data/sprint-work.ts'
import { workTalk } from '../data/talk.ts'
import { commonFields, createdField, labels, updatedField } from '../document.ts'
import type { DemoBoard, DemoField } from '../document.ts'
import { Story } from '../story.ts'
import type { DemoWorld } from '../story.ts'
import type { DemoView } from '../views.ts'
import { componentField, descriptionField, ownerField, ownerFor } from './common.ts'

/** The number that the running sprint has. */
const currentNumber = 24
const historyDays = 70

const fields: readonly DemoField[] = [
  ...commonFields,
  {
    key: 'status',
    title: 'Status',
    kind: 'status',
    columnRole: 'status',
    settings: labels(
      ['Backlog', 'grey', 'backlog'],
      ['To do', 'slate', 'todo'],
      ['In progress', 'blue', 'doing'],
      ['Blocked', 'red', 'doing'],
      ['In review', 'violet', 'review'],
      ['Done', 'green', 'done'],
    ),
  },
  ownerField,
  {
    key: 'priority',
    title: 'Priority',
    kind: 'status',
    columnRole: 'priority',
    settings: labels(['Urgent', 'red'], ['High', 'orange'], ['Medium', 'yellow'], ['Low', 'slate']),
  },
  { key: 'points', title: 'Points', kind: 'number', columnRole: 'estimate', settings: { precision: 0 } },
  {
    key: 'type',
    title: 'Type',
    kind: 'status',
    columnRole: 'type',
    settings: labels(['Feature', 'blue'], ['Bug', 'red'], ['Chore', 'teal'], ['Spike', 'violet']),
  },
  {
    key: 'sprint',
    title: 'Sprint',
    kind: 'status',
    columnRole: 'sprint',
    settings: labels(
      ...[24, 23, 22, 21].map((number) => [`Sprint ${number}`, number === 24 ? 'violet' : 'grey'] as const),
    ),
  },
  { key: 'due', title: 'Due', kind: 'date', columnRole: 'due', settings: { dateStyle: 'iso' } },
  componentField,
  { key: 'pull', title: 'Pull request', kind: 'text' },
  descriptionField,
  createdField,
  updatedField,
]

const views: readonly DemoView[] = [
  {
    name: 'All work',
    spec: ({ number }) => ({
      columns: [
        { column: 'title', width: 400 },
        { column: number('Sprint'), hidden: true },
      ],
    }),
  },
  {
    name: 'This sprint by owner',
    spec: ({ number, is, isNot }) => ({
      filter: { and: [is('Sprint', 'Sprint 24'), isNot('Status', 'Done')] },
      groupBy: number('Owner'),
      columns: [{ column: number('Sprint'), hidden: true }],
    }),
  },
  {
    name: 'Needs somebody',
    spec: ({ number, is }) => ({
      filter: is('Status', 'Blocked', 'In review'),
      sort: [{ column: number('Priority'), direction: 'asc' }],
    }),
  },
  {
    name: 'Kanban',
    kind: 'kanban',
    spec: ({ number, is }) => ({ filter: is('Sprint', 'Sprint 24'), groupBy: number('Status') }),
  },
  { name: 'Calendar', kind: 'calendar', spec: ({ number }) => ({ settings: { date: number('Due') } }) },
  { name: 'Burn-up', kind: 'chart', spec: () => ({ settings: { shape: 'burn-up', days: 30 } }) },
]

/** The board a team works on: the running sprint, the backlog, and three sprints that are over. */
export function sprintBoard(world: DemoWorld, calendar: Calendar): DemoBoard {
  const past = sprintWork.slice(0, -1).map((work, index) => sprintStories(world, calendar, work, index - 3))
  const current = sprintStories(world, calendar, sprintWork.at(-1) ?? [], 0)
  const backlog = backlogWork.map((work, index) => backlogStory(world, calendar, work, index))
  const spilled = [...past, current].flat().filter(({ group }) => group === groupName(0))
  const rest = (stories: readonly Story[]) => stories.filter((story) => !spilled.includes(story))
  const running = spilled.map((story) => ({ story, at: world.dice.roll() })).sort((left, right) => left.at - right.at)
  const order = [...running.map(({ story }) => story), ...backlog, ...past.toReversed().flatMap(rest)]
  return { id: 'demo:sprints', name: 'Sprints', fields, records: withSteps(world, order, calendar), views }
}

const works = new WeakMap<Story, DemoWork>()

function sprintStories(world: DemoWorld, calendar: Calendar, work: readonly DemoWork[], sprint: number): Story[] {
  return work.map((each, index) => {
    const story = sprintStory(world, calendar, each, { sprint, index, count: work.length })
    works.set(story, each)
    return story
  })
}

function sprintStory(
  world: DemoWorld,
  calendar: Calendar,
  work: DemoWork,
  { sprint, index, count }: { sprint: number; index: number; count: number },
): Story {
  const { dice } = world
  const start = sprintStart(calendar, sprint)
  const firstDay = Math.max(calendar.today - historyDays, start - 40)
  const reporter = dice.pick(
    work.type === 'Bug' ? ['lena', 'priya', 'lena', 'david'] : ['priya', 'priya', 'mia', 'tomas', 'aisha'],
  )
  const story = new Story(
    world,
    {
      key: `${sprint}:${index}`,
      title: work.title,
      at: workTime(dice.between(firstDay, start - 5), dice),
      by: reporter,
      group: groupName(sprint),
    },
    startValues(world, work, 'Backlog'),
  )
  const owner = ownerFor(work.component, dice)
  estimate(story, work, start - dice.between(1, 4), world)
  const share = index / count
  const begin = sprint < 0 ? start + Math.floor(share * 7) + dice.between(0, 1) : runningBegin(calendar, share)
  plan(story, { sprint, owner, due: begin + dice.between(4, 7) }, calendar, world)
  const rests = sprint === 0 ? restAt(index / count, 1 / count) : null
  const isSpilled = sprint < 0 && index % 11 === 7
  // What is over was finished in time; what runs may run on.
  const last = sprintEnd(calendar, sprint) + (sprint === 0 ? 14 : 0)
  const end = isSpilled ? sprintStart(calendar, sprint + 1) + dice.between(1, 3) : last
  if (isSpilled) {
    story.group = groupName(sprint + 1)
    develop(story, world, owner, { begin: begin + 4, end: sprintEnd(calendar, sprint), finish: false })
    plan(story, { sprint: sprint + 1, owner, due: end }, calendar, world)
    develop(story, world, owner, { begin: sprintStart(calendar, sprint + 1), end, finish: true })
  } else develop(story, world, owner, { begin, end, finish: true, rests })
  if (dice.chance(0.5)) story.talk(begin + dice.between(0, 3), dice.pick(workTalk))
  return story
}

type Rest = 'Blocked' | 'In review' | null

/** In the running sprint some work waits for somebody else, whatever the day. */
function restAt(share: number, step: number): Rest {
  const isAt = (place: number) => share <= place && place < share + step
  return isAt(0.3) || isAt(0.42) ? 'Blocked' : isAt(0.2) || isAt(0.36) ? 'In review' : null
}

/** The running sprint is where its day says: a quarter of the work has not begun, however late in the week it is. */
function runningBegin(calendar: Calendar, share: number): number {
  const start = sprintStart(calendar, 0)
  return start + Math.floor((share / 0.75) * (calendar.today - start))
}

function backlogStory(world: DemoWorld, calendar: Calendar, work: DemoWork, index: number): Story {
  const { dice } = world
  const isReady = index < 9
  const story = new Story(
    world,
    {
      key: `backlog:${index}`,
      title: work.title,
      at: workTime(calendar.today - dice.between(3, historyDays), dice),
      by: dice.pick(['priya', 'priya', 'mia', 'tomas', 'lena']),
      group: 'Backlog',
    },
    startValues(world, work, 'Backlog'),
  )
  const made = Math.floor(story.createdAt / dayMs)
  if (isReady || dice.chance(0.6)) estimate(story, work, made + dice.between(1, 9), world)
  if (dice.chance(0.3))
    story.set(workTime(made + dice.between(2, 20), dice), 'priya', 'priority', dice.pick(['High', 'Low', 'Medium']))
  if (isReady) story.set(workTime(calendar.today - dice.between(1, 3), dice), 'mia', 'status', 'To do')
  if (isReady && dice.chance(0.5)) story.talk(made + dice.between(1, 10), dice.pick(workTalk))
  works.set(story, work)
  return story
}

function startValues({ dice }: DemoWorld, { type, component, description }: DemoWork, status: string) {
  return {
    status,
    type,
    component: [component],
    priority: dice.pick(['Medium', 'Medium', 'Medium', 'High', 'Low', ...(type === 'Bug' ? ['High', 'Urgent'] : [])]),
    ...(description !== undefined && { description }),
  }
}

function estimate(story: Story, { points }: DemoWork, day: number, { dice }: DemoWorld): void {
  const first = dice.chance(0.2) ? dice.pick([2, 3, 5, 8]) : points
  story.set(workTime(day, dice), dice.pick(['tomas', 'mia', 'aisha']), 'points', first)
  if (first !== points) story.set(workTime(day + 1, dice), 'tomas', 'points', points)
}

function plan(
  story: Story,
  { sprint, owner, due }: { sprint: number; owner: string; due: number },
  calendar: Calendar,
  { dice }: DemoWorld,
): void {
  const at = sprintStart(calendar, sprint) * dayMs + 9.5 * 3_600_000 + dice.between(0, 50) * 60_000
  story.set(at, 'mia', 'sprint', `Sprint ${currentNumber + sprint}`)
  if (story.value('status') === 'Backlog') story.set(at, 'mia', 'status', 'To do')
  if (story.value('owner') === null) story.set(at + 120_000, 'mia', 'owner', [owner])
  const weekend = (due + 3) % 7 > 4 ? 2 : 0
  story.set(at + 180_000, 'mia', 'due', isoDay(Math.min(due - weekend, sprintEnd(calendar, sprint))))
}

/** From the first day of work to done, or as far as time and luck allow. */
function develop(
  story: Story,
  world: DemoWorld,
  owner: string,
  { begin, end, finish, rests = null }: { begin: number; end: number; finish: boolean; rests?: Rest },
): void {
  const { dice } = world
  const at = (day: number) => Math.min(workTime(Math.min(day, end), dice), end * dayMs + 17 * 3_600_000)
  if (!story.set(at(begin), owner, 'status', 'In progress')) return
  let day = begin + dice.between(1, 3)
  if (rests === 'Blocked' || dice.chance(0.16)) {
    if (!story.set(at(rests === 'Blocked' ? begin + 1 : day), owner, 'status', 'Blocked')) return
    if (rests === 'Blocked') return
    day += dice.between(1, 2)
    if (!story.set(at(day), owner, 'status', 'In progress')) return
    day += 1
  }
  if (!story.set(at(day), owner, 'status', 'In review')) return
  story.set(at(day), owner, 'pull', `tidewater/${dice.pick(['api', 'web', 'app'])}#${dice.between(1_210, 1_690)}`)
  if (!finish || rests === 'In review') return
  if (dice.chance(0.14)) {
    if (!story.set(at(day + 1), dice.pick(['lena', 'tomas']), 'status', 'In progress')) return
    day += dice.between(1, 2)
    if (!story.set(at(day), owner, 'status', 'In review')) return
  }
  story.set(at(day + dice.between(0, 2)), dice.pick(['lena', owner, owner]), 'status', 'Done')
}

/** Items with their steps below them. */
function withSteps(world: DemoWorld, stories: readonly Story[], calendar: Calendar): ImportRecord[] {
  return stories.flatMap((story) => {
    const steps = works.get(story)?.steps ?? []
    return [
      story.record(),
      ...steps.map((title, index) => stepRecord(world, story, { title, index, count: steps.length, calendar })),
    ]
  })
}

function stepRecord(
  world: DemoWorld,
  parent: Story,
  { title, index, count, calendar }: { title: string; index: number; count: number; calendar: Calendar },
): ImportRecord {
  const { dice } = world
  const made = Math.floor(parent.createdAt / dayMs) + dice.between(1, 3)
  const story = new Story(
    world,
    {
      key: `${parent.key}/${index}`,
      title,
      at: Math.max(Math.min(workTime(made, dice), world.now), parent.createdAt),
      by: dice.pick(['mia', 'tomas', 'priya']),
      parentKey: parent.key,
    },
    { status: 'To do' },
  )
  const isDone = parent.value('status') === 'Done'
  const isBegun = isDone || parent.value('status') === 'In progress' || parent.value('status') === 'In review'
  if (!isBegun) return story.record()
  const owner = firstOf(parent.value('owner')) ?? 'tomas'
  const helper = dice.chance(0.3) ? dice.pick(['aisha', 'yuki', 'david']) : owner
  const finish = Math.min(parent.latest, calendar.now)
  const day = Math.floor(finish / dayMs) - (count - index)
  story.set(workTime(day - 1, dice), owner, 'owner', [helper])
  story.set(workTime(day, dice), helper, 'status', 'In progress')
  if (isDone || index < count / 2 - 0.5) story.set(Math.min(workTime(day + 1, dice), finish), helper, 'status', 'Done')
  return story.record()
}

function firstOf(value: ReturnType<Story['value']>): string | undefined {
  return typeof value === 'object' && value !== null ? value[0] : undefined
}

function groupName(sprint: number): string {
  return sprint === 0 ? `Sprint ${currentNumber}, running` : `Sprint ${currentNumber + sprint}`
}
