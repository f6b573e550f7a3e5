import { BoardState, KindRegistry, Outlooks, scopeOf } from '@fulcrum/domain'
import type { BoardLook, Json } from '@fulcrum/domain'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnKinds } from './all.ts'

const id = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
const kinds = new KindRegistry(columnKinds)
await kinds.prepare()

const boardIds = [id(1), id(2), id(3)]
const items = 5
const itemId = (board: number, row: number): string => id(1_000 * (board + 1) + row)

/**
 * The columns of every board. It is connected to the next one of a ring, and reads there what that one has read, the last board
 * plain numbers: or it would be a circle.
 */
const [link, points, total, chained] = [1, 2, 3, 4]

function makeBoard(at: number): BoardState {
  const next = String(boardIds[(at + 1) % 3])
  const isLast = at === 2
  const state = new BoardState(scopeOf('board', String(boardIds[at])), kinds)
  state.load('board', String(boardIds[at]), { name: `Board ${at}`, prefix: 'B' })
  state.load('group', id(10 + at), { number: 1, title: 'Group', rank: 'V' })
  const made: [string, Json][] = [
    ['connect', { boards: [{ board: next, partner: null }], several: true }],
    ['number', kinds.get('number')?.defaultSettings ?? null],
    ['mirror', { through: link, sources: [{ board: next, column: isLast ? points : total }], rollUp: 'sum' }],
    ['formula', { text: `{#${points}} + SUM({#${link}.${next}:${isLast ? points : chained}})`, type: 'number' }],
  ]
  made.forEach(([kind, settings], index) => {
    const fields = { kind, title: `C${index + 1}`, number: index + 1, rank: String(index) }
    state.load('column', id(100 * (at + 1) + index), {
      ...fields,
      settings,
      settingsVersion: kinds.get(kind)?.version ?? 1,
    })
  })
  const rows = Array.from({ length: items }, (_, row) => row)
  state.loadCells([
    ['id', rows, rows.map((row) => itemId(at, row))],
    ['title', rows, rows.map((row) => `Item ${row}`)],
    ['group', rows, rows.map(() => 1)],
    ['createdAt', rows, rows.map(() => 1)],
  ])
  state.settle(0, items)
  while (state.derived.deriveSome()) continue
  return state
}

/** What a cell comes to, said from the boards themselves as somebody sees them: a number, nothing, or why it says neither. */
type Slow = number | null | { readonly why: string }

function slow(
  boards: readonly BoardState[],
  looks: readonly BoardLook[],
): (at: number, row: number, column: number) => Slow {
  const board = (at: number) => boards[at % 3] as BoardState
  const named = (at: number, row: number) => (board(at).cell(row, link) ?? []) as string[]
  const isWhy = (value: Slow): value is { readonly why: string } => typeof value === 'object' && value !== null
  const mirror = (at: number, row: number): Slow => {
    const ids = named(at, row)
    const there = (at + 1) % 3
    const look = looks[there] as BoardLook
    const read = at === 2 ? points : total
    if (ids.length === 0) return null
    let gone = 0
    const rows: number[] = []
    for (const each of ids) {
      const found = boards[there]?.rowOf(each)
      // Of an item that is nowhere everybody may know that it is not there.
      if (found === undefined) {
        gone += 1
        continue
      }
      if (look === 'no-access') return { why: 'no-access' }
      if (look === 'gone' || board(there).system(found, 'deletedAt') !== null) gone += 1
      else if (board(there).system(found, 'archivedAt') === null) {
        if (look.has(read)) return { why: 'no-access' }
        rows.push(found)
      }
    }
    if (rows.length === 0) return gone > 0 ? { why: 'gone' } : null
    let sum: number | null = null
    for (const found of rows) {
      const value = cell(there, found, read)
      if (isWhy(value)) return value
      if (value !== null) sum = (sum ?? 0) + value
    }
    return sum
  }
  const formula = (at: number, row: number): Slow => {
    const there = (at + 1) % 3
    const look = looks[there] as BoardLook
    const read = at === 2 ? points : chained
    if (look === 'no-access') return { why: 'ACCESS' }
    if (look === 'gone') return { why: 'REF' }
    if (look.has(read)) return { why: 'ACCESS' }
    let sum = 0
    for (const each of named(at, row)) {
      const found = boards[there]?.rowOf(each)
      if (found === undefined || !board(there).isLive(found)) continue
      const value = cell(there, found, read)
      if (isWhy(value)) return value
      sum += value ?? 0
    }
    return Number(board(at).cell(row, points) ?? 0) + sum
  }
  function cell(at: number, row: number, column: number): Slow {
    if (column === points) return board(at).cell(row, points) as number | null
    return column === total ? mirror(at, row) : formula(at, row)
  }
  return cell
}

function shown(value: Json): Slow {
  if (value === null || typeof value === 'number') return value
  // @NOTE what mirrors and formulas come to.
  const cell = value as { number?: number; value?: number; problem?: string; error?: string }
  return cell.number ?? cell.value ?? { why: String(cell.problem ?? cell.error) }
}

const step = fc.record({
  board: fc.nat(2),
  row: fc.nat(items - 1),
  what: fc.constantFrom('points', 'points', 'link', 'link', 'link', 'deletedAt', 'archivedAt', 'group'),
  number: fc.nat(9),
  names: fc.array(fc.nat(items), { maxLength: 3 }),
})
const look = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.integer({ min: points, max: chained }), { maxLength: 1 }).map((some) => new Set(some)),
  },
  { weight: 1, arbitrary: fc.constantFrom('no-access' as const, 'gone' as const) },
)

test('far cells are to every reader what a slow look at the boards as they see them says, whatever is edited', () => {
  let [values, whys] = [0, 0]
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      fc.array(fc.tuple(look, look, look), { minLength: 2, maxLength: 4 }),
      (steps, readers) => {
        const boards = [0, 1, 2].map(makeBoard)
        const outlooks = new Outlooks(kinds, (boardId) => boards[boardIds.indexOf(boardId)])
        for (const { board: at, row, what, number, names } of steps) {
          const board = boards[at] as BoardState
          const next = (at + 1) % 3
          if (what === 'group') {
            const deletedAt = board.record('group', id(10 + at))?.['deletedAt'] === undefined ? 1 : null
            // The group of the last board only: a whole board without items says little.
            if (at === 2 && number > 7)
              board.patch([{ op: 'put', table: 'group', id: id(10 + at), fields: { deletedAt } }], 1, null)
          } else if (what === 'link') {
            const value = [...new Set(names)].map((each) => itemId(next, each))
            board.patch(
              [{ op: 'cells', column: link, rows: [row], values: [value.length === 0 ? null : value] }],
              1,
              null,
            )
          } else if (what === 'points')
            board.patch([{ op: 'cells', column: points, rows: [row], values: [number] }], 1, null)
          else board.patch([{ op: 'cells', column: what, rows: [row], values: [number > 4 ? 1 : null] }], 1, null)
          for (const looks of readers) {
            const lookAt = (state: BoardState): BoardLook => looks[boardIds.indexOf(state.boardId)] as BoardLook
            const root = boards[0] as BoardState
            for (let more = true; more;) {
              more = false
              for (const outlook of outlooks.behind(root, lookAt)) if (outlook.deriveSome()) more = true
              if (outlooks.behind(root, lookAt).some((outlook) => outlook.hasToDerive)) more = true
            }
            const seen = outlooks.outlook(root, lookAt)
            const expected = slow(boards, looks)
            for (let each = 0; each < items; each++) {
              for (const column of [total, chained]) {
                const value = shown(seen.cell(each, column))
                if (typeof value === 'number') values += 1
                else if (value !== null) whys += 1
                expect([each, column, value]).toEqual([each, column, expected(0, each, column)])
              }
            }
          }
        }
        const lanes = (boards[0] as BoardState).storedLanes
        expect(lanes.filter((key) => key.startsWith('c3') || key.startsWith('c4'))).toEqual([])
      },
    ),
    { numRuns: 60, seed: 26_11_2026 },
  )
  expect(values).toBeGreaterThan(2_000)
  expect(whys).toBeGreaterThan(1_000)
})
