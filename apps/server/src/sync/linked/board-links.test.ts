import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, must, scopeOf } from '@fulcrum/domain'
import type { Change, Patch } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { BoardLinks } from './board-links.ts'
import { inParts } from './linked-source.ts'

const id = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
const there = (row: number) => id(1_000_000 + (row % 3_000))
const kinds = new KindRegistry(columnKinds)

/** A board of so many items, each of which names one of 3,000 items elsewhere in column 1. */
function boardOf(items: number): BoardState {
  const state = new BoardState(scopeOf('board', id(1)), kinds)
  const settings = { boards: [{ board: id(2), partner: null }], several: true }
  const settingsVersion = must(kinds.get('connect')).version
  state.load('column', id(3), { kind: 'connect', title: 'Epic', number: 1, rank: 'V', settings, settingsVersion })
  const rows = Array.from({ length: items }, (_, row) => row)
  state.loadCells([
    ['id', rows, rows.map((row) => id(10_000 + row))],
    ['title', rows, rows.map(String)],
    ['group', rows, rows.map(() => 1)],
    ['createdAt', rows, rows.map(() => 1)],
    [1, rows, rows.map((row) => [there(row)])],
  ])
  state.settle(0, items)
  return state
}

function setCells(board: BoardState, rows: readonly number[], values: readonly string[][]): Change {
  const patches: Patch[] = [{ op: 'cells', column: 1, rows, values }]
  const change = { version: board.version + 1, at: 1, actor: null, patches }
  board.apply(change)
  // @NOTE where it came from is nothing to what follows the names.
  return change as unknown as Change
}

test('a large board is gone through in slices, between which cells may change', () => {
  const board = boardOf(20_000)
  const links = new BoardLinks(board)
  expect([links.isWhole, [...links.ids]]).toEqual([false, []])
  expect([...links.namedIn([19_999])]).toEqual([there(19_999)])
  expect(links.lookSome()).toBe(true)
  // Of rows that were gone through, and of rows that were not.
  expect(links.note(setCells(board, [5, 15_000], [[id(7)], [id(8), id(7)]]))).toEqual(new Set([id(7), id(8)]))
  let slices = 1
  while (links.lookSome()) slices += 1
  expect(slices).toBeGreaterThan(3)
  const all = Array.from({ length: 20_000 }, (_, row) => board.cell(row, 1) as string[]).flat()
  expect(new Set(links.ids)).toEqual(new Set(all))
  setCells(board, [5], [[]])
  expect(links.names(id(7), new Set())).toBe(true)
  links.note(setCells(board, [15_000], [[]]))
  expect([links.names(id(8), new Set()), links.names(there(0), new Set([1]))]).toEqual([false, false])
})

test('what only rows name that somebody does not see is not named to them, also when cells change', () => {
  const board = boardOf(6_000)
  const links = new BoardLinks(board)
  while (links.lookSome());
  const isNamed = (named: string, ...seen: number[]) => links.names(named, new Set(), (row) => seen.includes(row))
  expect([isNamed(there(7), 7), isNamed(there(7), 3_007), isNamed(there(7), 8)]).toEqual([true, true, false])
  links.note(setCells(board, [7, 8], [[id(7)], [there(7), id(7)]]))
  expect([isNamed(there(7), 7), isNamed(there(7), 8), isNamed(id(7), 7), isNamed(id(7), 9)]).toEqual([
    false,
    true,
    true,
    false,
  ])
  links.note(setCells(board, [8], [[]]))
  expect([isNamed(there(7), 8), isNamed(id(7), 8), isNamed(id(7), 7)]).toEqual([false, false, true])
})

test('what a board names is told in parts, first what is asked for, each item once and all of them', async () => {
  for (const first of [new Set<string>(), new Set([there(4), there(2_999)])]) {
    const links = new BoardLinks(boardOf(9_000))
    const parts: { ids: readonly string[]; isFirst: boolean; isLast: boolean }[] = []
    for await (const part of inParts({ links }, first, 500)) parts.push(part)
    const ids = parts.flatMap((part) => part.ids)
    expect([ids.length, new Set(ids).size]).toEqual([3_000, 3_000])
    if (first.size > 0) expect(parts[0]?.ids).toEqual([...first])
    expect(parts.every((part) => part.ids.length <= 500)).toBe(true)
    expect(parts.map(({ isFirst }) => isFirst)).toEqual(parts.map((_, at) => at === 0))
    expect(parts.map(({ isLast }) => isLast)).toEqual(parts.map((_, at) => at === parts.length - 1))
  }
})

test('a board that names nothing has one part, which is the beginning and the end', async () => {
  const links = new BoardLinks(new BoardState(scopeOf('board', id(1)), kinds))
  const parts: object[] = []
  for await (const part of inParts({ links }, new Set(), 500)) parts.push(part)
  expect(parts).toEqual([{ ids: [], isFirst: true, isLast: true }])
})
