import { after, day, is, items, mine } from '../cells.ts'
import {
  atMost,
  connect,
  connectBack,
  date,
  label,
  link,
  longText,
  mirror,
  number,
  owner,
  priority,
  status,
  waitsFor,
} from '../columns.ts'
import { defineTemplate } from '../template.ts'
import type { TemplateBoard } from '../template.ts'
import { severities, workStatus, workTypes } from './common.ts'

const scrum = 'scrum'

/** What a team works with day by day: one list of work, and what it is a part of. */
export const devTeam = defineTemplate({
  id: 'dev-team',
  name: 'Dev team',
  description: 'Work items, epics, bugs, sprints and releases, connected: each shows what the others say.',
  purpose: 'delivery',
  words: ['agile', 'backlog', 'sprint', 'software', 'engineering', 'epic', 'release'],
  steps: [
    'Put everything that somebody asks for into Work items; its group says whether it is planned.',
    'Connect an item to its epic: the epic shows how far it is by itself.',
    'Plan by filling Sprint or by pulling from the top, then move cards on the Kanban.',
    'Bugs have a board of their own and a form; what is to be mended becomes a work item.',
    'A release collects what goes out together and says when all of it is done.',
  ],
  ways: [
    { id: scrum, name: 'Scrum', description: 'Work is planned in sprints of two weeks and estimated in points.' },
    { id: 'kanban', name: 'Kanban', description: 'Work is pulled when there is room; each column holds a few cards.' },
  ],
  boards: (way) => [workItems(way), epics, bugs, ...(way === scrum ? [sprints] : []), releases],
})

function workItems(way: string): TemplateBoard {
  const inSprints = way === scrum
  const inSprint = (sprint: string) => (inSprints ? { sprint: items(sprint) } : {})
  const points = (count: number) => (inSprints ? { points: count } : {})
  return {
    key: 'work',
    name: 'Work items',
    about: inSprints
      ? 'All work of the team. Backlog: not planned yet, the most important on top. Sprint: what this sprint is for.\n\nAt planning, move items into Sprint, connect them to the sprint and estimate them. Day by day, move cards on the Kanban. What is not done at the end stays, with its sprint named anew.'
      : 'All work of the team. Next: ready to be pulled, the most important on top. Later: not ready yet.\n\nPull from Next when there is room. A Kanban column that holds more than its limit says so: finish something before anything else begins.',
    columns: [
      status(
        workStatus,
        inSprints
          ? {}
          : {
              rules: atMost([
                [2, 4],
                [3, 3],
              ]),
            },
      ),
      owner(),
      label('type', 'Type', workTypes, { role: 'type' }),
      priority(),
      ...(inSprints
        ? [
            number('points', 'Points', { role: 'estimate', description: 'How much work it is, beside the others.' }),
            connect('sprint', 'Sprint', { board: 'sprints', column: 'items', several: false }),
          ]
        : []),
      date('start', 'Start', 'start'),
      date('due', 'Due', 'due'),
      connect('epic', 'Epic', { board: 'epics', column: 'items', several: false }),
      connect('release', 'Release', { board: 'releases', column: 'items', several: false }),
      waitsFor('work'),
      connect('bugs', 'Mends', { board: 'bugs', column: 'work' }),
    ],
    groups: inSprints
      ? [
          { key: 'now', title: 'Sprint', colour: 'blue' },
          { key: 'next', title: 'Backlog', colour: 'grey' },
        ]
      : [
          { key: 'now', title: 'Next', colour: 'blue' },
          { key: 'next', title: 'Later', colour: 'grey' },
        ],
    views: [
      { name: 'Table', kind: 'table' },
      {
        name: 'Kanban',
        kind: 'kanban',
        spec: (column) => ({
          groupBy: column('status'),
          settings: { cards: [column('owner'), column('priority'), column('type')] },
        }),
      },
      {
        name: 'Timeline',
        kind: 'timeline',
        spec: (column) => ({ settings: { date: column('start'), end: column('due') } }),
      },
      {
        name: 'By type',
        kind: 'chart',
        spec: (column) => ({ settings: { shape: 'stacked', by: column('type'), split: column('status') } }),
      },
    ],
    items: [
      {
        key: 'login',
        title: 'Sign in with the company account',
        group: 'now',
        cells: {
          status: is('In progress'),
          type: is('Feature'),
          priority: is('High'),
          owner: mine,
          ...points(5),
          ...inSprint('sprint-now'),
          start: day(-3),
          due: day(2),
          epic: items('epic-access'),
          release: items('release-next'),
        },
      },
      {
        key: 'roles',
        title: 'Roles for teams',
        group: 'now',
        cells: {
          status: is('To do'),
          type: is('Feature'),
          priority: is('Medium'),
          ...points(8),
          ...inSprint('sprint-now'),
          start: day(3),
          due: day(8),
          epic: items('epic-access'),
          release: items('release-next'),
          waits: after('login'),
        },
      },
      {
        title: 'Session ends after a day without use',
        group: 'now',
        cells: {
          status: is('Done'),
          type: is('Feature'),
          priority: is('Medium'),
          ...points(3),
          ...inSprint('sprint-now'),
          start: day(-6),
          due: day(-2),
          epic: items('epic-access'),
          release: items('release-next'),
        },
      },
      {
        key: 'slow',
        title: 'The list of orders answers within a second',
        group: 'now',
        cells: {
          status: is('In review'),
          type: is('Bug'),
          priority: is('Urgent'),
          ...points(3),
          ...inSprint('sprint-now'),
          start: day(-4),
          due: day(1),
          epic: items('epic-speed'),
          bugs: items('bug-slow'),
        },
      },
      {
        title: 'Measure the slowest pages every night',
        group: 'now',
        cells: {
          status: is('To do'),
          type: is('Technical'),
          priority: is('Medium'),
          ...points(5),
          ...inSprint('sprint-now'),
          start: day(4),
          due: day(9),
          epic: items('epic-speed'),
        },
      },
      {
        title: 'Find out how others sort search results',
        group: 'next',
        cells: {
          status: is('To do'),
          type: is('Research'),
          priority: is('Low'),
          ...points(2),
          epic: items('epic-search'),
        },
      },
      {
        title: 'Search forgives slips of the pen',
        group: 'next',
        cells: {
          status: is('To do'),
          type: is('Feature'),
          priority: is('High'),
          ...points(8),
          ...inSprint('sprint-next'),
          epic: items('epic-search'),
        },
      },
      {
        title: 'Take the old report service away',
        group: 'next',
        cells: {
          status: is('To do'),
          type: is('Technical'),
          priority: is('Low'),
          ...points(5),
          ...inSprint('sprint-next'),
        },
      },
    ],
  }
}

const epics: TemplateBoard = {
  key: 'epics',
  name: 'Epics',
  about:
    'What takes more than a few weeks, and why it is worth it. An epic has no work of its own: connect work items to it, and its column Work says how far they are.',
  columns: [
    status([
      ['Idea', 'grey', 'backlog'],
      ['Planned', 'slate', 'todo'],
      ['Under way', 'blue', 'doing'],
      ['Done', 'green', 'done'],
    ]),
    owner(),
    connectBack('items', 'Work items', { board: 'work', column: 'epic' }),
    mirror('work', 'Work', { own: 'epics', through: 'items', board: 'work', column: 'status', rollUp: 'stages' }),
    mirror('last', 'Last due', { own: 'epics', through: 'items', board: 'work', column: 'due', rollUp: 'latest' }),
    longText('why', 'Why it matters'),
    date('target', 'Target', 'due'),
  ],
  groups: [
    { key: 'now', title: 'Now', colour: 'blue' },
    { key: 'later', title: 'Later', colour: 'grey' },
  ],
  views: [
    { name: 'Table', kind: 'table' },
    { name: 'Kanban', kind: 'kanban', spec: (column) => ({ groupBy: column('status') }) },
  ],
  items: [
    {
      key: 'epic-access',
      title: 'One account for everything',
      group: 'now',
      cells: {
        status: is('Under way'),
        owner: mine,
        target: day(15),
        why: 'Half of all questions to support are about passwords.',
      },
    },
    {
      key: 'epic-speed',
      title: 'Every page within a second',
      group: 'now',
      cells: { status: is('Under way'), target: day(20), why: 'People leave before slow pages are there.' },
    },
    {
      key: 'epic-search',
      title: 'A search that finds',
      group: 'later',
      cells: { status: is('Planned'), target: day(45), why: 'A third of all searches end without a result.' },
    },
  ],
}

const bugs: TemplateBoard = {
  key: 'bugs',
  name: 'Bugs',
  about:
    'What is broken. Anybody reports by the form. Look at New every day: say how severe it is, and connect what is going to be mended to a work item; its state shows here.',
  columns: [
    status([
      ['New', 'orange', 'backlog'],
      ['Accepted', 'slate', 'todo'],
      ['Being mended', 'blue', 'doing'],
      ['Mended', 'green', 'done'],
      ['Not a bug', 'grey', 'canceled'],
    ]),
    label('severity', 'Severity', severities, { role: 'priority' }),
    owner(),
    connectBack('work', 'Work item', { board: 'work', column: 'bugs' }),
    mirror('state', 'Work', { own: 'bugs', through: 'work', board: 'work', column: 'status', rollUp: 'list' }),
    longText('steps', 'How to see it'),
    link('trace', 'Trace'),
  ],
  groups: [
    { key: 'new', title: 'To look at', colour: 'orange' },
    { key: 'known', title: 'Known', colour: 'blue' },
  ],
  views: [
    { name: 'Table', kind: 'table' },
    { name: 'By severity', kind: 'kanban', spec: (column) => ({ groupBy: column('severity') }) },
    {
      name: 'Report a bug',
      kind: 'form',
      spec: (column) => ({
        settings: {
          title: 'Report a bug',
          questions: [
            { column: 'title', label: 'What is wrong?', required: true },
            { column: column('steps'), label: 'How can we see it?', required: true },
            { column: column('severity') },
          ],
        },
      }),
    },
  ],
  items: [
    {
      key: 'bug-slow',
      title: 'Orders of large customers take ten seconds',
      group: 'known',
      cells: {
        status: is('Being mended'),
        severity: is('Critical'),
        owner: mine,
        steps: '1. Open a customer with more than 500 orders\n2. Choose Orders',
      },
    },
    {
      title: 'The date of the invoice is a day early in Lisbon',
      group: 'new',
      cells: { status: is('New'), severity: is('Major'), steps: 'Look at an invoice of 23:30 local time.' },
    },
    { title: 'Long names leave the card', group: 'known', cells: { status: is('Accepted'), severity: is('Cosmetic') } },
  ],
}

const sprints: TemplateBoard = {
  key: 'sprints',
  name: 'Sprints',
  about:
    'One item a sprint. Its goal says what is different when it is over. The sprint shows what was planned by itself: points, and how far the work is.',
  columns: [
    status([
      ['Planned', 'slate', 'todo'],
      ['Running', 'blue', 'doing'],
      ['Closed', 'green', 'done'],
    ]),
    date('start', 'Start', 'start'),
    date('end', 'End', 'due'),
    longText('goal', 'Goal'),
    connectBack('items', 'Work items', { board: 'work', column: 'sprint' }),
    mirror('planned', 'Points', { own: 'sprints', through: 'items', board: 'work', column: 'points', rollUp: 'sum' }),
    mirror('work', 'Work', { own: 'sprints', through: 'items', board: 'work', column: 'status', rollUp: 'stages' }),
    longText('learned', 'What we learned'),
  ],
  groups: [{ key: 'sprints', title: 'Sprints', colour: 'blue' }],
  views: [
    { name: 'Table', kind: 'table' },
    {
      name: 'Calendar',
      kind: 'calendar',
      spec: (column) => ({ settings: { date: column('start'), end: column('end') } }),
    },
  ],
  items: [
    {
      key: 'sprint-now',
      title: 'Sprint 1',
      group: 'sprints',
      cells: {
        status: is('Running'),
        start: day(-4),
        end: day(5),
        goal: 'Everybody of the pilot signs in with the company account.',
      },
    },
    {
      key: 'sprint-next',
      title: 'Sprint 2',
      group: 'sprints',
      cells: { status: is('Planned'), start: day(6), end: day(15) },
    },
  ],
}

const releases: TemplateBoard = {
  key: 'releases',
  name: 'Releases',
  about:
    'What goes out together, and when. Connect work items to a release; All done turns to yes when none of them is open.',
  columns: [
    status([
      ['Planned', 'slate', 'todo'],
      ['Being tested', 'violet', 'review'],
      ['Released', 'green', 'done'],
      ['Called off', 'grey', 'canceled'],
    ]),
    owner('Release captain'),
    date('date', 'Date', 'due'),
    connectBack('items', 'Work items', { board: 'work', column: 'release' }),
    mirror('done', 'All done', { own: 'releases', through: 'items', board: 'work', column: 'status', rollUp: 'done' }),
    mirror('count', 'Items', { own: 'releases', through: 'items', board: 'work', column: 'status', rollUp: 'count' }),
    longText('notes', 'Notes'),
  ],
  groups: [{ key: 'releases', title: 'Releases', colour: 'green' }],
  views: [
    { name: 'Table', kind: 'table' },
    { name: 'Calendar', kind: 'calendar', spec: (column) => ({ settings: { date: column('date') } }) },
  ],
  items: [
    {
      key: 'release-next',
      title: '1.4',
      group: 'releases',
      cells: { status: is('Planned'), owner: mine, date: day(10), notes: 'One account for everything, first part.' },
    },
    { title: '1.3', group: 'releases', cells: { status: is('Released'), date: day(-12) } },
  ],
}
