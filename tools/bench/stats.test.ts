import { expect, test } from 'vitest'
import { median, medianInterval, quantile, rowOf } from './stats.ts'

test('median and quantiles lie between the numbers', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), quantile([1, 2, 3, 4, 5], 0.99)]).toEqual([2, 2.5, 4.96])
})

test('the interval of a median of eleven leaves one number out at each end, of twenty-one five', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
  expect(medianInterval(upTo(11))).toEqual([2, 10])
  expect(medianInterval(upTo(21))).toEqual([6, 16])
  expect(medianInterval([5])).toEqual([5, 5])
})

test('a line compares round by round, and is void where the floor differs from itself', () => {
  const base = { what: 'x', unit: 'ms', goal: 2 }
  const steady = rowOf({ ...base, ours: [2, 4, 2, 4], floor: [1, 1, 1, 1] })
  expect([steady.ratio, steady.ours, steady.void]).toEqual([3, 3, undefined])
  expect(rowOf({ ...base, ours: [1, 1, 1, 1], floor: [1, 2, 1, 2] }).void).toContain('50 %')
})
