import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, scopeOf, viewField, type ColumnKind, type Json } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { valueFilter } from './value-filter.ts'

function fieldOf(kind: string) {
  const kinds = new KindRegistry(columnKinds as readonly ColumnKind[])
  const board = new BoardState(scopeOf('board', '0190a000-0000-7000-8000-000000000001'), kinds)
  const found = kinds.get(kind)
  const fields = {
    number: 1,
    kind,
    title: 'C',
    rank: 'a',
    settings: found?.defaultSettings ?? {},
    settingsVersion: found?.version ?? 1,
  }
  board.patch([{ op: 'put', table: 'column', id: 'c', fields }], 0, null)
  const field = viewField(board, 1)
  if (field === undefined) throw new Error(kind)
  return field
}

test.each<[string, Json, Json, Json]>([
  ['status', 5, { operator: 'is', value: [5] }, { operator: 'is-not', value: [5] }],
  ['tags', [1, 2], { operator: 'has-any', value: [1, 2] }, { operator: 'has-none', value: [1, 2] }],
  ['people', ['a'], { operator: 'has-any', value: ['a'] }, { operator: 'has-none', value: ['a'] }],
  ['number', 3, { operator: 'is', value: 3 }, { operator: 'is-not', value: 3 }],
  ['date', { day: 20_000, minute: null }, { operator: 'is', value: 20_000 }, { operator: 'is-not', value: 20_000 }],
  ['text', 'x', { operator: 'is', value: 'x' }, { operator: 'is-not', value: 'x' }],
  ['status', null, { operator: 'is-empty' }, { operator: 'is-not-empty' }],
])('a %s of %j is filtered by it, and without it', (kind, value, by, without) => {
  expect(valueFilter(fieldOf(kind), value)).toEqual({ column: 1, ...(by as object) })
  expect(valueFilter(fieldOf(kind), value, true)).toEqual({ column: 1, ...(without as object) })
})

test('what no operator says of a value is offered by none', () => {
  expect(valueFilter({ ...fieldOf('number'), operators: [] }, 3)).toBeNull()
})
