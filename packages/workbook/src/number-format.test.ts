import { describe, expect, test } from 'vitest'
import { builtInFormat, formatClass } from './number-format.ts'

describe('formats', () => {
  test.each([
    ['yyyy-mm-dd', 'date'],
    ['[$-F800]dddd, mmmm dd, yyyy', 'date'],
    ['mmm yy', 'date'],
    ['m/d/yy h:mm', 'moment'],
    ['h:mm:ss', 'time'],
    ['mm:ss.0', 'time'],
    ['[mm]:ss', 'elapsed'],
    ['0.00%', 'percent'],
    ['0.00', 'number'],
    ['General', 'number'],
    ['#,##0 "days"', 'number'],
    ['0 \\d', 'number'],
    ['[Red]-0.00', 'number'],
    ['@', 'number'],
  ])('%s is a %s', (code, wanted) => {
    expect(formatClass(code)).toBe(wanted)
  })

  test('built-in ones are known by number', () => {
    expect([0, 9, 14, 20, 22, 46, 49].map(builtInFormat)).toEqual([
      'number',
      'percent',
      'date',
      'time',
      'moment',
      'elapsed',
      'number',
    ])
  })
})
