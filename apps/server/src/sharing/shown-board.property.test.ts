import { columnKinds } from '@fulcrum/columns'
import { BoardState, columnsOfView, KindRegistry, linkColumns, scopeOf, sharedSight, sharedSpec } from '@fulcrum/domain'
import type { BoardViewSpec, Json, LinkPrincipal } from '@fulcrum/domain'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { shownBoard } from './shown-board.ts'

const kinds = new KindRegistry(columnKinds)
const id = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
const board = id(1)

interface Column {
  /** Only some may read it. */
  readonly some: boolean
  readonly hidden: boolean
}

interface Item {
  /** Which item is above it, by its place before this one; -1 is none. */
  readonly parent: number
  readonly state: 'live' | 'archived' | 'template' | 'deleted'
  readonly filled: readonly boolean[]
}

const worlds = fc.record({
  columns: fc.array(fc.record({ some: fc.boolean(), hidden: fc.boolean() }), { minLength: 1, maxLength: 5 }),
  items: fc.array(
    fc.record({
      parent: fc.integer({ min: -4, max: 8 }),
      state: fc.constantFrom('live', 'live', 'live', 'archived', 'template', 'deleted'),
      filled: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    }),
    { maxLength: 9 },
  ),
  /** The column that must be filled. */
  filter: fc.option(fc.integer({ min: 1, max: 5 })),
  sort: fc.option(fc.integer({ min: 1, max: 5 })),
}) as fc.Arbitrary<{
  readonly columns: readonly Column[]
  readonly items: readonly Item[]
  readonly filter: number | null
  readonly sort: number | null
}>

const title = (row: number): string => `title-${row}.`
const text = (row: number, column: number): string => `cell-${row}-${column}.`
const name = (column: number): string => `column-${column}.`

test('what goes out by a link is the cells of its columns and items, by a rule told plainly, and no other word', () => {
  let [shownCells, keptCells] = [0, 0]
  fc.assert(
    fc.property(worlds, ({ columns, items, filter, sort }) => {
      const state = new BoardState(scopeOf('board', board), kinds)
      const parentOf = items.map(({ parent }, row) => (parent >= 0 && parent < row ? parent : null))
      state.load('board', board, { name: 'Board', access: 'private' })
      state.load('group', id(2), { number: 1, title: 'Group', rank: 'V' })
      for (const [index, { some }] of columns.entries()) {
        const fields = {
          kind: 'text',
          title: name(index + 1),
          number: index + 1,
          rank: 'V',
          settings: {},
          settingsVersion: 1,
        }
        state.load('column', id(10 + index), { ...fields, ...(some && { readers: [] }) })
      }
      const rows = items.map((_, row) => row)
      state.loadCells([
        ['id', rows, rows.map((row) => id(100 + row))],
        ['title', rows, rows.map(title)],
        ['group', rows, rows.map(() => 1)],
        ['parent', rows, parentOf],
        ['rank', rows, rows.map(() => 'V')],
        ['createdAt', rows, rows.map(() => 1)],
        ['createdBy', rows, rows.map(() => id(7))],
        ['archivedAt', rows, items.map(({ state: is }) => (is === 'archived' ? 1 : null))],
        ['templateAt', rows, items.map(({ state: is }) => (is === 'template' ? 1 : null))],
        ['deletedAt', rows, items.map(({ state: is }) => (is === 'deleted' ? 1 : null))],
        ...columns.map((_, index): [number, readonly number[], readonly Json[]] => [
          index + 1,
          rows,
          items.map(({ filled }, row) => (filled[index] === true ? text(row, index + 1) : null)),
        ]),
      ])
      state.settle(0, items.length)
      while (state.derived.deriveSome());
      const spec: BoardViewSpec = {
        columns: columns.map(({ hidden }, index) => ({ column: index + 1, hidden })),
        ...(filter !== null && { filter: { column: filter, operator: 'is-not-empty' } }),
        ...(sort !== null && { sort: [{ column: sort, direction: 'asc' }] }),
      }
      const view = { kind: 'table', spec }
      const link: LinkPrincipal = {
        kind: 'link',
        memberId: null,
        board,
        columns: linkColumns(state, columnsOfView(state, view)),
      }
      const sight = sharedSight(link, state, view, { today: 20_000, timeZone: 'UTC', weekStart: 1 })
      if (sight === null) throw new Error('a board that is there is seen')
      const shown = shownBoard(state, {
        account: { id: id(3), fields: {}, member: () => undefined },
        sight,
        viewerId: null,
        rows: sight.rows,
        views: [['view', id(4), { spec: sharedSpec(view, sight.hiddenColumns) as Json }]],
      })
      const wire = JSON.stringify(shown)

      // The same, told plainly.
      const isLive = (row: number): boolean => {
        const parent = parentOf[row] ?? null
        return items[row]?.state === 'live' && (parent === null || isLive(parent))
      }
      const passes = (row: number): boolean => {
        const parent = parentOf[row] ?? null
        if (parent !== null) return passes(parent)
        if (filter === null) return true
        // A filter by a column that is not there, or that only some may read, lets nothing through.
        return columns[filter - 1]?.some === false && items[row]?.filled[filter - 1] === true
      }
      const isShown = (column: number): boolean =>
        columns[column - 1]?.some === false && columns[column - 1]?.hidden === false
      for (const row of rows) {
        const here = isLive(row) && passes(row)
        expect(wire.includes(title(row)), title(row)).toBe(here)
        for (const column of columns.keys()) {
          const isThere = here && isShown(column + 1) && items[row]?.filled[column] === true
          expect(wire.includes(text(row, column + 1)), text(row, column + 1)).toBe(isThere)
          if (isThere) shownCells += 1
          else keptCells += 1
        }
      }
      for (const column of columns.keys()) expect(wire.includes(name(column + 1))).toBe(isShown(column + 1))
      expect(wire).not.toContain(id(7))
      expect(wire).not.toContain('is-not-empty')
      const view0 = shown.records.board.find(([table]) => table === 'view')?.[2]['spec']
      for (const column of columns.keys()) {
        if (!isShown(column + 1)) expect(JSON.stringify(view0)).not.toContain(`"column":${column + 1}`)
      }
    }),
    { numRuns: 1_500 },
  )
  expect(Math.min(shownCells, keptCells)).toBeGreaterThan(150)
})
