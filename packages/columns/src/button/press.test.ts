import { BoardState, KindRegistry, scopeOf } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { columnKinds } from '../all.ts'
import type { ButtonSettings } from './column.ts'
import { dayValue, pressOf } from './press.ts'

const [ada, grace] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002']
const board = new BoardState(scopeOf('board', '0190a000-0000-7000-8000-000000000009'), new KindRegistry(columnKinds))
const kinds = ['status', 'date', 'people', 'people', 'text', 'week', 'vote', 'created']

kinds.forEach((kind, index) => {
  const settings =
    kind === 'people' ? { several: index === 2 } : (columnKinds.find(({ id }) => id === kind)?.defaultSettings ?? {})
  const fields = { number: index + 1, kind, title: `The ${kind}`, rank: `a${index}`, settings, settingsVersion: 1 }
  board.patch([{ op: 'put', table: 'column', id: `c${index}`, fields }], 0, null)
})

function pressed(does: ButtonSettings['does'], value: Json = null) {
  const world = { item: 7, columns: board.columns(), valueOf: () => value, me: ada, today: 20_781 }
  const result = pressOf({ text: 'Go', colour: 'blue', does }, world)
  return result.ok ? [result.value.command, result.value.args] : result.message
}

const sets = (column: number, value: Json) => ['item.setCells', { column, rows: [7], values: [value] }]

test('a press is a command that the person runs', () => {
  expect(pressed({ what: 'set', column: 1, value: 2 })).toEqual(sets(1, 2))
  expect(pressed({ what: 'set', column: 5, value: null })).toEqual(sets(5, null))
  expect(pressed({ what: 'archive' })).toEqual(['item.archive', { rows: [7] }])
})

test('sets today where a column holds a day', () => {
  expect(pressed({ what: 'today', column: 2 })).toEqual(sets(2, { day: 20_781, minute: null }))
  expect(
    board
      .columns()
      .filter((column) => dayValue(column, 0) !== null)
      .map(({ number }) => number),
  ).toEqual([2])
  expect(pressed({ what: 'today', column: 5 })).toMatch(/does not take this/)
})

test('puts the person who presses among the others, or in the place of the one', () => {
  expect(pressed({ what: 'me', column: 3 }, [grace])).toEqual(sets(3, [grace, ada]))
  expect(pressed({ what: 'me', column: 3 }, [ada])).toEqual(sets(3, [ada]))
  expect(pressed({ what: 'me', column: 3 })).toEqual(sets(3, [ada]))
  expect(pressed({ what: 'me', column: 4 }, [grace])).toEqual(sets(4, [ada]))
  expect(pressed({ what: 'me', column: 8 })).toMatch(/does not take this/)
})

test('says why it does nothing', () => {
  expect(pressed(null)).toMatch(/Nobody has said/)
  expect(pressed({ what: 'set', column: 77, value: 1 })).toMatch(/is gone/)
})
