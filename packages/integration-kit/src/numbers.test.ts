import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNumberText, readNumberText } from './numbers.ts'

describe('numbers', () => {
  test.each<[string, 'point' | 'comma', number, string, number]>([
    ['42', 'point', 42, '', 0],
    ['-1,234.50', 'point', -1234.5, '', 2],
    ['1.234,50 €', 'comma', 1234.5, '€', 2],
    ["1'234'567", 'point', 1_234_567, '', 0],
    ['1 234,5', 'comma', 1234.5, '', 1],
    ['25 %', 'point', 25, '%', 0],
    ['$5.00', 'point', 5, '$', 2],
    ['-$5', 'point', -5, '$', 0],
    ['(12.5)', 'point', -12.5, '', 1],
    ['−7', 'point', -7, '', 0],
    ['3h', 'point', 3, 'h', 0],
    ['8 SP', 'point', 8, 'SP', 0],
    ['1.5e+3', 'point', 1500, '', 1],
    ['.5', 'point', 0.5, '', 1],
    ['-0', 'point', 0, '', 0],
    ['3.0', 'point', 3, '', 0],
  ])('%s with the %s', (text, style, value, unit, decimals) => {
    expect(readNumberText(text, style)).toEqual({ value, unit, decimals })
  })

  test.each([
    ['007', 'a name'],
    ['00.5', 'a name'],
    ['1234567890123456', 'too long to be exact'],
    ['1,23', 'no group of three'],
    ['12abc', 'letters'],
    ['1-2', 'a range'],
    ['=1+1', 'a formula'],
    ['1e5', 'a code'],
    ['NaN', 'no number'],
    ['Infinity', 'no number'],
    ['5 $ €', 'two units'],
    ['(5', 'half a bracket'],
    ['', 'nothing'],
  ])('%s is none: %s', (text) => {
    expect(parseNumberText(text, 'point')).toBeNull()
  })
})

test('amounts are read as they were written, under both styles', () => {
  const cents = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 })
  fc.assert(
    fc.property(cents, fc.constantFrom('point' as const, 'comma' as const), (amount, style) => {
      const locale = style === 'point' ? 'en-US' : 'de-DE'
      const text = (amount / 100).toLocaleString(locale, { minimumFractionDigits: 2 })
      expect(parseNumberText(text, style)).toBe(amount === 0 ? 0 : amount / 100)
    }),
  )
})
