import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellValue } from '../patch.ts'
import type { CellColumn, CellsPatch, Patch } from '../patch.ts'
import { withoutColumns, withoutItems, withoutRecords } from './forget.ts'

const column = fc.constantFrom<CellColumn>(
  1,
  2,
  'title',
  'updates',
  'group',
  'parent',
  'rank',
  'createdAt',
  'deletedAt',
)

const cells: fc.Arbitrary<CellsPatch> = fc
  .record({
    column,
    rows: fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 5 }),
    shared: fc.boolean(),
    values: fc.array(fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 9 })), { minLength: 5, maxLength: 5 }),
  })
  .map(({ column, rows, shared, values }) => ({
    op: 'cells',
    column,
    rows,
    values: values.slice(0, shared ? 1 : rows.length),
  }))

const puts: fc.Arbitrary<Patch> = fc
  .record({ name: fc.string(), rank: fc.string() })
  .map((fields) => ({ op: 'put', table: 'view', id: 'a', fields }))

test('of purged items each value is gone and each place stays; of all others nothing changes', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(cells, puts)), fc.uniqueArray(fc.nat(6)), (patches, gone) => {
      const rows = new Set(gone)
      const left = withoutItems(patches, rows)
      expect(left.length).toBe(patches.length)
      left.forEach((patch, at) => {
        const before = patches[at]
        if (patch.op !== 'cells' || before?.op !== 'cells') return expect(patch).toEqual(before)
        expect([patch.column, patch.rows]).toEqual([before.column, before.rows])
        patch.rows.forEach((row, index) => {
          const content = typeof patch.column === 'number' || ['title', 'updates'].includes(patch.column)
          expect(cellValue(patch, index)).toBe(rows.has(row) && content ? null : cellValue(before, index))
        })
      })
      // A second time there is nothing to write.
      expect(withoutItems(left, rows)).toBe(left)
    }),
  )
})

test('of purged columns every cell is gone; of other columns, and of what items have beside them, nothing changes', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(cells, puts)), (patches) => {
      const left = withoutColumns(patches, new Set([2]))
      left.forEach((patch, at) => {
        const before = patches[at]
        if (patch.op !== 'cells' || before?.op !== 'cells' || before.column !== 2) return expect(patch).toBe(before)
        expect(patch.rows).toEqual(before.rows)
        patch.rows.forEach((_, index) => expect(cellValue(patch, index)).toBeNull())
      })
      expect(withoutColumns(left, new Set([2]))).toBe(left)
    }),
  )
})

test('of purged records the content is gone where there is any, and patches of others come back as they were', () => {
  const patches: Patch[] = [
    { op: 'put', table: 'update', id: 'a', fields: { body: 'secret', at: 1 } },
    { op: 'put', table: 'view', id: 'b', fields: { name: 'kept' } },
    { op: 'put', table: 'update', id: 'd', fields: { body: 'kept' } },
    { op: 'drop', table: 'update', id: 'c' },
  ]
  const isGone = (table: string, id: string) => table === 'update' && id === 'a'
  const left = withoutRecords(patches, isGone)
  expect(left).toEqual([{ op: 'put', table: 'update', id: 'a', fields: { body: null, at: 1 } }, ...patches.slice(1)])
  expect(withoutRecords(left, isGone)).toBe(left)
})
