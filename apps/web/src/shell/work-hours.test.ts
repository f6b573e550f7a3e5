import { expect, test } from 'vitest'
import { readMinute, readWorkHours, sayMinute, sayWorkHours } from './work-hours.ts'

test.each([
  [[1, 2, 3, 4, 5], 'Mon–Fri 09:00–17:30'],
  [[5, 1, 3], 'Mon, Wed, Fri 09:00–17:30'],
  [[6, 7], 'Sat, Sun 09:00–17:30'],
  [[1, 2, 3, 5, 6], 'Mon–Wed, Fri, Sat 09:00–17:30'],
])('days %j are said as %s', (days, words) => {
  expect(sayWorkHours({ days, from: 540, to: 1_050 })).toBe(words)
})

test('a time field’s text and the minute of the day are one', () => {
  for (const minute of [0, 5, 59, 60, 719, 1_439]) expect(readMinute(sayMinute(minute))).toBe(minute)
  expect(readMinute('')).toBeNull()
})

test('hours of another shape are none', () => {
  for (const value of [undefined, null, 5, 'x', [], { days: 3 }, { days: [1], from: '9' }]) {
    expect(readWorkHours(value)).toBeNull()
  }
  expect(readWorkHours({ days: [1], from: 60, to: 120 })).toEqual({ days: [1], from: 60, to: 120 })
})
