import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCodePoints, query, topK, type SortKey, type ViewSpec } from '../index.ts'
import { LANES, spec } from '../testing/arbitraries.ts'
import { largeBoard, rowsOf, smallBoard } from '../testing/boards.ts'
import { plainView } from '../testing/plain-view.ts'

const collators = ['de', 'sv', 'en', 'ja'].map((locale) => new Intl.Collator(locale, { numeric: true }).compare)
const collator = fc.constantFrom(...collators)
const board = fc.oneof({ arbitrary: smallBoard, weight: 1 }, { arbitrary: largeBoard, weight: 1 })

const key: fc.Arbitrary<SortKey> = fc.record(
  {
    lane: fc.constantFrom(...LANES.map((lane) => lane.key)),
    direction: fc.constantFrom('asc', 'desc'),
    collation: fc.constantFrom('bytes', 'locale'),
    rank: fc.constantFrom<readonly number[]>([0, 3, 1, 2], [0, 5, 5], []),
  },
  { requiredKeys: ['lane', 'direction'] },
)
const keys = fc.array(key, { minLength: 1, maxLength: 4 })

test('rows stand in the order of a plain comparator, key by key, blanks last, ties by row', () => {
  fc.assert(
    fc.property(board, keys, collator, ({ table, plain }, sort, collate) => {
      const wanted = plainView(plain, { sort }, collate).flatMap(({ rows }) => rows)
      expect(rowsOf(query(table, { sort }, { collate }))).toEqual(wanted)
    }),
    { numRuns: 60 },
  )
})

test('an order turned round is the other way round, but for blanks and ties', () => {
  fc.assert(
    fc.property(board, key, collator, ({ table }, one, collate) => {
      const order = (direction: SortKey['direction']) =>
        rowsOf(query(table, { sort: [{ ...one, direction }] }, { collate }))
      const filled = (row: number) => {
        const value = table.get(one.lane, row)
        return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
      }
      const values = (rows: readonly number[]) =>
        rows.filter(filled).map((row) => JSON.stringify(table.get(one.lane, row)))
      if (LANES.find((lane) => lane.key === one.lane)?.type === 'json') return
      expect(values(order('desc'))).toEqual(values(order('asc')).toReversed())
      expect(order('asc').filter((row) => !filled(row))).toEqual(order('desc').filter((row) => !filled(row)))
    }),
    { numRuns: 40 },
  )
})

test('the first rows of an order are those of the whole order, for any window, grouped or not', () => {
  const window = fc.tuple(fc.integer({ min: 0, max: 3_100 }), fc.integer({ min: 0, max: 500 }))
  fc.assert(
    fc.property(board, spec, keys, window, collator, ({ table }, one, sort, [offset, limit], collate) => {
      const sorted: ViewSpec = { ...one, sort, aggregates: [] }
      const whole = rowsOf(query(table, sorted, { collate }))
      for (const from of [offset % (whole.length + 1), offset]) {
        expect(Array.from(topK(table, sorted, from, limit, { collate }))).toEqual(whole.slice(from, from + limit))
      }
    }),
    { numRuns: 60 },
  )
})

test('code points are ordered as the bytes of their UTF-8', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('a', '\u{1f600}', '\uff5e', '\ud7ff', '\ue000', '\uffff', '\u{10000}', 'ß'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    ),
    maxLength: 6,
  })
  fc.assert(
    fc.property(text, text, (left, right) => {
      expect(Math.sign(compareCodePoints(left, right))).toBe(
        Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right))),
      )
    }),
    { numRuns: 1_000 },
  )
})
