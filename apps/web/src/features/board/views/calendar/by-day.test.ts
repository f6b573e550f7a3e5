import { expect, it } from 'vitest'
import { byDay } from './by-day.ts'

it('lists an item at its first day of the month, and today as long as it runs', () => {
  const rows = [
    { row: 1, start: 90, end: 104 },
    { row: 2, start: 101, end: 101 },
    { row: 3, start: 105, end: 140 },
    { row: 4, start: 80, end: 99 },
  ]
  const shown = (today: number) =>
    byDay(rows, { start: 100, end: 130 }, today).map(({ day, items }) => [day, items.map(({ row }) => row)])
  expect(shown(103)).toEqual([
    [100, [1]],
    [101, [2]],
    [103, [1]],
    [105, [3]],
  ])
  expect(shown(100)).toEqual([
    [100, [1]],
    [101, [2]],
    [105, [3]],
  ])
  expect(shown(102)[2]).toEqual([102, [1]])
  expect(shown(500).map(([day]) => day)).toEqual([100, 101, 105])
})
