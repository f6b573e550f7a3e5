import { expect, test } from 'vitest'
import type { BoardColumn } from '../board/columns.ts'
import type { Fields } from '../record.ts'
import { workloadColumns } from './columns.ts'

function column(number: number, kind: object, lane: object, fields: Fields = {}, unit = ''): BoardColumn {
  return { number, kind, lanes: [{ key: `c${number}`, ...lane }], fields, settings: { unit } } as unknown as BoardColumn
}

const people = column(
  1,
  { references: { to: 'member', lane: 'people' }, aggregates: [] },
  { name: 'people', type: 'refSet' },
)

const amounts = (number: number, unit: string, fields: Fields = {}): BoardColumn =>
  column(number, { defaultLane: 'number', aggregates: ['sum'] }, { name: 'number', type: 'number' }, fields, unit)

test('what somebody can do was said of the effort that was chosen, and goes with it', () => {
  const chosen = { people: 1, effort: 9, capacity: 6 }
  expect(workloadColumns([people, amounts(9, 'points')], chosen).capacity).toBe(6)
  expect(workloadColumns([people], chosen)).toMatchObject({ effort: undefined, capacity: null })
  const deleted = amounts(9, 'points', { deletedAt: 1 })
  expect(workloadColumns([people, deleted], chosen)).toMatchObject({ effort: undefined, capacity: null })
})

test('a number of items in a day stands where items are counted on purpose', () => {
  expect(workloadColumns([people], { effort: null, capacity: 6 }).capacity).toBe(6)
  expect(workloadColumns([people], { capacity: 6 }).capacity).toBe(6)
})

test('hours have their ordinary day until somebody says otherwise, and other units have none', () => {
  const columns = [people, amounts(4, 'h'), amounts(5, 'points')]
  expect(workloadColumns(columns, { effort: 4 }).capacity).toBe(8)
  expect(workloadColumns(columns, { effort: 4, capacity: 6 }).capacity).toBe(6)
  expect(workloadColumns(columns, { effort: 4, capacity: null }).capacity).toBeNull()
  expect(workloadColumns(columns, { effort: 5 }).capacity).toBeNull()
})
