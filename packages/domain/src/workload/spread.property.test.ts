import { Table } from '@fulcrum/columnar'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { workCalendar } from '../schedule/calendar.ts'
import { spreadWork, type WorkSource } from './spread.ts'
import { slowDays, type PlainWork } from './testing/slow-spread.ts'

const TODAY = 20_780

const day = fc.option(fc.integer({ min: TODAY - 30, max: TODAY + 40 }), { freq: 5 })
const work: fc.Arbitrary<PlainWork> = fc.record({
  people: fc.subarray(['ada', 'grace', 'zoe']),
  start: day,
  last: day,
  effort: fc.option(fc.integer({ min: -2, max: 40 }), { freq: 5 }),
  over: fc.boolean(),
})
const workDays = fc.record({
  weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 7 }),
  holidays: fc.uniqueArray(fc.integer({ min: TODAY - 20, max: TODAY + 40 }), { maxLength: 6 }),
})
const scale = fc.record({
  from: fc.integer({ min: TODAY - 20, max: TODAY + 20 }),
  width: fc.constantFrom(1, 7),
  count: fc.integer({ min: 1, max: 12 }),
})

function tableOf(works: readonly PlainWork[]): Table {
  const table = new Table([
    { key: 'p', type: 'refSet' },
    { key: 's', type: 'day' },
    { key: 'l', type: 'day' },
    { key: 'e', type: 'number' },
  ])
  const rows = works.map((_, row) => row)
  table.edit({
    insert: rows,
    cells: [
      { lane: 'p', rows, values: works.map(({ people }) => people) },
      { lane: 's', rows, values: works.map(({ start }) => start) },
      { lane: 'l', rows, values: works.map(({ last }) => last) },
      { lane: 'e', rows, values: works.map(({ effort }) => effort) },
    ],
  })
  return table
}

const sourceOf = (works: readonly PlainWork[]): WorkSource => ({
  people: 'p',
  start: 's',
  last: 'l',
  effort: 'e',
  isOver: (row) => works[row]?.over === true,
})

test('sums per person and cell are those of adding up day after day', () => {
  fc.assert(
    fc.property(fc.array(work, { maxLength: 12 }), workDays, scale, (works, days, cells) => {
      const found = spreadWork(tableOf(works), {}, sourceOf(works), workCalendar(days), cells)
      const open = works.map((each, row) => ({ ...each, row })).filter(({ over }) => !over)
      expect(found.open).toBe(open.length)
      for (const { id, planned, items, undated } of found.people) {
        const own = open.filter(({ people }) => (id === null ? people.length === 0 : people.includes(id)))
        const dated = own.filter(({ start, last }) => start !== null || last !== null)
        expect(undated).toEqual(own.filter((each) => !dated.includes(each)).map(({ row }) => row))
        for (let cell = 0; cell < cells.count; cell += 1) {
          const start = cells.from + cell * cells.width
          const end = start + cells.width - 1
          const isIn = (at: number): boolean => start <= at && at <= end
          const slow = dated.map((each) => [...slowDays(each, days)].filter(([at]) => isIn(at)))
          const amounts = slow.map((parts) => parts.reduce((sum, [, amount]) => sum + amount, 0))
          const hit = dated.filter((_, at) => (slow[at]?.length ?? 0) > 0)
          expect(planned[cell]).toBeCloseTo(
            amounts.reduce((sum, one) => sum + one, 0),
            8,
          )
          expect(items[cell]).toBe(hit.length)
          const shares = found.sharesOf(id, { start, end })
          expect(shares.map(({ row }) => row)).toEqual(hit.map(({ row }) => row))
          const some = [start, start + 2, end].filter(isIn)
          const onSome = slow.filter((parts) => parts.some(([at]) => some.includes(at)))
          expect(found.itemsOn(id, some)).toBe(onSome.length)
          expect(shares.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(planned[cell] ?? 0, 8)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('nothing is lost: over all cells and people stands what all the items are', () => {
  fc.assert(
    fc.property(fc.array(work, { maxLength: 12 }), workDays, (works, days) => {
      const all = { from: TODAY - 60, width: 7, count: 30 }
      const { people } = spreadWork(tableOf(works), {}, sourceOf(works), workCalendar(days), all)
      const sum = people.reduce((total, { planned }) => total + planned.reduce((left, right) => left + right, 0), 0)
      const whole = works
        .filter(({ over, start, last }) => !over && (start !== null || last !== null))
        .reduce((total, { effort }) => total + Math.max(0, effort ?? 0), 0)
      expect(sum).toBeCloseTo(whole, 6)
    }),
  )
})

test('whose work is over still has a row, and nobody has the last one', () => {
  const works: PlainWork[] = [
    { people: [], start: TODAY, last: null, effort: 2, over: false },
    { people: ['ada'], start: TODAY, last: TODAY, effort: 2, over: true },
  ]
  const { people } = spreadWork(tableOf(works), {}, sourceOf(works), workCalendar({ weekend: [6, 7], holidays: [] }), {
    from: TODAY,
    width: 1,
    count: 1,
  })
  expect(people.map(({ id, planned }) => [id, planned[0]])).toEqual([
    ['ada', 0],
    [null, 2],
  ])
})
