import { expect, test } from 'vitest'
import { rangeOf } from './range.ts'

const tag = '"a"'

test.each([
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=-5', { start: 95, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=50-1000', { start: 50, end: 99 }],
  ['bytes=100-', 'outside'],
  ['bytes=-0', 'outside'],
  ['bytes=9-0', null],
  ['bytes=0-1,5-6', null],
  ['bytes=-', null],
  ['items=0-1', null],
  [undefined, null],
])('%s of a hundred bytes', (range, expected) => {
  expect(rangeOf({ range }, { size: 100, tag })).toEqual(expected)
})

test('a part of another version is not this one', () => {
  expect(rangeOf({ range: 'bytes=0-1', 'if-range': '"b"' }, { size: 100, tag })).toBeNull()
  expect(rangeOf({ range: 'bytes=0-1', 'if-range': tag }, { size: 100, tag })).toEqual({ start: 0, end: 1 })
  expect(rangeOf({ range: 'bytes=0-' }, { size: 0, tag })).toBe('outside')
})
