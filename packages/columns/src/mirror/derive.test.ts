import { BoardState, KindRegistry, scopeOf } from '@fulcrum/domain'
import type { Json, LinkedBoard } from '@fulcrum/domain'
import { beforeEach, expect, test } from 'vitest'
import { columnKinds } from '../all.ts'
import type { RollUp } from './column.ts'

const id = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
const kinds = new KindRegistry(columnKinds)
const [here, there] = [id(1), id(2)]
/** The columns of the other board, by number. */
const columns = ['text', 'number', 'date', 'status', 'people'] as const

let other: BoardState
let board: BoardState
let seen: (board: string) => LinkedBoard
/** What is known to be deleted. */
let deleted: Set<string>

function boardOf(
  boardId: string,
  kindsOf: readonly (readonly [string, Json])[],
  items: number,
  first: number,
): BoardState {
  const made = new BoardState(scopeOf('board', boardId), kinds)
  made.load('board', boardId, { name: 'Board' })
  made.load('group', id(10), { number: 1, title: 'Group', rank: 'V' })
  kindsOf.forEach(([kind, settings], index) => {
    const fields = {
      kind,
      title: kind,
      number: index + 1,
      rank: String(index),
      settingsVersion: kinds.get(kind)?.version ?? 1,
    }
    made.load('column', id(first + 500 + index), { ...fields, settings })
  })
  const rows = Array.from({ length: items }, (_, row) => row)
  made.loadCells([
    ['id', rows, rows.map((row) => id(first + row))],
    ['title', rows, rows.map((row) => `Item ${row}`)],
    ['group', rows, [1, 1, 1, 1].slice(0, items)],
    ['createdAt', rows, rows.map(() => 1)],
  ])
  made.settle(0, items)
  return made
}

beforeEach(() => {
  other = boardOf(
    there,
    columns.map((kind) => [kind, kinds.get(kind)?.defaultSettings ?? null] as const),
    3,
    100,
  )
  set(1, ['Alpha', null, 'Gamma'])
  set(2, [2, 3, null])
  set(4, [5, 2, 5])
  seen = () => other.derived.reader
  deleted = new Set()
})

function set(column: number, values: Json[]): void {
  other.patch([{ op: 'cells', column, rows: [0, 1, 2], values }], 1, null)
}

/** What the mirror of three items shows: two of them are named by the first row, the third by the second. */
function mirrored(
  rollUp: RollUp,
  column: number,
  names = [[id(100), id(101)], [id(102)], null] as Json[],
  also: readonly string[] = [],
): Json[] {
  const settings = { through: 1, sources: [{ board: there, column }], rollUp }
  const connect = { boards: [there, ...also].map((each) => ({ board: each, partner: null })), several: true }
  board = boardOf(
    here,
    [
      ['connect', connect],
      ['mirror', settings],
    ],
    3,
    200,
  )
  board.derived.linkTo(
    (boardId) => seen(boardId),
    (item) => deleted.has(item),
  )
  board.patch([{ op: 'cells', column: 1, rows: [0, 1, 2], values: names }], 1, null)
  return cells()
}

function cells(): Json[] {
  while (board.derived.deriveSome()) continue
  return [0, 1, 2].map((row) => board.cell(row, 2))
}

test('shows what connected items say, and nothing where none is connected', () => {
  expect(mirrored('list', 1)).toMatchObject([{ text: 'Alpha' }, { text: 'Gamma' }, null])
  expect(mirrored('sum', 2)).toEqual([{ number: 5 }, null, null])
  expect(mirrored('mean', 2)[0]).toEqual({ number: 2.5 })
  expect(mirrored('count', 2)).toEqual([{ number: 2 }, { number: 1 }, null])
  expect(mirrored('done', 4)).toEqual([{ done: false }, { done: true }, null])
  expect(mirrored('stages', 4)[0]).toEqual({
    stages: [
      ['doing', 1],
      ['done', 1],
    ],
    percent: 50,
  })
})

test('follows every change there', () => {
  mirrored('sum', 2)
  set(2, [2, 30, 4])
  board.derived.linkedChanged(there, [id(101), id(102)])
  expect(cells()).toEqual([{ number: 32 }, { number: 4 }, null])
})

test('never shows a part for the whole: hidden, gone and late are said, each by its name', () => {
  expect(mirrored('sum', 2, [[id(100)], [id(999)], null])).toEqual([{ number: 2 }, { problem: 'gone' }, null])
  seen = () => 'no-access'
  expect(mirrored('sum', 2)).toEqual([{ problem: 'no-access' }, { problem: 'no-access' }, null])
  seen = () => 'loading'
  expect(mirrored('sum', 2)[0]).toEqual({ problem: 'loading' })
  seen = () => ({
    ...other.derived.reader,
    boardId: there,
    rowOf: (item) => other.rowOf(item),
    isLive: () => true,
    column: () => undefined,
  })
  expect(mirrored('sum', 2)[0]).toEqual({ problem: 'no-access' })
})

test('what was computed of an older telling of the other board is computed anew with the next one', () => {
  deleted.add(id(102))
  expect(mirrored('sum', 2, [[id(101)], [id(102)], null])).toEqual([{ number: 3 }, { problem: 'gone' }, null])
  deleted.clear()
  set(2, [2, 30, 4])
  board.derived.linkTo(
    (boardId) => seen(boardId),
    (item) => deleted.has(item),
  )
  expect(cells()).toEqual([{ number: 30 }, { number: 4 }, null])
})

test('a deleted item does not count, and where only such are named that is said', () => {
  deleted.add(id(100))
  expect(mirrored('sum', 2, [[id(100), id(101)], [id(100)], null])).toEqual([{ number: 3 }, { problem: 'gone' }, null])
})

test('a deleted source is a deleted source also where another board that the connection leads to is hidden', () => {
  const secret = id(3)
  seen = (boardId) => (boardId === secret ? 'no-access' : other.derived.reader)
  deleted = new Set([id(101), id(999)])
  const names = [[id(100), id(101)], [id(999)], [id(100), id(998)]]
  expect(mirrored('sum', 2, names, [secret])).toEqual([{ number: 2 }, { problem: 'gone' }, { problem: 'no-access' }])
})

test('says what it cannot show', () => {
  expect(mirrored('sum', 1)[0]).toEqual({ problem: 'wrong-kind' })
  expect(mirrored('done', 2)[0]).toEqual({ problem: 'wrong-kind' })
})

test('shows people as people, and labels as they are called now', () => {
  const person = id(77)
  set(5, [[person], null, null])
  const [first] = mirrored('list', 5)
  const cell = { board: there, item: id(100), column: 5, value: [person], text: person }
  expect(first).toEqual({ text: person, cells: [{ ...cell, names: { to: 'member', ids: [person] } }] })
  const context = { personName: () => 'Maya', locale: 'en', timeZone: 'UTC' }
  expect(kinds.get('mirror')?.format(first as Json, { ...settingsOf(5) }, context)).toBe('Maya')

  const status = other.column(4)
  expect(mirrored('list', 4)[1]).toMatchObject({ cells: [{ value: 5 }] })
  const settings = structuredClone(status?.settings) as { labels: { number: number; name: string }[] }
  for (const label of settings.labels) if (label.number === 5) label.name = 'Shipped'
  other.patch([{ op: 'put', table: 'column', id: id(504 - 1 + 100), fields: { settings } }], 1, null)
  board.derived.linkedChanged(there, null)
  expect(cells()[1]).toMatchObject({ text: 'Shipped' })
})

test('a mirror of a mirror shows what that one shows, its problems too', () => {
  const far = boardOf(id(3), [['text', kinds.get('text')?.defaultSettings ?? null]], 1, 300)
  far.patch([{ op: 'cells', column: 1, rows: [0], values: ['Far'] }], 1, null)
  const connect = { boards: [{ board: id(3), partner: null }], several: true }
  other = boardOf(
    there,
    [
      ['connect', connect],
      ['mirror', { through: 1, sources: [{ board: id(3), column: 1 }], rollUp: 'list' }],
    ],
    3,
    100,
  )
  other.derived.linkTo(() => far.derived.reader)
  other.patch([{ op: 'cells', column: 1, rows: [0, 1, 2], values: [[id(300)], null, [id(999)]] }], 1, null)
  while (other.derived.deriveSome()) continue
  expect(mirrored('list', 2)).toMatchObject([
    { text: 'Far', cells: [{ board: id(3), item: id(300), column: 1 }] },
    { problem: 'gone' },
    null,
  ])
})

test('an error there is no gap in a sum here', () => {
  const formula = { text: '1 / 0', type: 'number' }
  other = boardOf(there, [['formula', formula]], 3, 100)
  const lane = other.column(1)?.lanes.find(({ name }) => name === 'problem')?.key ?? ''
  other.items.edit({ cells: [{ lane, rows: [0], values: ['DIV0'] }] })
  expect(mirrored('sum', 1)[0]).toEqual({ problem: 'error' })
})

function settingsOf(column: number) {
  return { through: 1, sources: [{ board: there, column }], rollUp: 'list' }
}
