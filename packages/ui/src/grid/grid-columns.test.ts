import { expect, test } from 'vitest'
import { columnWindow, layOutColumns } from './grid-columns.ts'

const columns = [
  { id: 'title', title: 'Item', width: 200, pinned: true, grow: true },
  ...Array.from({ length: 10 }, (_, at) => ({ id: `c${at}`, title: `Column ${at}`, width: 100 })),
]

test('width that is left goes to the column that grows', () => {
  const wide = layOutColumns(columns.slice(0, 3), 1_000, 40, 20)
  expect(wide.widths).toEqual([740, 100, 100])
  expect(wide.totalPx).toBe(1_000)
  const narrow = layOutColumns(columns, 1_000, 40, 20)
  expect(narrow.widths[0]).toBe(200)
  expect(narrow.totalPx).toBe(1_260)
})

test('a pinned column lets go on a screen that it would mostly cover', () => {
  expect(layOutColumns(columns, 1_000, 40, 20)).toMatchObject({ pinnedCount: 1, pinnedPx: 240 })
  expect(layOutColumns(columns, 360, 40, 20)).toMatchObject({ pinnedCount: 0, pinnedPx: 40 })
})

test('only columns near the viewport are drawn, one ahead on either side', () => {
  const layout = layOutColumns(columns, 700, 40, 20)
  expect(columnWindow(layout, 0, 700)).toEqual({ first: 1, end: 7 })
  expect(columnWindow(layout, 350, 700)).toEqual({ first: 3, end: 11 })
})

test('no column is narrower than it may be', () => {
  const [first = { id: '', title: '', width: 0 }] = columns
  const layout = layOutColumns(
    [
      { ...first, width: 10, grow: false },
      { id: 'x', title: 'X', width: 10, minWidth: 30 },
    ],
    0,
    0,
    0,
  )
  expect(layout.widths).toEqual([56, 30])
})
