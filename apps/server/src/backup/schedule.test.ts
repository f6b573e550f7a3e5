import { expect, test } from 'vitest'
import { isBackupDue, lastStroke } from './schedule.ts'

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute)

test.each([
  ['never made', at(26, 12), null, null, true],
  ['made after the hour', at(26, 12), at(26, 3), at(26, 3), false],
  ['made before the hour struck', at(26, 3), at(25, 3), at(25, 3), true],
  ['not yet the hour', at(26, 2, 59), at(25, 3), at(25, 3), false],
  ['made by a person in the evening', at(26, 2), at(25, 22), at(25, 22), false],
  ['slept through two nights', at(26, 12), at(23, 3), at(23, 3), true],
  ['failed a moment ago', at(26, 3, 30), at(25, 3), at(26, 3), false],
  ['failed an hour ago', at(26, 4), at(25, 3), at(26, 3), true],
  ['failed yesterday evening', at(26, 3), at(25, 3), at(26, 2, 50), true],
])('%s', (_when, now, good, tried, due) => {
  const lastGoodAt = good?.getTime() ?? null
  expect(isBackupDue({ now, hour: 3, lastGoodAt, lastTriedAt: tried?.getTime() ?? null })).toBe(due)
})

test('the hour struck today or yesterday, never tomorrow', () => {
  expect(lastStroke(at(26, 3), 3)).toEqual(at(26, 3))
  expect(lastStroke(at(26, 2, 59), 3)).toEqual(at(25, 3))
  expect(lastStroke(at(1, 0, 30), 23)).toEqual(new Date(2026, 9, 31, 23))
})
