import { expect, test } from 'vitest'
import type { LoadCell, LoadRow } from './load-rows.ts'
import { drawnPlace, TIME_OFF, UNDATED } from './places.ts'

const row = (id: string | null, undated: readonly number[] = []): LoadRow => ({
  id,
  name: id ?? 'Nobody',
  cells: Array.from({ length: 3 }, () => ({}) as LoadCell),
  undated,
})
const rows = [row('ada', [7]), row('me'), row(null)]
const drawn = (at: number, of: number): number => drawnPlace({ row: of, at }, rows, 'me').at

test('a place that is drawn is kept', () => {
  const places = [
    { row: 0, at: UNDATED },
    { row: 1, at: TIME_OFF },
    { row: 2, at: 2 },
  ]
  expect(places.map((place) => drawnPlace(place, rows, 'me'))).toEqual(places)
})

test('where nothing is at a place any more, the first cell of its row can be reached', () => {
  expect(drawn(TIME_OFF, 0)).toBe(0)
  expect(drawn(TIME_OFF, 2)).toBe(0)
  expect(drawnPlace({ row: 1, at: TIME_OFF }, rows, undefined).at).toBe(0)
  expect(drawn(UNDATED, 1)).toBe(0)
  expect(drawn(3, 1)).toBe(0)
})

test('where its row is gone, the first of all', () => {
  expect(drawnPlace({ row: 3, at: TIME_OFF }, rows, 'me')).toEqual({ row: 0, at: 0 })
})
