import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregatesFor, pivot, query, type AggregateSpec, type GroupKey, type PivotAxis } from '../index.ts'
import { filter, LANES } from '../testing/arbitraries.ts'
import { largeBoard, smallBoard } from '../testing/boards.ts'
import { plainView } from '../testing/plain-view.ts'

const collate = new Intl.Collator('de', { numeric: true }).compare
const board = fc.oneof({ arbitrary: smallBoard, weight: 2 }, { arbitrary: largeBoard, weight: 1 })
const lane = fc.constantFrom(...LANES.map(({ key }) => key))
const aggregate: fc.Arbitrary<AggregateSpec> = fc.constantFrom(
  ...LANES.flatMap(({ key, type }) => aggregatesFor(type).map((kind): AggregateSpec => ({ lane: key, kind }))),
)

test('parts, and parts of parts, equal those of plain views, with what is computed of them', () => {
  fc.assert(
    fc.property(board, fc.option(filter), lane, lane, aggregate, ({ table, plain }, by, first, second, spec) => {
      const found = pivot(
        table,
        { filter: by, by: { lane: first }, split: { lane: second }, aggregate: spec },
        { collate },
      )
      const wholes = plainView(plain, { filter: by, group: { lane: first }, aggregates: [spec] }, collate)
      expect(found.keys).toEqual(wholes.map(({ key }) => key))
      for (const { key, rows, aggregates } of wholes) {
        expect(found.whole(key)).toEqual({ count: rows.length, value: aggregates[0] })
        expect([...found.rows(key)]).toEqual(rows)
        const inside = { ...plain, live: new Set(rows) }
        const parts = plainView(inside, { group: { lane: second }, aggregates: [spec] }, collate)
        expect(found.splits.filter((split) => found.cell(key, split))).toEqual(parts.map((part) => part.key))
        for (const part of parts) {
          expect(found.cell(key, part.key)).toEqual({ count: part.rows.length, value: part.aggregates[0] })
          expect([...found.rows(key, part.key)]).toEqual(part.rows)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('values that are made to one part are computed together', () => {
  const evenOf = (key: GroupKey): GroupKey => (key === null ? null : Number(key) - (Number(key) % 2))
  const axis: PivotAxis = { lane: 'day', part: evenOf }
  fc.assert(
    fc.property(board, ({ table }) => {
      const spec: AggregateSpec = { lane: 'points', kind: 'median' }
      const { keys, rows, whole } = pivot(table, { by: axis, aggregate: spec })
      const days = query(table, { group: { lane: 'day' } })
      expect(keys).toEqual([...new Set(days.groups.map(({ key }) => evenOf(key)))])
      for (const key of keys) {
        const those = days.groups.filter((group) => evenOf(group.key) === key)
        const expected = those.flatMap((group) => [...days.rows(group.key)]).sort((left, right) => left - right)
        expect([...rows(key)]).toEqual(expected)
        expect(whole(key)?.count).toBe(expected.length)
      }
    }),
    { numRuns: 30 },
  )
})

test('without a lane to part by, all rows are one part, also where there is none', () => {
  fc.assert(
    fc.property(smallBoard, ({ table }) => {
      const { total } = pivot(table, { aggregate: { lane: 'points', kind: 'sum' } })
      const [all] = query(table, { aggregates: [{ lane: 'points', kind: 'sum' }] }).groups
      expect(total.count).toBe(all?.count)
      if (total.count > 0) expect(total.value).toBe(all?.aggregates[0])
    }),
    { numRuns: 30 },
  )
})
