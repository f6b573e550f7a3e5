import { columnKinds } from '../src/all.ts'
import { columnViews, viewRegistry } from '../src/all.web.ts'
import type { ColumnView, ViewContext, ViewPerson } from '../src/all.web.ts'
import type { ColumnKind, Json } from '@fulcrum/domain'
import { must } from '@fulcrum/domain'

/** A column of the gallery. */
export interface SampleColumn {
  readonly id: string
  readonly title: string
  readonly kind: ColumnKind
  readonly view: ColumnView
  readonly settings: Json
  readonly width?: number
}

/** 24 November 2026. */
export const today = 20_781

const people: readonly ViewPerson[] = [
  ['Maya Krog', 'maya@example.org'],
  ['Ana Lima', 'ana@example.org'],
  ['Sam Reyes', 'sam@example.org'],
  ['Jonas Okafor', 'jonas@example.org'],
  ['Tara Weiss', 'tara@example.org'],
  ['Noor Bakker', 'noor@example.org', 'Guest'],
  ['Ravi Nair', 'ravi@example.org', 'Not invited yet'],
].map(([name = '', email = '', note], index) => ({
  id: `0190a000-0000-7000-8000-00000000000${index + 1}`,
  name,
  email,
  ...(note !== undefined && { note }),
}))

const person = (at: number): string => must(people[at]).id

/** The world of the gallery. */
export const context: ViewContext = {
  people,
  person: (id) => people.find((candidate) => candidate.id === id),
  me: person(0),
  personName: (id) => people.find((candidate) => candidate.id === id)?.name ?? 'Somebody',
  findPerson: (text) => people.find(({ name }) => name.toLowerCase() === text.trim().toLowerCase())?.id ?? null,
  today,
  weekStart: 1,
  dayFirst: true,
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  keyOf: (row) => `FUL-${row + 377}`,
}

const views = viewRegistry(columnViews)

function column(kindId: string, title: string, settings?: Json, width?: number): SampleColumn {
  const kind: ColumnKind = must(columnKinds.find(({ id }) => id === kindId))
  const view = must(views.get(kindId))
  const id = title.toLowerCase()
  return { id, title, kind, view, settings: settings ?? kind.defaultSettings, ...(width !== undefined && { width }) }
}

/** One column of each kind, some twice. */
export const sampleColumns: readonly SampleColumn[] = [
  column('key', 'Key'),
  column('text', 'Item', undefined, 210),
  column('status', 'Status'),
  column(
    'status',
    'Priority',
    {
      labels: [
        { number: 1, name: 'Critical', colour: 'red' },
        { number: 2, name: 'High', colour: 'orange' },
        { number: 3, name: 'Medium', colour: 'yellow' },
        { number: 4, name: 'Low', colour: 'slate' },
        { number: 5, name: 'Whenever', colour: 'grey', retired: true },
      ],
    },
    96,
  ),
  column('people', 'Owner'),
  column('date', 'Due'),
  column('number', 'Points'),
  column('number', 'Budget', { unit: '€', unitPlace: 'before', precision: 2, min: 0, max: 5000, bar: true }, 150),
  column('tags', 'Tags', {
    labels: [
      { number: 1, name: 'api', colour: 'blue' },
      { number: 2, name: 'web', colour: 'teal' },
      { number: 3, name: 'import', colour: 'violet' },
      { number: 4, name: 'on-call', colour: 'orange' },
    ],
  }),
  column('timeline', 'Timeline'),
  column('checkbox', 'Agreed'),
  column('long-text', 'Notes', undefined, 150),
  column('country', 'Country'),
  column('people', 'Reviewer', { several: false }, 150),
  column('date', 'Meeting', { time: true }, 190),
  column('dropdown', 'Platform', {
    labels: [
      { number: 1, name: 'iOS', colour: 'blue' },
      { number: 2, name: 'Android', colour: 'green' },
      { number: 3, name: 'Web', colour: 'teal' },
    ],
    several: true,
  }),
  column('rating', 'Value'),
  column('rating', 'Risk', { max: 10, icon: 'flame' }, 90),
  column('link', 'Design'),
  column('email', 'Contact'),
  column('phone', 'Phone'),
  column('vote', 'Votes'),
  column('created', 'Created'),
  column('updated', 'Updated'),
]

const now = Date.now()
const titles = [
  'Session tokens survive a password reset',
  'Column permissions in CSV export',
  'Replace nightly cron with the change log',
  'Burndown ignores items added on day one',
  'Deploy previews for every pull request',
  'Keyboard drag on the timeline',
  'Flaky test: reconnect storm',
]

/** Rows of values by column. */
export const sampleRows: readonly Readonly<Record<string, Json>>[] = titles.map((item, at) => ({
  key: at,
  item,
  status: [3, 2, 2, 4, 1, 5, null][at] ?? null,
  priority: [1, 2, 3, 2, 3, 4, 5][at] ?? null,
  owner:
    [[person(0)], [person(1), person(3)], [person(2)], [person(4)], null, [0, 1, 2, 3].map(person), [person(5)]][at] ??
    null,
  due: at === 4 ? null : { day: today + ([0, 2, 3, -3, 0, -5, 60][at] ?? 0), minute: null },
  points: [3, 5, 3, 2, 5, null, 0.5][at] ?? null,
  budget: [1250.5, 4800, 300, null, 2500, 5000, 10][at] ?? null,
  tags: [[1], [1, 2], null, [1, 2, 3, 4], [4], [3], [2]][at] ?? null,
  timeline: at === 2 ? null : { start: today - 4 + at, end: today + at * 3 },
  agreed: at % 3 === 0 ? true : null,
  notes: at % 2 === 0 ? '1. Open the board\n2. Press C\n\nThe new item stands where nobody expects it.' : null,
  country: ['DE', 'NL', null, 'BR', 'IN', 'GB', 'US'][at] ?? null,
  reviewer: at % 2 === 0 ? [person(at)] : null,
  meeting: at === 1 ? null : { day: today - 2 + at, minute: 570 + at * 30 },
  platform: [[1], [1, 2], null, [1, 2, 3], [3], [2], [3]][at] ?? null,
  value: [4, 5, 2, null, 1, 3, 4][at] ?? null,
  risk: [7, null, 10, 2, 1, 3, 4][at] ?? null,
  design:
    [
      { url: 'https://example.org/designs/tokens', text: 'Session flow, second draft' },
      { url: 'https://example.org/a' },
      null,
      { url: 'mailto:ada@example.org', text: 'Ask Ada' },
    ][at % 4] ?? null,
  contact: at % 3 === 1 ? null : `${['ada', 'grace', 'zoe'][at % 3]}@example.org`,
  phone: ['+49 30 123456', null, '+1 555 0100 x12', '110'][at % 4] ?? null,
  votes: [[person(0)], [person(1), person(3)], null, [0, 1, 2, 3].map(person), null, [person(2)], null][at] ?? null,
  created: { at: now - at * at * 9e7 - 3e5, by: person(at) },
  updated: { at: now - at * 4e6, by: at === 3 ? null : person(6 - at) },
}))
