import { workCalendar } from '@fulcrum/domain/schedule'
import type { PersonLoad, Workload } from '@fulcrum/domain/workload'
import { expect, test } from 'vitest'
import { loadRows } from './load-rows.ts'

/** A Monday. */
const MONDAY = 20_780
const calendar = workCalendar({ weekend: [6, 7], holidays: [MONDAY + 9] })
const scale = { from: MONDAY, width: 7, count: 2 }
const naming = { nameOf: (id: string) => id, offOf: () => [], nobody: 'Nobody', locale: 'en' }

function load(id: string | null, planned: readonly number[]): PersonLoad {
  return {
    id,
    planned: Float64Array.from(planned),
    items: Int32Array.from(planned, (each) => Number(each > 0)),
    undated: [],
  }
}

function rowsOf(people: readonly PersonLoad[], capacity: number | null) {
  const work: Workload = { people, open: 1, sharesOf: () => [], itemsOn: () => 0 }
  return loadRows(work, scale, calendar, capacity, naming)
}

test('what can be done follows from the working days of a week, and says how full it is', () => {
  const [ada, zoe] = rowsOf([load('Zoe', [32, 32.5]), load('Ada', [0, 10])], 8)
  expect(ada?.cells.map(({ room, fullness }) => [room, fullness])).toEqual([
    [40, 'none'],
    [32, 'some'],
  ])
  expect(zoe?.cells.map(({ fullness }) => fullness)).toEqual(['full', 'over'])
})

test('sums that are a little beside a whole number are not too much', () => {
  const tenths = Array.from({ length: 100 }, () => 0.1).reduce((sum, one) => sum + one, 0) * 4
  const [ada] = rowsOf([load('Ada', [tenths + 1e-9, 0])], 8)
  expect(ada?.cells[0]?.fullness).toBe('full')
})

test('nothing is too much that reads as what can be done: both are rounded to one decimal', () => {
  const [ada, zoe] = rowsOf([load('Ada', [40.02, 32.04]), load('Zoe', [40.06, 31.96])], 8)
  expect(ada?.cells.map(({ over, fullness }) => [over, fullness])).toEqual([
    [0, 'full'],
    [0, 'full'],
  ])
  expect(zoe?.cells.map(({ over, fullness }) => [over, fullness])).toEqual([
    [0.1, 'over'],
    [0, 'full'],
  ])
})

test('without a limit nothing is too much, and nobody has none', () => {
  expect(rowsOf([load('Ada', [900, 0])], null)[0]?.cells.map(({ room, fullness }) => [room, fullness])).toEqual([
    [null, 'plain'],
    [null, 'none'],
  ])
  const [, nobody] = rowsOf([load(null, [900, 0]), load('Ada', [1, 0])], 8)
  expect(nobody).toMatchObject({ name: 'Nobody', cells: [{ room: null, fullness: 'plain' }, { fullness: 'none' }] })
})

test('days away take from what can be done, and what falls on whole ones is counted', () => {
  const off = [
    { id: 'a', from: MONDAY + 1, to: MONDAY + 2 },
    { id: 'b', from: MONDAY + 3, to: MONDAY + 3, half: true as const },
  ]
  const asked: (readonly number[])[] = []
  const itemsOn: Workload['itemsOn'] = (_, days) => {
    asked.push(days)
    return 2
  }
  const work: Workload = { people: [load('Ada', [24, 8])], open: 2, sharesOf: () => [], itemsOn }
  const [ada] = loadRows(work, scale, calendar, 8, { ...naming, offOf: () => off })
  expect(ada?.cells[0]).toMatchObject({ room: 20, away: 2.5, whileAway: 2, fullness: 'over' })
  expect(ada?.cells[1]).toMatchObject({ room: 32, away: 0, whileAway: 0 })
  // Once for a cell: every question goes through all items of a person.
  expect(asked).toEqual([[MONDAY + 1, MONDAY + 2]])
})
