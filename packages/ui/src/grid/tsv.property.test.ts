import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTsv, toTsv } from './tsv.ts'

const cells = fc.oneof(fc.string(), fc.constantFrom('a\tb', 'a\nb', '"', '""', 'say "hi"', '', ' ', 'x\r\ny'))
// A last row that is a single empty cell reads as the line break that ends the text.
const tables = fc
  .array(fc.array(cells, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  .filter((rows) => rows.length === 1 || rows.at(-1)?.join('') !== '')

test('what is copied is what is pasted', () => {
  fc.assert(
    fc.property(tables, (rows) => {
      expect(parseTsv(toTsv(rows))).toEqual(rows)
    }),
  )
})

test.each([
  [
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['"two\nlines"\tnext', [['two\nlines', 'next']]],
  ['5" pipe', [['5" pipe']]],
  ['', [['']]],
])('reads %j as a spreadsheet means it', (text, rows) => {
  expect(parseTsv(text)).toEqual(rows)
})
