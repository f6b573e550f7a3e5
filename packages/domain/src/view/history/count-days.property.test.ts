import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../json.ts'
import type { CellColumn, Patch } from '../../patch.ts'
import { byTime, cellChanges } from './cell-changes.ts'
import type { CellChange } from './cell-changes.ts'
import { countDays } from './count-days.ts'
import type { DaysAsked, PastItem } from './count-days.ts'

const dayMs = 86_400_000
const columns: readonly CellColumn[] = [1, 2, 'deletedAt']

const value = fc.option(fc.integer({ min: 1, max: 3 }))
const change: fc.Arbitrary<CellChange> = fc.record({
  row: fc.constant(0),
  column: fc.constantFrom(...columns),
  at: fc.integer({ min: 0, max: 12 * dayMs }),
  version: fc.integer({ min: 1, max: 1_000 }),
  before: value,
  after: value,
})
const item: fc.Arbitrary<PastItem> = fc
  .record({
    createdAt: fc.integer({ min: 0, max: 12 * dayMs }),
    madeAt: fc.integer({ min: 0, max: 12 * dayMs }),
    now: fc.tuple(value, value, value),
    changes: fc.uniqueArray(change, { maxLength: 8, selector: ({ version }) => version }),
  })
  .map(({ now, ...rest }) => ({ ...rest, now: (column) => now[columns.indexOf(column)] ?? null }))

const asked: DaysAsked = {
  columns,
  place: (cell) =>
    cell('deletedAt') === null ? { key: cell(1) as number | null, amount: Number(cell(2) ?? 0) / 10 } : null,
  dayOf: (at) => Math.floor(at / dayMs),
  first: 2,
  last: 9,
}

/** The slow plain way: every cell of every item looked up anew for each day. */
function replayed(items: readonly PastItem[], key: unknown, day: number): number {
  const end = (day + 1) * dayMs - 1
  let sum = 0
  for (const { createdAt, madeAt, changes, now } of items) {
    if (createdAt > end) continue
    const cell = (column: CellColumn): Json => {
      const of = changes.filter((each) => each.column === column).sort(byTime)
      const until = of.filter(({ at }) => at <= end).at(-1)
      const last = of.at(-1)
      // What was recorded here holds from then on, whatever the imported history ended in.
      if (last && last.at < madeAt && madeAt <= end) return now(column)
      return until ? until.after : of[0] ? of[0].before : now(column)
    }
    const here = asked.place(cell)
    if (here !== null && here.key === key) sum += here.amount
  }
  return sum
}

test('each day of each line is what a replay of every cell until then gives', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 8 }), (items) => {
      const lines = countDays(items, asked)
      for (const key of [1, 2, 3, null]) {
        const line = lines.find((each) => each.key === key)
        for (let day = asked.first; day <= asked.last; day++) {
          expect(line?.values[day - asked.first] ?? 0).toBeCloseTo(replayed(items, key, day), 5)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('what an item was made with is no change; what was found is asked only where something was', () => {
  const made = {
    version: 1,
    at: 5,
    patches: [
      { op: 'cells', column: 'createdAt', rows: [4], values: [5] },
      { op: 'cells', column: 1, rows: [4], values: [2] },
    ],
    inverse: () => {
      throw new Error('not needed')
    },
  } as const
  expect(cellChanges(made, new Set([1]))).toEqual({ changes: [], made: new Set([4]) })
  const changed = {
    version: 2,
    at: 9,
    patches: [{ op: 'cells', column: 1, rows: [4, 5], values: [3] }],
    inverse: (): readonly Patch[] => [{ op: 'cells', column: 1, rows: [4, 5], values: [2, null] }],
  } as const
  expect(cellChanges(changed, new Set([1])).changes).toEqual([
    { row: 4, column: 1, at: 9, version: 2, before: 2, after: 3 },
    { row: 5, column: 1, at: 9, version: 2, before: null, after: 3 },
  ])
})
