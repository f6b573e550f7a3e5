import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { cellValue, maxCellsPerChange } from '../patch.ts'
import type { CellsPatch, Patch } from '../patch.ts'
import type { Json } from '../json.ts'
import { partsOf } from './parts.ts'

const value = fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.array(fc.string(), { maxLength: 3 }))

const cells = fc
  .record({ column: fc.integer({ min: 1, max: 5 }), from: fc.nat(50), count: fc.integer({ min: 1, max: 3_000 }) })
  .chain(({ column, from, count }) =>
    fc
      .oneof(fc.tuple(value), fc.array(value, { minLength: count, maxLength: count, size: 'max' }))
      .map((values): CellsPatch => ({ op: 'cells', column, rows: rowsFrom(from, count), values })),
  )

function rowsFrom(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index)
}

/** What the cells are after patches, one after another. */
function after(patches: readonly Patch[]): Map<string, Json> {
  const state = new Map<string, Json>()
  for (const patch of patches) {
    if (patch.op !== 'cells') continue
    patch.rows.forEach((row, index) => state.set(`${patch.column}|${row}`, cellValue(patch, index)))
  }
  return state
}

test('the parts of a write do together what the write does, and each fits into a change', () => {
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1, maxLength: 4 }), (patches) => {
      const inverse: Patch[] = patches.map((patch) => ({ ...patch, values: [null] }))
      const parts = partsOf({ patches, inverse })
      const whole = (side: 'patches' | 'inverse') => parts.flatMap((part) => part[side])
      expect(after(whole('patches'))).toEqual(after(patches))
      expect(after(whole('inverse'))).toEqual(after(inverse))
      for (const part of parts) {
        const count = part.patches.reduce((sum, patch) => sum + (patch.op === 'cells' ? patch.rows.length : 0), 0)
        expect(count).toBeLessThanOrEqual(maxCellsPerChange)
        // Taking a part back concerns the rows that it wrote and no others.
        expect(rowsIn(part.inverse)).toEqual(rowsIn(part.patches))
      }
    }),
    { numRuns: 30 },
  )
})

function rowsIn(patches: readonly Patch[]): Set<number> {
  return new Set(patches.flatMap((patch) => (patch.op === 'cells' ? patch.rows : [])).sort((a, b) => a - b))
}

test('long texts make parts of their own, and what sets records stays whole', () => {
  const long: CellsPatch = {
    op: 'cells',
    column: 1,
    rows: [0, 1, 2],
    values: ['a', 'b', 'c'].map((x) => x.repeat(1e5)),
  }
  expect(partsOf({ patches: [long], inverse: [] })).toHaveLength(3)
  const put: Patch = { op: 'put', table: 'group', id: 'g', fields: { title: 'G' } }
  expect(partsOf({ patches: [put, long], inverse: [] })).toEqual([{ patches: [put, long], inverse: [] }])
  const small: CellsPatch = { ...long, values: ['a', 'b', 'c'] }
  expect(partsOf({ patches: [small], inverse: [] })).toEqual([{ patches: [small], inverse: [] }])
})
