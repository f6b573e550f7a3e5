import { expect, test } from 'vitest'
import { corners, type LineEnd } from './link-path.ts'

const ROW = 36

function turns(from: LineEnd, to: LineEnd) {
  return corners(from, to, ROW).map(({ x, y }) => [x, y])
}

test('to a later bar the line goes down at once and arrives from the left', () => {
  const way = turns({ x: 100, y: 18, side: 1 }, { x: 160, y: 54, side: -1 })
  expect(way).toEqual([
    [100, 18],
    [109, 18],
    [109, 54],
    [155, 54],
  ])
})

test('to a bar without room before it the line goes around between the rows, never through the bar', () => {
  const way = turns({ x: 100, y: 18, side: 1 }, { x: 100, y: 90, side: -1 })
  expect(way).toContainEqual([109, 72])
  expect(way).toContainEqual([91, 72])
  const up = turns({ x: 100, y: 90, side: 1 }, { x: 100, y: 18, side: -1 })
  expect(up).toContainEqual([109, 36])
})

test('from start to start, and from finish to finish, it goes around both on one side', () => {
  expect(turns({ x: 100, y: 18, side: -1 }, { x: 60, y: 54, side: -1 })[1]).toEqual([51, 18])
  expect(turns({ x: 100, y: 18, side: 1 }, { x: 60, y: 54, side: 1 })[1]).toEqual([109, 18])
})
