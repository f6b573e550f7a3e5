import { expect, test } from 'vitest'
import { partsOf } from './run-transfer.ts'

test('items go in parts of a hundred, in their order, and a large family alone', () => {
  const roots = [60, 40, 1, 300, 99, 1, 1].map((items, row) => ({ row, items }))
  expect(partsOf(roots).map((part) => part.map(({ row }) => row))).toEqual([[0, 1], [2], [3], [4, 5], [6]])
  expect(partsOf([])).toEqual([])
})
