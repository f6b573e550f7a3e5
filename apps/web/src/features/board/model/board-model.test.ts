import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, scopeOf, toViewSpec } from '@fulcrum/domain'
import type { BoardViewSpec, Json, Patch } from '@fulcrum/domain'
import { describe, expect, it } from 'vitest'
import { BoardModel, type BoardPlan } from './board-model.ts'
import { readRecords } from './records.ts'
import { RowIds } from './row-ids.ts'
import { sectionInfos } from './sections.ts'

const boardId = '0190a000-0000-7000-8000-000000000001'
const context = { personName: (id: string) => id, locale: 'en', timeZone: 'UTC' }
const kinds = new KindRegistry(columnKinds)

function put(table: string, number: number, fields: Record<string, Json>): Patch {
  const id = `0190a000-0000-7000-8000-0000000${table.length}00${String(number).padStart(2, '0')}`
  return { op: 'put', table, id, fields }
}

/** A board with groups "Now" (1) and "Next" (2), and status column 1; items are `[title, group, parent?]`. */
function board(items: readonly (readonly [string, number, (number | null)?])[]): BoardState {
  const state = new BoardState(scopeOf('board', boardId), kinds)
  state.load('board', boardId, { name: 'Sprint', prefix: 'FUL' })
  const status = kinds.get('status')
  state.patch(
    [
      put('group', 1, { number: 1, title: 'Now', colour: 'blue', rank: 'A' }),
      put('group', 2, { number: 2, title: 'Next', colour: 'violet', rank: 'B' }),
      put('column', 1, {
        number: 1,
        kind: 'status',
        title: 'Status',
        settings: status?.defaultSettings ?? {},
        rank: 'A',
      }),
    ],
    0,
    null,
  )
  items.forEach(([title, group, parent = null], row) => add(state, row, title, group, parent))
  return state
}

function add(state: BoardState, row: number, title: string, group: number, parent: number | null = null): void {
  const cell = (column: string, value: Json): Patch => ({
    op: 'cells',
    column: column as 'title',
    rows: [row],
    values: [value],
  })
  state.patch(
    [
      cell('title', title),
      cell('group', group),
      ...(parent === null ? [] : [cell('parent', parent)]),
      cell('rank', String.fromCharCode(65 + row)),
      cell('createdAt', 1),
    ],
    1,
    null,
  )
}

function set(state: BoardState, row: number, column: number | 'title' | 'group', value: Json): void {
  state.patch([{ op: 'cells', column, rows: [row], values: [value] }], 2, null)
}

function planOf(state: BoardState, spec: BoardViewSpec, search = ''): BoardPlan {
  const records = readRecords(state)
  const flat = search !== ''
  const view = toViewSpec(state, spec, {
    me: null,
    today: 20_000,
    timeZone: 'UTC',
    weekStart: 1,
    search,
    rows: flat ? 'all' : 'roots',
  })
  return {
    spec: view.spec,
    flat,
    collate: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
    sections: (occurring) => sectionInfos(records, view, occurring, flat || (spec.filter ?? null) !== null, context),
  }
}

function modelOf(state: BoardState, spec: BoardViewSpec = {}, search = '') {
  const calls: (() => void)[] = []
  const model = new BoardModel(state, planOf(state, spec, search), {
    open: { rows: new Set(), collapsed: new Set() },
    ids: new RowIds(),
    schedule: (call) => calls.push(call),
  })
  return { model, frame: () => calls.splice(0).forEach((call) => call()) }
}

/** The lines as a person reads them, sub-items indented. */
function lines(model: BoardModel, state: BoardState): string[] {
  return model.sections.flatMap((section, at) => [
    `# ${section.title}`,
    ...Array.from({ length: section.collapsed === true ? 0 : section.rowCount }, (_, index) => {
      const row = model.rowAt(at, index)
      return `${'- '.repeat(row?.depth ?? 0)}${String(state.system(model.ids.rowOf(row?.id ?? '') ?? -1, 'title'))}`
    }),
  ])
}

describe('sections', () => {
  it('are the groups in their order, also empty ones, with items by rank', () => {
    const state = board([
      ['one', 1],
      ['two', 1],
    ])
    expect(lines(modelOf(state).model, state)).toEqual(['# Now', 'one', 'two', '# Next'])
  })

  it('leave empty groups out while something narrows the view', () => {
    const state = board([
      ['one', 1],
      ['two', 2],
    ])
    const filter = { column: 'title', operator: 'contains', value: 'tw' } as const
    expect(lines(modelOf(state, { filter }).model, state)).toEqual(['# Next', 'two'])
  })

  it('are the values of a column where the view groups by one, empty cells last', () => {
    const state = board([
      ['one', 1],
      ['two', 1],
      ['three', 2],
    ])
    set(state, 0, 1, 5)
    set(state, 2, 1, 1)
    const { model } = modelOf(state, { groupBy: 1 })
    expect(lines(model, state)).toEqual(['# To do', 'three', '# Done', 'one', '# No status', 'two'])
    expect(model.sections.map(({ colour }) => colour)).toEqual(['slate', 'green', undefined])
  })
})

describe('sub-items', () => {
  const tree = (): BoardState =>
    board([
      ['one', 1],
      ['two', 1],
      ['one a', 1, 0],
      ['one b', 1, 0],
      ['one a x', 1, 2],
    ])

  it('stand below an open parent, at any depth, and are no rows of their own', () => {
    const state = tree()
    const { model } = modelOf(state)
    expect(lines(model, state)).toEqual(['# Now', 'one', 'two', '# Next'])
    model.toggleRow('0', true)
    model.toggleRow('2', true)
    expect(lines(model, state)).toEqual(['# Now', 'one', '- one a', '- - one a x', '- one b', 'two', '# Next'])
    for (const at of [0, 1, 2, 3, 4]) {
      const row = model.rowAt(0, at)
      expect(model.find(row?.id ?? '')).toEqual({ sectionIndex: 0, rowIndex: at })
    }
  })

  it('of a closed parent are not shown, and a new one raises the revision of the parent', () => {
    const state = tree()
    const { model } = modelOf(state)
    expect(model.find('2')).toBeUndefined()
    const before = model.rowAt(0, 1)
    expect(before?.expandable).toBe(false)
    add(state, 5, 'two a', 1, 1)
    const after = model.rowAt(0, 1)
    expect(after?.expandable).toBe(true)
    expect(after?.revision).toBeGreaterThan(before?.revision ?? 0)
  })

  it('are rows of their own while something is looked for', () => {
    const state = tree()
    expect(lines(modelOf(state, {}, 'one a').model, state)).toEqual(['# Now', 'one a', 'one a x'])
  })
})

describe('revisions', () => {
  it('rise for the cell that changed and for no other', () => {
    const state = board([
      ['one', 1],
      ['two', 1],
    ])
    const { model } = modelOf(state)
    const look = () => ['0', '1'].flatMap((row) => ['title', '1'].map((column) => model.cellRevision(row, column)))
    const before = look()
    set(state, 0, 1, 5)
    const after = look()
    expect(after.map((revision, index) => revision !== before[index])).toEqual([false, true, false, false])
  })

  it('are told once a frame, whatever number of edits', () => {
    const state = board([['one', 1]])
    const { model, frame } = modelOf(state)
    void model.sections
    frame()
    let told = 0
    model.subscribe(() => (told += 1))
    set(state, 0, 'title', 'a')
    set(state, 0, 'title', 'b')
    expect(told).toBe(0)
    frame()
    expect(told).toBe(1)
  })
})

describe('items made here', () => {
  it('keep their name when the server gives them another row', () => {
    const state = board([
      ['one', 1],
      ['mine', 1],
      ['other', 2],
    ])
    const { model } = modelOf(state)
    model.adopt('item-a', 1)
    expect(model.rowAt(0, 1)?.id).toBe('item-a')
    expect(model.refOf('item-a')).toBe('item-a')
    model.moved([{ from: 1, to: 2 }])
    expect(model.ids.idOf(2)).toBe('item-a')
    expect(model.ids.idOf(1)).toBe('1')
    model.confirm('item-a')
    expect(model.refOf('item-a')).toBe(2)
  })
})

it('moves an item between sections when its group changes, open sub-items with it', () => {
  const state = board([
    ['one', 1],
    ['two', 2],
    ['one a', 1, 0],
  ])
  const { model } = modelOf(state)
  model.toggleRow('0', true)
  expect(lines(model, state)).toEqual(['# Now', 'one', '- one a', '# Next', 'two'])
  set(state, 0, 'group', 2)
  expect(lines(model, state)).toEqual(['# Now', '# Next', 'one', '- one a', 'two'])
  model.toggleSection(model.sections[1]?.id ?? '', true)
  expect(model.find('0')).toBeUndefined()
  expect(model.find('2')).toBeUndefined()
})
