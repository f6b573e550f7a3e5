import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBaseline, writeBaseline } from './baseline.ts'

const bars = fc
  .uniqueArray(
    fc.record({ row: fc.nat(5_000), start: fc.integer({ min: -700_000, max: 2_000_000 }), length: fc.nat(900) }),
    {
      selector: ({ row }) => row,
      maxLength: 60,
    },
  )
  .map((drawn) => drawn.map(({ row, start, length }) => [row, { start, end: start + length }] as const))

test('a baseline reads as it was written', () => {
  fc.assert(
    fc.property(bars, (drawn) => {
      expect(readBaseline(writeBaseline(drawn) ?? '')).toEqual(new Map([...drawn].sort(([a], [b]) => a - b)))
    }),
  )
})

test('two thousand items of a board fit, and far more are refused rather than cut', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, row) => [row, { start: 20_000 + ((row * 37) % 300), end: 20_400 }] as const)
  expect(readBaseline(writeBaseline(many(2_000)) ?? '').size).toBe(2_000)
  expect(writeBaseline(many(10_000))).toBeNull()
})

test('what is no baseline has no bars', () => {
  expect(readBaseline('nonsense').size).toBe(0)
})
