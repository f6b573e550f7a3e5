import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Table, compareCodePoints, prepareView, query, topK, type SortKey, type ViewSpec } from '../index.ts'
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

test('an order of texts that is made ready in steps is that of a plain comparator, whatever is written in between', () => {
  const texts = fc.array(fc.constantFrom('a', 'B', 'ä', '10', '9', '', 'é', 'Z', ' '), { maxLength: 3 })
  const edits = fc.array(fc.tuple(fc.nat(9_999), texts), { maxLength: 12 })
  const direction = fc.constantFrom('asc' as const, 'desc' as const)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_000 }), fc.nat(), edits, collator, fc.boolean(), direction, (...given) => {
      const [count, seed, written, collate, byLocale, way] = given
      const rows = Array.from({ length: count }, (_, row) => row)
      const table = new Table([{ key: 'title', type: 'text' }])
      const values = rows.map((row) => ((row * 7_919 + seed) % 10_007).toString(row % 3 === 0 ? 36 : 10))
      table.edit({ insert: rows, cells: [{ lane: 'title', rows, values }] })
      const view: ViewSpec = { sort: [{ lane: 'title', direction: way, collation: byLocale ? 'locale' : 'bytes' }] }
      const waiting = [...written]
      for (const _ of prepareView(table, view, { collate })) {
        const [at, parts] = waiting.pop() ?? []
        if (at === undefined || parts === undefined) continue
        table.edit({ cells: [{ lane: 'title', rows: [at % count], values: [parts.join('') || null] }] })
      }
      const text = (row: number) => String(table.get('title', row) ?? '')
      const compare = (a: string, b: string) => (byLocale && collate(a, b)) || compareCodePoints(a, b)
      const sign = way === 'asc' ? 1 : -1
      const wanted = rows.toSorted((a, b) => {
        const [left, right] = [text(a), text(b)]
        if (left === '' || right === '') return Number(left === '') - Number(right === '') || a - b
        return sign * compare(left, right) || a - b
      })
      expect(rowsOf(query(table, view, { collate }))).toEqual(wanted)
    }),
    { numRuns: 40 },
  )
})
