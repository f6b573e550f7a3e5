import { afterEach, expect, test } from 'vitest'
import { itemHere } from './duplicate-item.ts'

afterEach(() => document.body.replaceChildren())

const model = { ids: { idOf: (row: number) => `item-${row}` } }

function here(openRow: number | null, focus?: object, body = ''): string | undefined {
  document.body.innerHTML = body
  const scene = { model, openRow, grid: { current: { getFocus: () => focus } } }
  return itemHere(scene as never, document.querySelector('button'))
}

test('the open item is meant, then the card or bar with the keyboard, then the row of the table', () => {
  const row = { kind: 'cell', rowId: 'row', sectionId: '1', columnId: 'title' }
  expect(here(7, row, '<div data-card="card"><button></button></div>')).toBe('item-7')
  expect(here(null, row, '<div data-card="card"><button></button></div>')).toBe('card')
  expect(here(null, undefined, '<button data-item="3"></button>')).toBe('item-3')
  expect(here(null, row, '<button></button>')).toBe('row')
})

test('a head is no item, and without one nothing is meant', () => {
  expect(here(null, { kind: 'column', sectionId: '1', columnId: 'title' })).toBeUndefined()
  expect(here(null)).toBeUndefined()
})
