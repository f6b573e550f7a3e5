import { expect, test } from 'vitest'
import { addMonths, dayOf, isoWeek, monthGrid, partsOf } from './days.ts'

const day = (iso: string): number => Date.parse(iso) / 86_400_000

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-11-24', 12, '2027-11-24'],
  ['2024-02-29', 12, '2025-02-28'],
])('%s and %i months is %s', (from, months, to) => {
  expect(addMonths(day(from), months)).toBe(day(to))
})

test.each([
  ['2026-01-01', 1],
  ['2026-11-24', 48],
  ['2027-01-01', 53],
  ['2021-01-03', 53],
  ['2020-12-31', 53],
])('%s is in week %i', (iso, week) => {
  expect(isoWeek(day(iso))).toBe(week)
})

test('a month is drawn in six whole weeks that hold all of it', () => {
  for (let month = 0; month < 48; month++) {
    for (const weekStart of [0, 1, 6]) {
      const first = dayOf(2026, month, 1)
      const days = monthGrid(first, weekStart).flat()
      expect(days).toHaveLength(42)
      expect(partsOf(days[0] ?? 0).weekday).toBe(weekStart)
      expect(days).toEqual(days.map((_, at) => (days[0] ?? 0) + at))
      expect(days).toContain(first)
      expect(days).toContain(addMonths(first, 1) - 1)
    }
  }
})
