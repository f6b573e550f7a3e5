import { expect, test } from 'vitest'
import { maxCellsPerChange } from '../patch.ts'
import { cellSlices } from './cell-slices.ts'

test('larger work falls into slices that one change may hold, in order and with their values', () => {
  const rows = Array.from({ length: 5_000 }, (_, index) => index)
  const slices = cellSlices(rows, rows)
  expect(slices.map((slice) => slice.rows.length)).toEqual([maxCellsPerChange, maxCellsPerChange, 1_000])
  expect(slices.flatMap((slice) => slice.values)).toEqual(rows)
  expect(cellSlices(rows, ['same']).every(({ values }) => values.length === 1)).toBe(true)
  expect(cellSlices([], [])).toEqual([])
})
