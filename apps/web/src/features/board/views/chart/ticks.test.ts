import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { axisOf, labelEvery } from './ticks.ts'

test('an axis has lines at round numbers, from zero to behind the largest', () => {
  expect(axisOf([3, 17], 4, true)).toEqual({ low: 0, high: 20, ticks: [0, 5, 10, 15, 20] })
  expect(axisOf([0.12, 0.31], 4, false).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4])
  expect(axisOf([-4, 6], 4, true)).toEqual({ low: -5, high: 10, ticks: [-5, 0, 5, 10] })
})

test('counts have no lines between whole numbers, and nothing has an axis too', () => {
  expect(axisOf([1, 2], 4, true).ticks).toEqual([0, 1, 2])
  expect(axisOf([], 4, true).ticks).toEqual([0, 1])
  expect(axisOf([5e-324], 4, false)).toEqual(axisOf([], 4, false))
})

test('whatever the numbers are, all of them lie on the axis, and it has few lines', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true })),
      fc.integer({ min: 2, max: 8 }),
      (values, lines) => {
        const { low, high, ticks } = axisOf(values, lines, false)
        expect(low).toBeLessThan(high)
        for (const value of values) expect(value >= low - 1e-6 && value <= high + 1e-6).toBe(true)
        expect(ticks.length).toBeLessThanOrEqual(lines + 4)
      },
    ),
  )
})

test('labels are left out where they would run into each other', () => {
  expect(labelEvery(10, 600, 60)).toBe(1)
  expect(labelEvery(30, 600, 60)).toBe(3)
})
