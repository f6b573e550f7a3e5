import { Table } from '@fulcrum/columnar'
import { expect, test } from 'vitest'
import type { ViewField } from '../fields.ts'
import { computeChart, otherParts } from './compute-chart.ts'
import type { ChartPlan, ChartSettings } from './compute-chart.ts'
import { dayReader, stepEnd, stepStart } from './day-steps.ts'
import { partFilter } from './part-filter.ts'

const blank: Pick<
  ViewField,
  'operators' | 'sort' | 'searchLanes' | 'aggregates' | 'defaultAggregate' | 'aggregateLane'
> = {
  operators: [],
  sort: { lane: 'l' },
  searchLanes: [],
  aggregates: [],
  defaultAggregate: null,
  aggregateLane: () => 'n',
}
const label: ViewField = {
  ...blank,
  column: 'group',
  title: 'Label',
  lane: () => ({ key: 'l', type: 'option' }),
  group: { lane: 'l', order: [3, 2, 1, null] },
}
const due: ViewField = {
  ...blank,
  column: 'createdAt',
  title: 'Due',
  lane: () => ({ key: 'd', type: 'day' }),
  group: { lane: 'd' },
}
const numbers: ViewField = { ...blank, column: 9, title: 'Points', lane: () => ({ key: 'n', type: 'number' }) }

const rows = [
  { l: 1, d: 20_000, n: 5 },
  { l: 1, d: 20_000, n: 3 },
  { l: 2, d: 20_021, n: 1 },
  { l: 3, d: null, n: null },
  { l: null, d: 20_000, n: 10 },
] as const

function board(): Table {
  const table = new Table([
    { key: 'l', type: 'option' },
    { key: 'd', type: 'day' },
    { key: 'n', type: 'number' },
  ])
  const all = rows.map((_, row) => row)
  table.edit({
    insert: all,
    cells: (['l', 'd', 'n'] as const).map((lane) => ({ lane, rows: all, values: rows.map((row) => row[lane]) })),
  })
  return table
}

const count: ChartPlan = { by: label, step: null, split: null, splitStep: null, measure: 'count', of: null }
const sum: ChartPlan = { ...count, measure: 'sum', of: numbers }

const reading = { timeZone: 'UTC', weekStart: 1 }

function parts(plan: ChartPlan, settings: ChartSettings = {}) {
  return computeChart(board(), {}, plan, settings, reading).parts.map(({ key, value }) => [key, value])
}

test('parts stand as the column has them, or by size; those without a number last', () => {
  expect(parts(count)).toEqual([
    [3, 1],
    [2, 1],
    [1, 2],
    [null, 1],
  ])
  expect(parts(sum, { order: 'largest' })).toEqual([
    [null, 10],
    [1, 8],
    [2, 1],
    [3, 0],
  ])
  expect(parts({ ...sum, measure: 'median' }, { order: 'smallest' })).toEqual([
    [2, 1],
    [1, 4],
    [null, 10],
    [3, null],
  ])
})

test('the parts behind the largest are one, computed of all their items', () => {
  expect(parts(sum, { top: 1 })).toEqual([
    [null, 10],
    [otherParts, 9],
  ])
  expect(parts({ ...sum, measure: 'mean' }, { top: 1 })).toEqual([
    [null, 10],
    [otherParts, 3],
  ])
})

test('days are put together, with a place for the weeks between them in which nothing is', () => {
  const weeks: ChartPlan = { ...count, by: due, step: 'week' }
  const monday = stepStart(20_000, 'week', 1)
  expect(parts(weeks)).toEqual([
    [monday, 3],
    [monday + 7, 0],
    [monday + 14, 0],
    [monday + 21, 1],
    [null, 1],
  ])
  expect(parts(weeks, { cumulative: true }).map(([, value]) => value)).toEqual([3, 3, 3, 4, 5])
})

test('each part knows its items, and those of each colour in it', () => {
  const {
    rows: rowsOf,
    splits,
    parts: found,
  } = computeChart(board(), {}, { ...count, split: due, splitStep: 'month' }, { shape: 'stacked' }, reading)
  expect([...rowsOf(1)]).toEqual([0, 1])
  expect([...rowsOf(1, splits[0])]).toEqual([0, 1])
  expect(found.flatMap(({ cells }) => cells.map((cell) => cell?.count ?? 0)).reduce((all, one) => all + one)).toBe(5)
})

test('weeks are parted where the account has them begin', () => {
  const weeks: ChartPlan = { ...count, by: due, step: 'week' }
  for (const weekStart of [0, 1, 6]) {
    const { parts: found } = computeChart(board(), {}, weeks, {}, { ...reading, weekStart })
    const days = found.flatMap(({ key }) => (typeof key === 'number' ? key : []))
    expect(days.every((first) => new Date(first * 86_400_000).getUTCDay() === weekStart)).toBe(true)
  }
})

test('weeks begin on any weekday, quarters with their month, across years and before 1970', () => {
  const day = (text: string) => Date.parse(text) / 86_400_000
  expect(stepStart(day('2026-11-27'), 'week', 1)).toBe(day('2026-11-23'))
  expect(stepStart(day('2026-11-27'), 'week', 0)).toBe(day('2026-11-22'))
  expect(stepStart(day('2026-11-27'), 'week', 6)).toBe(day('2026-11-21'))
  expect(stepStart(day('2026-11-22'), 'week', 0)).toBe(day('2026-11-22'))
  expect(stepStart(day('1969-12-31'), 'week', 1)).toBe(day('1969-12-29'))
  expect(stepStart(day('2026-11-27'), 'quarter', 1)).toBe(day('2026-10-01'))
  expect(stepEnd(day('2026-10-01'), 'quarter')).toBe(day('2027-01-01'))
  expect(stepEnd(day('2026-12-01'), 'month')).toBe(day('2027-01-01'))
})

test('moments are told by the day of a zone, also where its clocks change', () => {
  const read = dayReader('Europe/Berlin')
  const day = (text: string) => Date.parse(text) / 86_400_000
  expect(read(Date.parse('2026-10-24T22:30:00Z'))).toBe(day('2026-10-25'))
  expect(read(Date.parse('2026-10-25T22:30:00Z'))).toBe(day('2026-10-25'))
  expect(read(Date.parse('2026-10-25T23:30:00Z'))).toBe(day('2026-10-26'))
})

test('a part is said as a filter where its column has words for it, and others are not', () => {
  const worded: ViewField = {
    ...label,
    lane: () => ({ key: 'l', type: 'option' }),
    operators: [
      { id: 'is', label: 'is', lane: 'l', op: 'anyOf', takes: 'options' },
      { id: 'is-empty', label: 'is empty', lane: 'l', op: 'empty', takes: 'nothing' },
    ],
  }
  expect(partFilter(worded, 2, null)).toEqual({ column: 'group', operator: 'is', value: [2] })
  expect(partFilter(worded, null, null)).toEqual({ column: 'group', operator: 'is-empty' })
  expect(partFilter(worded, otherParts, null)).toBeNull()
})
