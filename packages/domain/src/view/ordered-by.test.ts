import { expect, test } from 'vitest'
import { orderedBy } from './ordered-by.ts'

test('names each column by which rows are chosen, grouped or ordered, and none that is only shown', () => {
  const of = (column: number) => ({ column, operator: 'is', value: 1 })
  const columns = orderedBy({
    filter: { and: [of(1), { or: [of(2), { not: of(3) }] }] },
    sort: [{ column: 'title', direction: 'asc' }],
    groupBy: 4,
    columns: [{ column: 5 }],
    aggregates: [{ column: 6, kind: 'sum' }],
  })
  expect([...columns].toSorted()).toEqual([1, 2, 3, 4, 'title'])
  expect(orderedBy({ filter: null, groupBy: null }).size).toBe(0)
})
