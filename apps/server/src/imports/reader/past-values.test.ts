import { expect, test } from 'vitest'
import type { ImportHistoryEntry, ImportValue } from '@fulcrum/integration-kit'
import { pastChanges } from './past-values.ts'

function element(field: string, at: number, from: string | null, to: string | null): ImportHistoryEntry {
  return { field, at, by: null, mode: 'element', from, to }
}

function told(history: readonly ImportHistoryEntry[], values: Readonly<Record<string, ImportValue>>) {
  return pastChanges({ history, values }).map(({ from, to }) => [inOrder(from), inOrder(to)])
}

/** Sets have no order. */
function inOrder(value: ImportValue): ImportValue {
  return typeof value === 'object' && value !== null ? [...value].sort() : value
}

test('sets are rebuilt backwards from what they are now', () => {
  const history = [element('tags', 1, null, 'a'), element('tags', 2, null, 'b'), element('tags', 3, 'a', 'c')]
  expect(told(history, { tags: ['b', 'c'] })).toEqual([
    [[], ['a']],
    [['a'], ['a', 'b']],
    [
      ['a', 'b'],
      ['b', 'c'],
    ],
  ])
})

test('each field has a past of its own, and whole values are left as they are', () => {
  const whole: ImportHistoryEntry = { field: 'status', at: 2, by: null, mode: 'value', from: 'Open', to: 'Done' }
  const history = [element('x', 1, null, 'a'), whole, element('y', 3, 'b', null)]
  expect(told(history, { x: ['a'], status: 'Done' })).toEqual([
    [[], ['a']],
    ['Open', 'Done'],
    [['b'], []],
  ])
})

test('an element that the source forgot to remove later is there when it joined', () => {
  expect(told([element('tags', 1, null, 'lost')], { tags: ['kept'] })).toEqual([[['kept'], ['kept', 'lost']]])
})
