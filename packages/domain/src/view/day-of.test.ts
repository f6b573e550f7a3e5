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
  expect(dayOf(value, dayNumber('2026-11-25'))).toBe(dayNumber(iso))
})

test('what names no day is none', () => {
  for (const value of [null, {}, { week: 'x' }, [1], 'today', undefined]) expect(dayOf(value, 20_000)).toBeUndefined()
})
