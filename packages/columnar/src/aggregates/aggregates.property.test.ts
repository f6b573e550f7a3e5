import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregatesFor, LiveView, query, type AggregateSpec } from '../index.ts'
import { filter, LANES } from '../testing/arbitraries.ts'
import { largeBoard, seen, smallBoard } from '../testing/boards.ts'
import { plainView } from '../testing/plain-view.ts'

const collate = new Intl.Collator('de', { numeric: true }).compare
const board = fc.oneof({ arbitrary: smallBoard, weight: 1 }, { arbitrary: largeBoard, weight: 2 })

/** Every aggregate of every lane. */
const everything: readonly AggregateSpec[] = LANES.flatMap(({ key, type }) =>
  aggregatesFor(type).map((kind): AggregateSpec => ({ lane: key, kind })),
)
const group = fc.option(fc.record({ lane: fc.constantFrom(...LANES.map(({ key }) => key)) }))

test('every aggregate of every lane equals the plain one to the last bit, in every group', () => {
  fc.assert(
    fc.property(board, fc.option(filter), group, ({ table, plain }, by, grouped) => {
      const spec = { filter: by, group: grouped, aggregates: everything }
      expect(seen(query(table, spec, { collate }))).toEqual(plainView(plain, spec, collate))
    }),
    { numRuns: 30 },
  )
})

test('sums do not depend on how the numbers came to be there', () => {
  const numbers = fc.array(
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
      fc.constantFrom(0.1, 1e16, -1e16),
    ),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  const aggregates: readonly AggregateSpec[] = [
    { lane: 'points', kind: 'sum' },
    { lane: 'points', kind: 'mean' },
  ]
  fc.assert(
    fc.property(largeBoard, numbers, fc.infiniteStream(fc.nat()), ({ table, plain }, values, at) => {
      const view = new LiveView(table, { aggregates }, { collate })
      const place = () => (at.next().value ?? 0) % (table.rowCount + 1)
      const check = () => expect(seen(view)).toEqual(plainView(plain, { aggregates }, collate))
      check()
      for (const value of values) {
        const [row, other] = [place(), place()]
        table.edit({
          insert: [row],
          remove: other === row ? [] : [other],
          cells: [{ lane: 'points', rows: [row], values: [value + 0] }],
        })
        plain.live.add(row)
        if (other !== row) plain.live.delete(other)
        plain.cells.set(row, { ...plain.cells.get(row), points: value + 0 })
      }
      check()
    }),
    { numRuns: 30 },
  )
})
