import { expect, test } from 'vitest'
import { separated } from './separated.ts'

test.each([
  ['a, b', ['a', ' b']],
  ['a,"b, c"', ['a', 'b, c']],
  ['"say ""yes"", then", no', ['say "yes", then', ' no']],
  ['"a"', ['a']],
  ['', ['']],
  ['5" pipe, 6" pipe', ['5" pipe', ' 6" pipe']],
  ['"never closed, b', ['"never closed', ' b']],
  ['"a" and "b", c', ['"a" and "b"', ' c']],
])('%s', (text, elements) => {
  expect(separated(text, ',')).toEqual(elements)
})
