import { BoardState, KindRegistry, scopeOf } from '@fulcrum/domain'
import type { ColumnKind, Json } from '@fulcrum/domain'

const boardId = '0190a000-0000-7000-8000-0000000000b0'
const columnId = (number: number): string => `0190a000-0000-7000-8000-00000000c${String(number).padStart(3, '0')}`
const itemId = (row: number): string => `0190a000-0000-7000-8000-00000000a${String(row).padStart(3, '0')}`

/** The columns of the board on which kinds that follow from others are tried, by their numbers from 1 on. */
const contractColumns = [
  { kind: 'status', title: 'Status' },
  { kind: 'number', title: 'Points' },
  { kind: 'number', title: 'Weight' },
  { kind: 'text', title: 'Text' },
  { kind: 'date', title: 'Due' },
  { kind: 'people', title: 'Owner' },
  { kind: 'checkbox', title: 'Sure' },
  { kind: 'status', title: 'Phase' },
] as const

/**
 * A board with some columns and two items with sub-items: `contractBoard(columnKinds)`. Rows 0 and 1 are items, 2 to 5 below
 * the first, the last of them below row 4.
 */
export function contractBoard(kinds: readonly ColumnKind[]): BoardState {
  const registry = new KindRegistry(kinds)
  const board = new BoardState(scopeOf('board', boardId), registry)
  board.load('board', boardId, { name: 'Board' })
  board.load('group', columnId(900), { number: 1, title: 'Group', rank: 'V' })
  for (const [index, { kind, title }] of contractColumns.entries()) {
    const found = registry.get(kind)
    if (!found) continue
    const number = index + 1
    const fields = { kind, title, number, rank: String(number), settingsVersion: found.version }
    board.load('column', columnId(number), { ...fields, settings: found.defaultSettings })
  }
  const parents = [null, null, 0, 0, 0, 4]
  const rows = parents.map((_, row) => row)
  const cells = (column: Parameters<BoardState['loadCells']>[0] extends Iterable<infer C> ? C : never) => column
  board.loadCells([
    cells(['id', rows, rows.map(itemId)]),
    cells(['title', rows, rows.map((row) => `Item ${row + 1}`)]),
    cells(['group', rows, rows.map(() => 1)]),
    cells(['parent', rows, parents]),
    cells(['rank', rows, rows.map((row) => `V${row}`)]),
    cells(['createdAt', rows, rows.map(() => 1_700_000_000_000)]),
    cells([1, rows, [2, 1, 5, 5, 3, 1]]),
    cells([2, rows, [8, 3, 8, 4, null, 0] as Json[]]),
    cells([3, rows, [1, 1, 1, 3, 2, null] as Json[]]),
    cells([4, rows, ['one', null, 'two', 'three', null, 'four'] as Json[]]),
  ])
  board.settle(0, rows.length)
  board.derived.tellDay(20_781, 'Europe/Berlin')
  while (board.derived.deriveSome()) continue
  return board
}
