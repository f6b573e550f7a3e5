import { describe, expect, it } from 'vitest'
import { keyOfLane, laneRows, placeBeside } from './lanes.ts'

const keys = new Map<number, number | null>([
  [1, 20],
  [2, 10],
  [3, null],
  [4, 20],
  [5, 30],
])
const keyOf = (row: number) => keys.get(row) ?? null

describe('swimlanes', () => {
  it('part the rows of each column in their order, known values first and empty ones last', () => {
    expect(laneRows([[3, 1, 2], [5, 4], []], keyOf, [10, 20, 99])).toEqual([
      { key: 10, rows: [[2], [], []], count: 1 },
      { key: 20, rows: [[1], [4], []], count: 2 },
      { key: 30, rows: [[], [5], []], count: 1 },
      { key: null, rows: [[3], [], []], count: 1 },
    ])
    expect(laneRows([[], []], keyOf, [10])).toEqual([])
  })

  it('name sets of values as groups of the engine do', () => {
    expect(keyOfLane([2, 7])).toBe('2,7')
    expect(keyOfLane([])).toBeNull()
    expect(keyOfLane(3)).toBe(3)
    expect(keyOfLane(null)).toBeNull()
  })
})

describe('a step of a key', () => {
  const lanes = [
    [[1, 2, 3], [4]],
    [[5], []],
  ]
  const step = (row: number, across: number, down: number) => placeBeside(lanes, row, { across, down })

  it('goes over columns to the same height, or to the end of a shorter one', () => {
    expect(step(1, 1, 0)).toEqual({ lane: 0, column: 1, after: null })
    expect(step(3, 1, 0)).toEqual({ lane: 0, column: 1, after: 4 })
    expect(step(4, -1, 0)).toEqual({ lane: 0, column: 0, after: null })
    expect(step(5, 1, 0)).toEqual({ lane: 1, column: 1, after: null })
  })

  it('goes up and down by one card', () => {
    expect(step(2, 0, -1)).toEqual({ lane: 0, column: 0, after: null })
    expect(step(3, 0, -1)).toEqual({ lane: 0, column: 0, after: 1 })
    expect(step(1, 0, 1)).toEqual({ lane: 0, column: 0, after: 2 })
  })

  it('ends at the edges', () => {
    expect(step(1, -1, 0)).toBeNull()
    expect(step(4, 1, 0)).toBeNull()
    expect(step(1, 0, -1)).toBeNull()
    expect(step(3, 0, 1)).toBeNull()
    expect(step(9, 1, 0)).toBeNull()
  })
})
