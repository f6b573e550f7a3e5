import { expect, test } from 'vitest'
import { sharedSpec } from './shared-view.ts'

test('a link is told neither the filter of a view nor the rules of its colours', () => {
  const asks = { column: 4, operator: 'more', value: 90_000 }
  const settings = { rows: 'roomy', pinned: [3], colours: [{ when: asks, colour: 'red', of: 3 }] }
  const told = sharedSpec({ kind: 'table', spec: { filter: asks, settings } }, new Set())
  expect(told).toEqual({ settings: { rows: 'roomy', pinned: [3] } })
})
