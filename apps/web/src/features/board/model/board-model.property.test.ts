import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, scopeOf, toViewSpec } from '@fulcrum/domain'
import type { BoardViewSpec, Json, Patch, SystemCell } from '@fulcrum/domain'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { BoardModel, type BoardPlan } from './board-model.ts'
import { readRecords } from './records.ts'
import { RowIds } from './row-ids.ts'
import { sectionInfos } from './sections.ts'

const boardId = '0190a000-0000-7000-8000-000000000001'
const kinds = new KindRegistry(columnKinds)
const ROWS = 12

function emptyBoard(): BoardState {
  const state = new BoardState(scopeOf('board', boardId), kinds)
  state.load('board', boardId, { name: 'Board' })
  for (const number of [1, 2, 3]) {
    state.load('group', `0190a000-0000-7000-8000-00000000010${number}`, {
      number,
      title: `G${number}`,
      rank: String(number),
    })
  }
  state.load('column', '0190a000-0000-7000-8000-000000000201', {
    number: 1,
    kind: 'status',
    title: 'Status',
    rank: 'A',
    settings: kinds.get('status')?.defaultSettings ?? {},
  })
  return state
}

interface Step {
  readonly row: number
  readonly what: 'make' | 'status' | 'title' | 'group' | 'rank' | 'parent' | 'delete' | 'restore' | 'open' | 'collapse'
  readonly by: number
}

const step: fc.Arbitrary<Step> = fc.record({
  row: fc.nat(ROWS - 1),
  what: fc.constantFrom(
    'make',
    'make',
    'status',
    'title',
    'group',
    'rank',
    'parent',
    'delete',
    'restore',
    'open',
    'collapse',
  ),
  by: fc.nat(5),
})

function patchOf(state: BoardState, { row, what, by }: Step): Patch[] {
  const cell = (column: SystemCell | number, value: Json): Patch => ({
    op: 'cells',
    column,
    rows: [row],
    values: [value],
  })
  const rank = `${'ABCDEF'[by] ?? 'A'}${row}`
  if (!state.exists(row)) {
    return what === 'make'
      ? [cell('title', `item ${row}`), cell('group', 1 + (by % 3)), cell('rank', rank), cell('createdAt', 1)]
      : []
  }
  switch (what) {
    case 'status':
      return [cell(1, by === 0 ? null : by)]
    case 'title':
      return [cell('title', `title ${by}`)]
    case 'group':
      return [cell('group', 1 + (by % 3))]
    case 'rank':
      return [cell('rank', rank)]
    case 'parent':
      // Only earlier items can be parents, so that no circle comes about.
      return [cell('parent', by < row && state.exists(by) ? by : null)]
    case 'delete':
      return [cell('deletedAt', 1)]
    case 'restore':
      return [cell('deletedAt', null)]
    default:
      return []
  }
}

function planOf(state: BoardState, spec: BoardViewSpec): BoardPlan {
  const view = toViewSpec(state, spec, { me: null, today: 0, timeZone: 'UTC', weekStart: 1 })
  const context = { personName: String, locale: 'en', timeZone: 'UTC' }
  return {
    spec: view.spec,
    flat: false,
    collate: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
    sections: (occurring) => sectionInfos(readRecords(state), view, occurring, false, context),
  }
}

function lines(model: BoardModel): unknown[] {
  return model.sections.map((section, at) => [
    section.id,
    section.collapsed,
    Array.from({ length: section.rowCount }, (_, index) => {
      const row = model.rowAt(at, index)
      return [row?.id, row?.depth, row?.expandable, row?.expanded]
    }),
  ])
}

const specs: readonly BoardViewSpec[] = [
  {},
  { groupBy: 1 },
  { sort: [{ column: 'title', direction: 'desc' }] },
  { filter: { column: 1, operator: 'is-not-empty' }, sort: [{ column: 1, direction: 'asc' }] },
]

const titles = [
  'short',
  'a title that goes over two lines',
  'a title of which there is so much more that it goes over three or four lines',
]

/** A sub-item in the trash gets another parent, whose title then stands alone as before. */
const movedInTrash: readonly Step[] = [
  { row: 4, what: 'make', by: 0 },
  { row: 10, what: 'make', by: 0 },
  { row: 4, what: 'title', by: 2 },
  { row: 10, what: 'delete', by: 0 },
  { row: 10, what: 'parent', by: 4 },
]

it('rows have after any edits the lines that a model says which is made anew', () => {
  fc.assert(
    fc.property(fc.constantFrom(...specs), fc.array(step, { minLength: 40, maxLength: 60 }), (spec, steps) => {
      const state = emptyBoard()
      const open = { rows: new Set<string>(), collapsed: new Set<string>() }
      const make = () =>
        new BoardModel(state, planOf(state, spec), { open, ids: new RowIds(), schedule: () => undefined })
      const model = make()
      const linesIn = (of: BoardModel, widthPx: number) =>
        of.sections.map((_, at) => [...(of.rowLines(at, [{ columnId: 'title', widthPx }]) ?? [])])
      steps.forEach((next, version) => {
        state.patch(patchOf(state, next), version + 1, null)
        if (next.what === 'title' && state.exists(next.row)) {
          const values = [titles[next.by % titles.length] ?? '']
          state.patch([{ op: 'cells', column: 'title', rows: [next.row], values }], version + 1, null)
        }
        if (next.what === 'open') model.toggleRow(String(next.row), next.by % 2 === 0)
        const widthPx = next.by === 5 ? 200 : 300
        const fresh = make()
        const wanted = linesIn(fresh, widthPx)
        fresh.dispose()
        expect(linesIn(model, widthPx)).toEqual(wanted)
        expect(wanted.map(({ length }) => length)).toEqual(model.sections.map(({ rowCount }) => rowCount))
      })
      // Where nothing changed the lines are the same array: nothing is laid out anew.
      const asked = [{ columnId: 'title', widthPx: 300 }]
      expect(model.rowLines(0, asked)).toBe(model.rowLines(0, asked))
      model.dispose()
    }),
    { numRuns: 60, examples: [[{}, [...movedInTrash]]] },
  )
})

it('shows after any edits what a model shows that is made anew, and raises the revision of every cell that changed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...specs), fc.array(step, { maxLength: 60 }), (spec, steps) => {
      const state = emptyBoard()
      const open = { rows: new Set<string>(), collapsed: new Set<string>() }
      const make = () =>
        new BoardModel(state, planOf(state, spec), { open, ids: new RowIds(), schedule: () => undefined })
      const model = make()
      const seen = new Map<string, readonly [revision: number, title: Json, status: Json]>()
      for (const one of steps) {
        state.patch(patchOf(state, one), 1, null)
        if (one.what === 'open') model.toggleRow(String(one.row), one.by % 2 === 0)
        if (one.what === 'collapse') {
          const id = model.sections[one.by % Math.max(1, model.sections.length)]?.id
          if (id !== undefined) model.toggleSection(id, one.row % 2 === 0)
        }
        for (let row = 0; row < ROWS; row += 1) {
          // Nobody looks at cells outside of the view.
          if (!model.contains(String(row))) continue
          for (const column of ['title', '1']) {
            const now = [
              model.cellRevision(String(row), column),
              state.system(row, 'title'),
              state.cell(row, 1),
            ] as const
            const before = seen.get(`${row}:${column}`)
            const at = column === 'title' ? 1 : 2
            if (before !== undefined && before[at] !== now[at]) expect(now[0]).not.toBe(before[0])
            seen.set(`${row}:${column}`, now)
          }
        }
        const anew = make()
        expect(lines(model)).toEqual(lines(anew))
        anew.dispose()
        model.sections.forEach((section, sectionIndex) => {
          const shown = section.collapsed === true ? 0 : section.rowCount
          for (let rowIndex = 0; rowIndex < shown; rowIndex += 1) {
            expect(model.find(model.rowAt(sectionIndex, rowIndex)?.id ?? '')).toEqual({ sectionIndex, rowIndex })
          }
        })
      }
      model.dispose()
    }),
    { numRuns: 150 },
  )
})
