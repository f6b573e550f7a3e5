import { maxCellsPerChange } from '@fulcrum/domain'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SliceBuilder } from './slice-builder.ts'
import type { ConvertedRecord } from './slice-builder.ts'

const cell = fc.tuple(
  fc.integer({ min: 1, max: 30 }),
  fc.oneof(fc.string({ maxLength: 5_000 }), fc.integer(), fc.constant(['a', 'b'])),
)
const records = fc.array(
  fc.record({
    title: fc.string({ minLength: 1, maxLength: 300 }),
    cells: fc.uniqueArray(cell, { maxLength: 30, selector: ([column]) => column }),
  }),
  { minLength: 1, maxLength: 300 },
)

test('slices hold every record once, in order, and are each small enough for one change', () => {
  fc.assert(
    fc.property(records, (made) => {
      const builder = new SliceBuilder()
      const slices = []
      for (const [index, { title, cells }] of made.entries()) {
        const record: ConvertedRecord = { ...nothing, key: `k${index}`, title, cells }
        if (builder.isFullFor(record)) slices.push(builder.take())
        builder.add(record)
      }
      slices.push(builder.take())
      expect(builder.take()).toBeNull()
      expect(slices.flatMap((slice) => slice?.keys)).toEqual(made.map((_, index) => `k${index}`))
      expect(slices.flatMap((slice) => slice?.titles)).toEqual(made.map(({ title }) => title))
      let from = 0
      for (const slice of slices) {
        const part = made.slice(from, (from += slice?.keys.length ?? 0))
        const back = part.map(() => new Map<number, unknown>())
        for (const { column, at, values } of slice?.cells ?? []) {
          at.forEach((position, index) => back[position]?.set(column, values[index]))
        }
        expect(back).toEqual(part.map(({ cells }) => new Map(cells)))
        const cells = (slice?.cells ?? []).reduce((sum, { at }) => sum + at.length, 0)
        // What every item has besides its columns comes to at most twelve more.
        if (part.length > 1) expect(cells + 12 * part.length).toBeLessThanOrEqual(maxCellsPerChange)
        if (part.length > 1) expect(Buffer.byteLength(JSON.stringify(slice?.cells))).toBeLessThan(256 * 1024)
      }
    }),
    { numRuns: 60 },
  )
})

const nothing = {
  parentKey: null,
  group: null,
  createdAt: null,
  createdBy: null,
  updatedAt: null,
  updatedBy: null,
  history: [],
  updates: [],
  links: [],
  oldKey: null,
}
