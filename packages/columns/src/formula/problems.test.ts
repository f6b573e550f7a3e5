import { query, reasonKey } from '@fulcrum/columnar'
import { KindRegistry, toViewSpec, viewField } from '@fulcrum/domain'
import type { BoardState, BoardViewSpec, Json } from '@fulcrum/domain'
import { beforeEach, expect, test } from 'vitest'
import { columnKinds } from '../all.ts'
import { contractBoard } from '../contract-board.ts'

const registry = new KindRegistry(columnKinds)
await registry.prepare()
const kinds = columnKinds.map((kind) => {
  const derive = registry.derive(kind.id)
  return derive ? { ...kind, derive } : kind
})
const columnOf = (number: number) => `0190a000-0000-7000-8000-00000000c${String(number).padStart(3, '0')}`

let board: BoardState

beforeEach(() => {
  board = contractBoard(kinds)
})

function formula(number: number, title: string, text: string, type: Json = 'number'): void {
  const fields = { kind: 'formula', title, number, rank: `z${number}`, settingsVersion: 1, settings: { text, type } }
  put(number, fields)
}

function put(number: number, fields: { readonly [field: string]: Json }): void {
  board.patch([{ op: 'put', table: 'column', id: columnOf(number), fields }], 0, null)
  while (board.derived.deriveSome()) continue
}

function viewed(spec: BoardViewSpec) {
  const reading = { me: null, today: 20_781, timeZone: 'UTC', weekStart: 1, rows: 'all' } as const
  const { groups, rows } = query(board.items, toViewSpec(board, spec, reading).spec)
  return groups.map(({ key }) => [key, [...rows(key)]])
}

/** Points are 8, 3, 8, 4, none, 0; weights 1, 1, 1, 3, 2, none. */
const ratio = 'IF(ISBLANK({#3}), NA(), IF({#2} = 4, 1 / 0, {#2} / {#3}))'

test('items whose formula has an error are in groups of these errors, behind those of values and before the empty ones', () => {
  formula(9, 'Ratio', ratio)
  expect(viewed({ groupBy: 9 })).toEqual([
    [3, [1]],
    [8, [0, 2]],
    [reasonKey('DIV0'), [3]],
    [reasonKey('NA'), [5]],
    [null, [4]],
  ])
  board.patch([{ op: 'cells', column: 2, rows: [3], values: [9] }], 0, null)
  while (board.derived.deriveSome()) continue
  expect(viewed({ groupBy: 9 }).map(([key]) => key)).toEqual([3, 8, reasonKey('NA'), null])
})

test('in either order of a formula the errors stand behind the values, by their codes, and before the empty ones', () => {
  formula(9, 'Ratio', ratio)
  const sorted = (direction: 'asc' | 'desc') => viewed({ sort: [{ column: 9, direction }] }).flatMap(([, rows]) => rows)
  expect(sorted('asc')).toEqual([1, 0, 2, 3, 5, 4])
  expect(sorted('desc')).toEqual([0, 2, 1, 3, 5, 4])
})

test('a text that looks like an error is a value', () => {
  formula(9, 'Word', 'IF({#2} = 4, TEXT(1 / 0), "DIV0")', 'text')
  expect(viewed({ groupBy: 9 })).toEqual([
    ['DIV0', [0, 1, 2, 4, 5]],
    [reasonKey('DIV0'), [3]],
  ])
  expect(viewField(board, 9)?.group).toEqual({ lane: 'c9' })
})

test('an error that comes from another column says from which, through any number of columns in between', () => {
  formula(9, 'Cost', 'IF({#2} = 8, 1 / 0, {#2})')
  formula(10, 'Twice', '{#9} * 2')
  formula(11, 'Thrice', '{#10} + {#9}')
  formula(12, 'Below', 'SUM({#children.9})')
  expect(board.cell(0, 9)).toEqual({ error: 'DIV0' })
  expect(board.cell(0, 10)).toEqual({ error: 'DIV0', message: '“Cost” divides by zero.' })
  expect(board.cell(0, 11)).toEqual({ error: 'DIV0', message: '“Cost” divides by zero.' })
  expect(board.cell(0, 12)).toEqual({ error: 'DIV0', message: '“Cost” of a sub-item divides by zero.' })
  expect(board.cell(3, 11)).toEqual({ value: 12 })
  put(9, { title: 'Price' })
  expect(board.cell(0, 10)).toEqual({ error: 'DIV0', message: '“Price” divides by zero.' })
  expect(board.cell(0, 11)).toEqual({ error: 'DIV0', message: '“Price” divides by zero.' })
})

test('the text of an error has its code and a sentence', () => {
  formula(9, 'Cost', 'IF({#2} = 8, 1 / 0, {#2})')
  formula(10, 'Twice', '{#9} * 2')
  const textOf = (column: number): string | undefined => {
    const found = board.column(column)
    const value = board.cell(0, column)
    return found?.kind.format(value, found.settings, { personName: String, locale: 'en', timeZone: 'UTC' })
  }
  expect(textOf(9)).toBe('#DIV0: Divided by zero.')
  expect(textOf(10)).toBe('#DIV0: “Cost” divides by zero.')
})
