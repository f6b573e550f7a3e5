import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { howManyFit } from './how-many-fit.ts'

test('all that fit are shown, and of others as many whole ones as leave room for how many there are besides', () => {
  expect(howManyFit([50, 50, 40], 3, 148, 4)).toBe(3)
  expect(howManyFit([50, 50, 40], 3, 147, 4)).toBe(2)
  expect(howManyFit([60, 60, 60], 3, 144, 4)).toBe(1)
  expect(howManyFit([23, 23, 23, 23], 4, 80, -4)).toBe(4)
  expect(howManyFit([23, 23, 23, 23, 23], 5, 80, -4)).toBe(3)
  expect(howManyFit([400, 20], 2, 160, 4)).toBe(1)
  expect(howManyFit([10, 10], 90, 160, 4)).toBe(2)
  expect(howManyFit([], 0, 160, 4)).toBe(0)
})

test('a wider box never shows fewer', () => {
  const widths = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(widths, fc.nat(5), fc.nat(900), fc.nat(200), (all, beyond, width, more) => {
      const count = all.length + beyond
      const shown = howManyFit(all, count, width, 4)
      expect(shown).toBeGreaterThanOrEqual(1)
      expect(howManyFit(all, count, width + more, 4)).toBeGreaterThanOrEqual(shown)
    }),
  )
})
