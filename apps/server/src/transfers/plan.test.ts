import { expect, test } from 'vitest'
import { partsOf } from './plan.ts'

test('items go in steps of a hundred, in their order, and a large family alone', () => {
  const roots = [60, 40, 1, 300, 99, 1, 1].map((items, row) => ({ row, items }))
  expect(partsOf(roots)).toEqual([
    { rows: [0, 1], items: 100 },
    { rows: [2], items: 1 },
    { rows: [3], items: 300 },
    { rows: [4, 5], items: 100 },
    { rows: [6], items: 1 },
  ])
  expect(partsOf([])).toEqual([])
})
