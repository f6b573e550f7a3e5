import { expect, test } from 'vitest'
import { dayOf } from './day-of.ts'

const dayNumber = (iso: string): number => Date.parse(iso) / 86_400_000

test.each([
  [{ today: -3 }, '2026-11-22'],
  [{ week: 0 }, '2026-11-23'],
  [{ week: 0, end: true }, '2026-11-29'],
  [{ week: -1 }, '2026-11-16'],
  [{ month: 0 }, '2026-11-01'],
  [{ month: 0, end: true }, '2026-11-30'],
  [{ month: 1, end: true }, '2026-12-31'],
  [{ month: 2 }, '2027-01-01'],
])('on Wednesday 2026-11-25 %j is %s', (value, iso) => {
  expect(dayOf(value, { today: dayNumber('2026-11-25'), weekStart: 1 })).toBe(dayNumber(iso))
})

test.each([
  ['2026-11-25', 0, '2026-11-22', '2026-11-28'],
  ['2026-11-22', 0, '2026-11-22', '2026-11-28'],
  ['2026-11-22', 1, '2026-11-16', '2026-11-22'],
  ['2026-11-20', 6, '2026-11-14', '2026-11-20'],
])('on %s, with weeks that begin on weekday %i, this week is from %s to %s', (today, weekStart, from, to) => {
  const reading = { today: dayNumber(today), weekStart }
  expect(dayOf({ week: 0 }, reading)).toBe(dayNumber(from))
  expect(dayOf({ week: 0, end: true }, reading)).toBe(dayNumber(to))
  expect(dayOf({ week: 1 }, reading)).toBe(dayNumber(to) + 1)
})

test('what names no day is none', () => {
  for (const value of [null, {}, { week: 'x' }, [1], 'today', undefined]) {
    expect(dayOf(value, { today: 20_000, weekStart: 1 })).toBeUndefined()
  }
})
