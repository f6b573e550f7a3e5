import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, scopeOf, toViewSpec, viewField } from '@fulcrum/domain'
import type { FilterSpec } from '@fulcrum/domain'
import { expect, it } from 'vitest'
import { filterDefaults } from './filter-defaults.ts'
import { conditionWords, filterWords } from './filter-words.ts'

const boardId = '0190a000-0000-7000-8000-000000000001'
const ada = '0190a000-0000-7000-8000-0000000000aa'
const kinds = new KindRegistry(columnKinds)
const state = new BoardState(scopeOf('board', boardId), kinds)
state.load('board', boardId, { name: 'Sprint' })
;['status', 'people', 'tags', 'date'].forEach((kind, index) => {
  state.load('column', `0190a000-0000-7000-8000-00000000000${index + 2}`, {
    number: index + 1,
    kind,
    title: kind,
    rank: String.fromCharCode(65 + index),
    settings:
      kind === 'tags'
        ? { labels: [{ number: 4, name: 'Bug', colour: 'red' }] }
        : (kinds.get(kind)?.defaultSettings ?? {}),
  })
})
const find = (column: Parameters<typeof viewField>[1]) => viewField(state, column)

it('gives a new item what plain conditions ask for, and nothing for what excludes or is nested', () => {
  const filter: FilterSpec = {
    and: [
      { column: 1, operator: 'is', value: [2, 3] },
      { column: 2, operator: 'has-any', value: ['me'] },
      { column: 3, operator: find(3)?.operators[0]?.id ?? '', value: [4] },
      { column: 1, operator: 'is-not', value: [5] },
      { or: [{ column: 4, operator: 'is', value: 20_000 }] },
    ],
  }
  expect(filterDefaults(filter, find, ada).cells).toEqual([
    { column: 1, value: 2 },
    { column: 2, value: [ada] },
    { column: 3, value: [4] },
  ])
})

it('says filters as people read them', () => {
  const context = { personName: () => 'Ada', locale: 'en-GB', timeZone: 'UTC', groups: [], today: 20_000 }
  const status: FilterSpec = { column: 1, operator: 'is', value: [1, 5] }
  expect(conditionWords(status, find(1), context)).toEqual({ column: 'status', operator: 'is', value: 'To do, Done' })
  const nested: FilterSpec = {
    or: [
      status,
      {
        and: [
          { column: 2, operator: 'has-any', value: ['me'] },
          { column: 4, operator: 'before', value: { today: -1 } },
        ],
      },
    ],
  }
  expect(filterWords(nested, find, context)).toBe(
    'status is To do, Done or (people is Me and date is before yesterday)',
  )
  expect(
    toViewSpec(state, { filter: nested }, { me: ada, today: 20_000, timeZone: 'UTC', weekStart: 1 }).leftOut,
  ).toEqual([])
})
