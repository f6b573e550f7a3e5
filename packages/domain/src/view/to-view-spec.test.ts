import { query } from '@fulcrum/columnar'
import * as z from 'zod/mini'
import { beforeEach, expect, test } from 'vitest'
import { BoardState } from '../board/board-state.ts'
import { defineColumn } from '../column/kind.ts'
import { KindRegistry } from '../column/kind-registry.ts'
import { ok } from '../errors.ts'
import type { Json } from '../json.ts'
import type { Patch } from '../patch.ts'
import { scopeOf } from '../scope.ts'
import { layOutView, shownGroups } from './lay-out-view.ts'
import { toViewSpec } from './to-view-spec.ts'
import type { BoardViewSpec } from './spec.ts'
import type { ViewReading } from './lay-out-view.ts'

const plain = {
  description: '',
  version: 1,
  migrations: [],
  settings: z.any() as z.ZodMiniType<Json>,
  defaultSettings: {},
  value: z.any() as z.ZodMiniType<Json>,
  parse: () => ok(null),
  format: String,
  defaultAggregate: null,
  searchLanes: [],
  roles: [],
  aggregates: [],
  examples: [],
} as const

const points = defineColumn({
  ...plain,
  id: 'points',
  label: 'Points',
  storage: () => ({ n: 'number' }),
  defaultLane: 'n',
  toLanes: (n) => ({ n }),
  fromLanes: (lane) => lane('n'),
  operators: [
    { id: 'above', label: '', lane: 'n', op: 'gt', takes: 'number' },
    { id: 'within', label: '', lane: 'n', op: 'between', takes: 'numbers' },
  ],
  sort: { lane: 'n' },
  aggregates: ['sum', 'max'],
  defaultAggregate: 'sum',
})

const label = defineColumn({
  ...plain,
  id: 'label',
  label: 'Label',
  storage: () => ({ o: 'option' }),
  defaultLane: 'o',
  toLanes: (o) => ({ o }),
  fromLanes: (lane) => lane('o'),
  operators: [{ id: 'is', label: '', lane: 'o', op: 'anyOf', takes: 'options' }],
  sort: { lane: 'o', rank: () => [Number.NaN, 1, 0] },
  group: { lane: 'o', order: () => [2, 1, null] },
})

const who = defineColumn({
  ...plain,
  id: 'who',
  label: 'Who',
  storage: () => ({ ids: 'refSet' }),
  defaultLane: 'ids',
  toLanes: (ids) => ({ ids }),
  fromLanes: (lane) => lane('ids'),
  operators: [{ id: 'is', label: '', lane: 'ids', op: 'hasAny', takes: 'people' }],
  sort: { lane: 'ids' },
})

const board = new BoardState(
  scopeOf('board', '0190a000-0000-7000-8000-000000000001'),
  new KindRegistry([points, label, who]),
)
const day = Date.parse('2026-11-24T00:00:00Z') / 86_400_000
const reading: ViewReading = { me: 'ada', today: day, timeZone: 'Europe/Berlin', weekStart: 1 }

/** Five items in two groups, the last one below the first, and a group without items. */
const patches: readonly Patch[] = [
  { op: 'put', table: 'board', id: board.boardId, fields: { name: 'B', prefix: 'ENG' } },
  { op: 'put', table: 'group', id: 'g1', fields: { number: 1, title: 'One', rank: 'b' } },
  { op: 'put', table: 'group', id: 'g2', fields: { number: 2, title: 'Two', rank: 'a' } },
  { op: 'put', table: 'group', id: 'g3', fields: { number: 3, title: 'Empty', rank: 'c' } },
  { op: 'put', table: 'column', id: 'c1', fields: { number: 1, kind: 'points', title: 'Points', rank: 'a' } },
  { op: 'put', table: 'column', id: 'c2', fields: { number: 2, kind: 'label', title: 'Label', rank: 'b' } },
  { op: 'put', table: 'column', id: 'c3', fields: { number: 3, kind: 'who', title: 'Who', rank: 'c' } },
  {
    op: 'cells',
    column: 'createdAt',
    rows: [0, 1, 2, 3, 4],
    values: [0, 1, 2, 3, 4].map((n) => (day - n) * 86_400_000),
  },
  { op: 'cells', column: 'group', rows: [0, 1, 2, 3, 4], values: [1, 1, 2, 2, 1] },
  { op: 'cells', column: 'rank', rows: [0, 1, 2, 3, 4], values: ['b', 'a', 'b', 'a', 'a'] },
  { op: 'cells', column: 'title', rows: [0, 1, 2, 3, 4], values: ['Zebra', 'apple', 'Äpfel', 'Login fails', 'Below'] },
  { op: 'cells', column: 'parent', rows: [4], values: [0] },
  { op: 'cells', column: 1, rows: [0, 1, 2, 3, 4], values: [5, 3, 8, 1, 13] },
  { op: 'cells', column: 2, rows: [0, 1, 2], values: [1, 2, 1] },
  { op: 'cells', column: 3, rows: [0, 3], values: [['ada'], ['bob']] },
]

beforeEach(() => {
  board.patch(patches, 0, null)
})

function shown(spec: BoardViewSpec, change: Partial<ViewReading> = {}) {
  const view = toViewSpec(board, spec, { ...reading, ...change })
  const result = query(board.items, view.spec, { collate: new Intl.Collator('de', { numeric: true }).compare })
  const groups = shownGroups(view, result.groups).map((key) => [key, [...result.rows(key)]])
  return { view, result, groups, rows: result.groups.flatMap(({ key }) => [...result.rows(key)]) }
}

const where = (column: number | 'createdAt' | 'title' | 'group', operator: string, value?: Json) => ({
  column,
  operator,
  ...(value !== undefined && { value }),
})

test('without words of its own a view shows root items by group and rank, the empty groups too', () => {
  const { groups, view } = shown({})
  expect(groups).toEqual([
    [2, [3, 2]],
    [1, [1, 0]],
    [3, []],
  ])
  expect(view.leftOut).toEqual([])
})

test('every item is a row where that is asked', () => {
  expect(shown({}, { rows: 'all' }).rows.toSorted()).toEqual([0, 1, 2, 3, 4])
})

test('sorting uses the kind: the order of labels, the locale of texts', () => {
  expect(shown({ sort: [{ column: 2, direction: 'asc' }] }).groups).toEqual([
    [2, [2, 3]],
    [1, [1, 0]],
    [3, []],
  ])
  const all = shown({ groupBy: 2, sort: [{ column: 'title', direction: 'asc' }] })
  expect(all.groups).toEqual([
    [2, [1]],
    [1, [2, 0]],
    [null, [3]],
  ])
})

test('filters nest, and speak of numbers, options and people', () => {
  expect(shown({ filter: { and: [where(1, 'above', 2), { not: where(2, 'is', [2]) }] } }).rows).toEqual([2, 0])
  expect(shown({ filter: where(1, 'within', [8, 3]) }).rows).toEqual([2, 1, 0])
  expect(shown({ filter: { or: [where(3, 'is', ['me']), where('title', 'contains', 'LOGIN')] } }).rows).toEqual([3, 0])
  expect(shown({ filter: where(3, 'is', ['me']) }, { me: null }).rows).toEqual([])
})

test('a day of an instant is the day in the zone, and may be relative to today', () => {
  const midnightUtc = (timeZone: string) => shown({ filter: where('createdAt', 'on', { today: 0 }) }, { timeZone }).rows
  expect(midnightUtc('UTC')).toEqual([0])
  expect(midnightUtc('Europe/Berlin')).toEqual([0])
  expect(midnightUtc('America/New_York')).toEqual([])
  expect(shown({ filter: where('createdAt', 'before', { today: -1 }) }).rows).toEqual([3, 2])
  expect(shown({ filter: where('createdAt', 'after', day - 1) }).rows).toEqual([0])
  expect(shown({ filter: where('createdAt', 'between', [{ today: 0 }, { today: -1 }]) }).rows).toEqual([1, 0])
})

test('this week is that of the account, also of instants', () => {
  // Items were created from Tuesday back to Friday.
  const thisWeek = where('createdAt', 'between', [{ week: 0 }, { week: 0, end: true }])
  expect(shown({ filter: thisWeek }, { weekStart: 1 }).rows.toSorted()).toEqual([0, 1])
  expect(shown({ filter: thisWeek }, { weekStart: 0 }).rows.toSorted()).toEqual([0, 1, 2])
  expect(shown({ filter: thisWeek }, { weekStart: 2 }).rows).toEqual([0])
})

test('search looks into titles and knows keys', () => {
  expect(shown({}, { search: ' login ' }).rows).toEqual([3])
  expect(shown({}, { search: 'eng-3' }).rows).toEqual([2])
  expect(shown({}, { search: 'OPS-3' }).rows).toEqual([])
})

test('what a board no longer has is left out, named, and shows more rather than less', () => {
  board.patch([{ op: 'put', table: 'column', id: 'c2', fields: { deletedAt: 1 } }], 0, null)
  const { rows, view } = shown(
    {
      filter: { or: [where(2, 'is', [1]), { and: [where(9, 'above', 1), where(1, 'roughly', 1)] }] },
      sort: [{ column: 2, direction: 'asc' }],
      groupBy: 2,
      aggregates: [{ column: 2, kind: 'share' }],
    },
    { hiddenColumns: new Set([9]) },
  )
  expect(rows).toEqual([3, 2, 1, 0])
  expect(view.leftOut.map(({ part, column, reason }) => `${part} ${column} ${reason}`).toSorted()).toEqual([
    'aggregate 2 no-column',
    'filter 1 no-operator',
    'filter 2 no-column',
    'filter 9 no-column',
    'group 2 no-column',
    'sort 2 no-column',
  ])
  board.patch([{ op: 'put', table: 'column', id: 'c2', fields: { deletedAt: null } }], 0, null)
})

test('a condition without a value, or with one of another type, is left out', () => {
  const reasons = (filter: BoardViewSpec['filter']) =>
    shown({ filter: filter ?? null }).view.leftOut.map(({ reason }) => reason)
  expect(reasons(where('title', 'contains', ''))).toEqual(['no-value'])
  expect(reasons(where(2, 'is', []))).toEqual(['no-value'])
  expect(reasons(where(2, 'is', ['x']))).toEqual(['bad-value'])
  expect(reasons(where(1, 'above', 'much'))).toEqual(['bad-value'])
  expect(reasons(where('createdAt', 'on', 1e12))).toEqual(['bad-value'])
  expect(reasons(where('createdAt', 'on', { yesterday: true }))).toEqual(['bad-value'])
})

test('columns a reader may not read are as if they were not there', () => {
  const hidden = { hiddenColumns: new Set([1]) }
  const { view, rows } = shown({ filter: where(1, 'above', 4), sort: [{ column: 1, direction: 'asc' }] }, hidden)
  expect(rows).toHaveLength(4)
  expect(view.columns.map(({ field }) => field.column)).toEqual(['title', 2, 3])
  expect(view.spec.aggregates).toEqual([])
})

test('totals are those of the kind until somebody chooses, and none where that is chosen', () => {
  const sums = (spec: BoardViewSpec) => {
    const { view, result } = shown(spec)
    return [view.aggregates, result.groups.map(({ aggregates }) => aggregates)]
  }
  expect(sums({})).toEqual([[{ column: 1, kind: 'sum' }], [[9], [8]]])
  expect(sums({ aggregates: [{ column: 1, kind: 'max' }] })).toEqual([[{ column: 1, kind: 'max' }], [[8], [5]]])
  expect(sums({ aggregates: [{ column: 1, kind: 'none' }] })).toEqual([[], [[], []]])
  expect(sums({ columns: [{ column: 1, hidden: true }] })).toEqual([[], [[], []]])
})

test('columns stand as the view says, the unnamed behind, the title always shown', () => {
  const { view } = shown({ columns: [{ column: 3, width: 90 }, { column: 'title', hidden: true }, { column: 7 }] })
  expect(view.columns.map(({ field, hidden, width }) => [field.column, hidden, width ?? null])).toEqual([
    [3, false, 90],
    ['title', false, null],
    [1, false, null],
    [2, false, null],
  ])
})

test('a view that is only laid out has all but its own filter', () => {
  const spec: BoardViewSpec = {
    filter: { column: 1, operator: 'above', value: 2 },
    sort: [{ column: 1, direction: 'desc' }],
    groupBy: 2,
  }
  const whole = toViewSpec(board, spec, reading)
  const plainly = toViewSpec(board, { ...spec, filter: null }, reading)
  expect(layOutView(board, spec, reading, null).spec).toEqual(plainly.spec)
  expect(plainly.spec).not.toEqual(whole.spec)
  expect(layOutView(board, spec, reading, null)).toMatchObject({ groupOrder: whole.groupOrder, leftOut: [] })
})
