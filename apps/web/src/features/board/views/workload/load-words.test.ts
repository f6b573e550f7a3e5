import { columnKinds } from '@fulcrum/columns'
import type { BoardColumn, Json } from '@fulcrum/domain'
import { must } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import type { LoadCell } from './load-rows.ts'
import { loadWords } from './load-words.ts'

const context = { personName: String, locale: 'en', timeZone: 'UTC' }

function column(kindId: string, settings: Json, lane: string): BoardColumn {
  const kind = must(
    columnKinds.find(({ id }) => id === kindId),
    kindId,
  )
  const lanes = [{ name: lane, key: 'c4', type: 'number' as const, own: true }]
  return { id: 'effort', number: 4, title: 'Effort', fields: {}, kind, settings, lanes }
}

const numbers = (settings: object, locale = 'en') =>
  loadWords({ ...context, locale }, column('number', { unit: '', unitPlace: 'after', ...settings }, 'number'))

const cell: LoadCell = {
  planned: 42.04,
  items: 2,
  room: 40,
  over: 2,
  away: 0,
  whileAway: 0,
  isFree: false,
  fullness: 'over',
}

test('amounts are written as cells of their column are: the unit before or after, kept on the line', () => {
  expect(numbers({ unit: '€', unitPlace: 'before' }).full(1200)).toBe('€1,200')
  expect(numbers({ unit: 'EUR', unitPlace: 'before' }).full(120)).toBe('EUR\u00a0120')
  expect(numbers({ unit: 'h' }).full(14)).toBe('14\u00a0h')
  expect(numbers({ unit: 'h' }, 'de').full(1.5)).toBe('1,5\u00a0h')
  expect(numbers({}).full(14)).toBe('14')
})

test('shares have one decimal, however many their column shows', () => {
  expect(numbers({ unit: 'h', precision: 0 }).full(0.44)).toBe('0.4\u00a0h')
  expect(numbers({ unit: 'h', precision: 2 }).full(1 / 3)).toBe('0.3\u00a0h')
  expect(numbers({ unit: 'h' }).short(1 / 3)).toBe('0.3')
})

test('what says more than a number in its cells is a number here', () => {
  const rating = column('rating', { icon: 'star', max: 5 }, 'rating')
  expect(loadWords(context, rating).full(3)).toBe('3')
  const formula = column('formula', { text: '{#2} * 2', type: 'number', unit: 'h' }, 'value')
  expect(loadWords(context, formula).full(1.25)).toBe('1.3\u00a0h')
})

test('where items are counted, one is what reads as one', () => {
  const { full } = loadWords(context, undefined)
  expect([0.96, 1, 1.04, 1.05, 0.5, 2].map(full)).toEqual([
    '1 item',
    '1 item',
    '1 item',
    '1.1 items',
    '0.5 items',
    '2 items',
  ])
})

test('a cell says what is planned, what can be done and what is too much', () => {
  expect(numbers({ unit: '€', unitPlace: 'before' }).cell(cell)).toBe('42 of €40, €2 too much, 2 items')
  expect(numbers({ unit: 'h' }).cell({ ...cell, planned: 40.02, over: 0, fullness: 'full' })).toBe(
    '40 of 40\u00a0h, 2 items',
  )
})
