import type { GridModel } from '@fulcrum/ui'
import { expect, test } from 'vitest'
import { inTheirOrder } from './in-their-order.ts'

test('rows are taken as they stand below each other, whatever the order in which they were chosen; hidden ones are not', () => {
  const shown = [['a', 'b'], ['c']]
  const model: GridModel = {
    revision: 0,
    sections: [],
    rowAt: () => undefined,
    find: (id) => {
      const sectionIndex = shown.findIndex((rows) => rows.includes(id))
      return sectionIndex < 0 ? undefined : { sectionIndex, rowIndex: shown[sectionIndex]?.indexOf(id) ?? 0 }
    },
  }
  expect(inTheirOrder(model, new Set(['c', 'filtered away', 'b', 'a']))).toEqual(['a', 'b', 'c'])
})
