import { expect, test } from 'vitest'
import type { ColumnKind } from '../column/kind.ts'
import { countKind, noteKind } from '../testing/kinds.ts'
import { viewKind } from './kinds/all.ts'
import { replaceColumn } from './replace-column.ts'
import type { BoardViewSpec } from './spec.ts'

const from: ColumnKind = {
  ...noteKind,
  operators: [
    { id: 'is-empty', label: 'is empty', lane: 'text', op: 'empty', takes: 'nothing' },
    { id: 'is', label: 'is', lane: 'text', op: 'is', takes: 'text' },
    { id: 'any', label: 'is any of', lane: 'text', op: 'is', takes: 'options' },
  ],
}
const to: ColumnKind = {
  ...countKind,
  aggregates: ['sum'],
  operators: [
    { id: 'is-empty', label: 'is empty', lane: 'count', op: 'empty', takes: 'nothing' },
    { id: 'is', label: '=', lane: 'count', op: 'eq', takes: 'number' },
    { id: 'any', label: 'is any of', lane: 'count', op: 'eq', takes: 'options' },
  ],
}

function replaced(spec: BoardViewSpec): BoardViewSpec {
  return replaceColumn(spec, { from: { number: 3, kind: from }, to: { number: 9, kind: to } })
}

test('place, width and sort go along; other columns stay as they are', () => {
  const columns = [{ column: 'title' as const }, { column: 3, width: 90 }, { column: 4, hidden: true }]
  expect(replaced({ columns, sort: [{ column: 3, direction: 'desc' }] })).toEqual({
    columns: [{ column: 'title' }, { column: 9, width: 90 }, { column: 4, hidden: true }],
    sort: [{ column: 9, direction: 'desc' }],
  })
})

test('what the new kind cannot do is left out: groups, totals', () => {
  const aggregates = [
    { column: 3, kind: 'filled' },
    { column: 3, kind: 'sum' },
    { column: 4, kind: 'filled' },
  ]
  expect(replaced({ groupBy: 3, aggregates })).toEqual({
    groupBy: null,
    aggregates: [
      { column: 9, kind: 'sum' },
      { column: 4, kind: 'filled' },
    ],
  })
  expect(replaced({ groupBy: 4 })).toEqual({ groupBy: 4 })
})

test('a condition goes along only where the new kind asks the same of the same sort of thing', () => {
  const filter = {
    and: [
      { column: 3, operator: 'is-empty' },
      { or: [{ column: 3, operator: 'is', value: 'x' }, { not: { column: 3, operator: 'any', value: [1] } }] },
    ],
  }
  expect(replaced({ filter })).toEqual({
    filter: {
      and: [
        { column: 9, operator: 'is-empty' },
        { or: [{ column: 3, operator: 'is', value: 'x' }, { not: { column: 3, operator: 'any', value: [1] } }] },
      ],
    },
  })
})

test('settings of its kind go along as the kind says', () => {
  const replacement = { from: { number: 3, kind: from }, to: { number: 9, kind: to } }
  const spec = { settings: { cards: [3, 4], swimlanes: 3, hideEmpty: true } }
  const settings = { cards: [9, 4], swimlanes: 9, hideEmpty: true }
  expect(replaceColumn(spec, replacement, viewKind('kanban'))).toEqual({ settings })
  expect(replaceColumn(spec, replacement)).toEqual(spec)
})

test('rules of colours go along: what they colour, and what they ask where the new kind asks the same', () => {
  const replacement = { from: { number: 3, kind: from }, to: { number: 9, kind: to } }
  const rules = (of: number, column: number) => [
    { when: { and: [{ column, operator: 'is-empty' }] }, colour: 'red', of },
    { when: { column: 3, operator: 'any', value: [1] }, colour: 'blue', of: 'row' },
  ]
  const spec = { settings: { colours: rules(3, 3) } }
  expect(replaceColumn(spec, replacement, viewKind('table'))).toEqual({ settings: { colours: rules(9, 9) } })
})
