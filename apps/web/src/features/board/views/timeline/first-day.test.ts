import { expect, test } from 'vitest'
import { firstDay } from './first-day.ts'

const inSight = { start: 95, end: 120 }

test('a timeline opens at today while something is in sight of it, or nothing is anywhere', () => {
  const bars = [
    { start: 10, end: 20 },
    { start: 90, end: 96 },
  ]
  expect(firstDay(bars, 100, inSight)).toBe(100)
  expect(firstDay([], 100, inSight)).toBe(100)
})

test('old and far plans open at what is nearest to today', () => {
  const old = { start: 10, end: 40 }
  expect(firstDay([old, { start: 5, end: 8 }], 100, inSight)).toBe(40)
  expect(firstDay([old, { start: 130, end: 300 }], 100, inSight)).toBe(130)
})
