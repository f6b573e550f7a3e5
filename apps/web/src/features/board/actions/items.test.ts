import { columnKinds } from '@fulcrum/columns'
import type { SourceCell } from '@fulcrum/columns/web'
import { BoardState, KindRegistry, must, scopeOf, toBoardColumn, toViewSpec } from '@fulcrum/domain'
import type { BoardViewSpec, Json, Patch, SystemCell } from '@fulcrum/domain'
import { describe, expect, it } from 'vitest'
import { BoardModel } from '../model/board-model.ts'
import { readRecords } from '../model/records.ts'
import { RowIds } from '../model/row-ids.ts'
import { sectionInfos } from '../model/sections.ts'
import { createItemActions } from './items.ts'
import type { ItemWorld } from './items.ts'
import { createOwnChanges } from './own-changes.ts'
import type { Runner, Step } from './runner.ts'

const boardId = '0190a000-0000-7000-8000-000000000001'
const group = (number: number) => `0190a000-0000-7000-8000-00000000010${number}`
const kinds = new KindRegistry(columnKinds)
const context = { personName: String, locale: 'en', timeZone: 'UTC' }

/** Items 0 to 3 in group 1 and item 4 in group 2; items 5 and 6 are sub-items of item 1, which is open. */
function stage(spec: BoardViewSpec = {}, sources?: ItemWorld['sourcesOf']) {
  const state = new BoardState(scopeOf('board', boardId), kinds)
  state.load('board', boardId, { name: 'Board' })
  for (const number of [1, 2]) state.load('group', group(number), { number, title: `G${number}`, rank: String(number) })
  state.load('column', '0190a000-0000-7000-8000-000000000201', {
    number: 1,
    kind: 'status',
    title: 'Status',
    rank: 'A',
    settings: kinds.get('status')?.defaultSettings ?? {},
  })
  const patch = (column: SystemCell | number, row: number, value: Json): Patch => ({
    op: 'cells',
    column,
    rows: [row],
    values: [value],
  })
  for (let row = 0; row < 7; row += 1) {
    const cells = [
      patch('title', row, `item ${row}`),
      patch('group', row, row === 4 ? 2 : 1),
      patch('rank', row, String(row)),
      ...(row >= 5 ? [patch('parent', row, 1)] : []),
      ...(row < 2 ? [patch(1, row, 5)] : []),
      patch('createdAt', row, 1),
    ]
    state.patch(cells, 1, null)
  }
  const records = readRecords(state)
  const view = toViewSpec(state, spec, { me: null, today: 0, timeZone: 'UTC', weekStart: 1 })
  const model = new BoardModel(
    state,
    {
      spec: view.spec,
      flat: false,
      collate: () => 0,
      sections: (occurring) => sectionInfos(records, view, occurring, false, context),
    },
    { open: { rows: new Set(['1']), collapsed: new Set() }, ids: new RowIds(), schedule: () => undefined },
  )
  const steps: Step[] = []
  const refusals: string[] = []
  const batches: string[] = []
  const asked: string[][] = []
  let made = 300
  const runner: Runner = {
    remove: () => undefined,
    boardId,
    ask: () => new Promise(() => undefined),
    newId: () => `0190a000-0000-7000-8000-000000000${String((made += 1))}`,
    run: (command, args) => {
      steps.push({ command, args })
      return new Promise(() => undefined)
    },
    all: (list, begun) => {
      steps.push(...list)
      if (begun !== undefined) batches.push(begun)
      return { answers: [], batch: null }
    },
    say: () => undefined,
    refuse: (text) => void refusals.push(text),
  }
  const sorted = (spec.sort ?? []).length > 0
  const groupColumn = typeof spec.groupBy === 'number' ? spec.groupBy : null
  const actions = createItemActions(runner, createOwnChanges(), () => ({
    state,
    model,
    records,
    sorted,
    groupColumn,
    defaults: () => ({ cells: [{ column: 1, value: 2 }] }),
    onWanted: (title, columns, make) => {
      asked.push([title, ...columns.map((column) => column.title)])
      make(columns.map(({ number }) => ({ column: number, value: 'given' })))
    },
    onUnseen: () => undefined,
    sourcesOf: (rowId, columnId) => sources?.(rowId, columnId) ?? null,
  }))
  return { state, actions, steps, model, refusals, batches, asked }
}

const between = (sectionId: string, afterRowId: string | undefined, beforeRowId?: string) => ({
  sectionId,
  afterRowId,
  beforeRowId,
})

describe('dropped rows', () => {
  it('go behind the item above them, and first where there is none', () => {
    const { actions, steps } = stage()
    actions.move(['3'], between(group(1), '0', '1'))
    actions.move(['3'], between(group(2), undefined, '4'))
    expect(steps).toEqual([
      { command: 'item.move', args: { group: group(1), parent: null, rows: [3], after: 0 } },
      { command: 'item.move', args: { group: group(2), parent: null, rows: [3], after: null } },
    ])
  })

  it('go behind the whole item whose sub-item they were dropped under, and pass over those that move along', () => {
    const { actions, steps } = stage()
    actions.move(['3'], between(group(1), '6', '2'))
    actions.move(['2', '3'], between(group(1), '2', '3'))
    expect(steps.map(({ args }) => args['after'])).toEqual([1, 1])
  })

  it('stay below their parent where sub-items are moved among their own', () => {
    const { actions, steps } = stage()
    actions.move(['6'], between(group(1), '1', '5'))
    actions.move(['5'], between(group(1), '6', '2'))
    expect(steps.map(({ args }) => args)).toEqual([
      { parent: 1, rows: [6], after: null },
      { parent: 1, rows: [5], after: 6 },
    ])
  })

  it('only change their group where an order decides the place', () => {
    const { actions, steps } = stage({ sort: [{ column: 'title', direction: 'asc' }] })
    actions.move(['3'], between(group(2), '4'))
    expect(steps).toEqual([{ command: 'item.move', args: { group: group(2), parent: null, rows: [3] } }])
  })

  it('get the value of the section where the view groups by a column', () => {
    const { actions, steps, model } = stage({ groupBy: 1 })
    const done = model.infos.find(({ title }) => title === 'Done')?.id ?? ''
    actions.move(['3'], between(done, '0', '1'))
    expect(steps).toEqual([
      { command: 'item.setCells', args: { column: 1, rows: [3], values: [5] } },
      { command: 'item.move', args: { group: group(1), parent: null, rows: [3], after: 0 } },
    ])
  })

  it('go to the group that comes with their place, those that are not in it where an order decides', () => {
    const { actions, steps, model } = stage({ groupBy: 1 })
    const done = model.infos.find(({ title }) => title === 'Done')?.id ?? ''
    actions.move(['3'], between(done, '0', '1'), { group: 2 })
    expect(steps[1]).toEqual({ command: 'item.move', args: { group: group(2), parent: null, rows: [3], after: 0 } })
    const sorted = stage({ groupBy: 1, sort: [{ column: 'title', direction: 'asc' }] })
    sorted.actions.move(['3', '4'], between(done, '0', '1'), { group: 2 })
    expect(sorted.steps[1]).toEqual({ command: 'item.move', args: { group: group(2), parent: null, rows: [3] } })
    sorted.actions.add(done, 'New', { group: 2 })
    expect(sorted.steps.at(-1)?.args).toMatchObject({ group: group(2), cells: [{ column: 1, value: 5 }] })
  })
})

it('gives a new item its section and what the filter asks for', () => {
  const plain = stage()
  plain.actions.add(group(2), 'New')
  expect(plain.steps[0]?.args).toMatchObject({ title: 'New', group: group(2), cells: [{ column: 1, value: 2 }] })
  const grouped = stage({ groupBy: 1 })
  grouped.actions.add(grouped.model.infos.find(({ title }) => title === 'Done')?.id ?? '', 'New')
  expect(grouped.steps[0]?.args).toMatchObject({ group: group(1), cells: [{ column: 1, value: 5 }] })
})

it('makes an item of each pasted line, as one piece of work, and none of too many', () => {
  const { actions, steps, batches, refusals } = stage()
  expect(actions.addLines(group(2), '- One\n\n- Two\r\n- Three')).toBe(true)
  expect(steps.map(({ args }) => args['title'])).toEqual(['One', 'Two', 'Three'])
  expect(new Set(batches).size).toBe(1)
  // They stay where they were pasted.
  expect(actions.addLines(group(2), 'Line\n'.repeat(101))).toBe(false)
  expect(refusals).toEqual(['These are 101 lines, and 100 make items at once: import them as a file.'])
  expect(steps).toHaveLength(3)
})

it('cuts what is too much for one command into parts that follow each other', () => {
  const { actions, steps } = stage()
  actions.setMany(
    Array.from({ length: 4_500 }, (_, row) => String(row)),
    '1',
    5,
  )
  expect(steps.map(({ args }) => (args['rows'] as readonly Json[]).length)).toEqual([2_000, 2_000, 500])
})

it('sets what cells show of other items there, and says once which stay as they are', () => {
  const there = '0190a000-0000-7000-8000-000000000901'
  const column = must(toBoardColumn('c', { kind: 'text', title: 'Text', number: 4, settings: null, rank: 'A' }, kinds))
  // @NOTE only what names the cell is looked at.
  const cell = (item: string) => ({ board: there, item, column, view: {} }) as unknown as SourceCell
  const { actions, steps, refusals } = stage({}, (rowId, columnId) =>
    columnId !== '9' ? null : rowId === '0' ? [cell('a')] : rowId === '1' ? [cell('a'), cell('b')] : 'No access.',
  )
  actions.paste([{ columnId: '9', rowIds: ['0', '1', '2'], values: ['x', 'y', 'z'] }], 'Pasted')
  expect(steps).toEqual([{ command: 'item.setCells', args: { board: there, column: 4, rows: ['a'], values: ['x'] } }])
  expect(refusals).toEqual(['2 cells stayed as they are. It shows several items: open it to choose which to change.'])
  actions.setCell('2', '9', null)
  expect(refusals[1]).toBe('No access.')
})

describe('a new item', () => {
  it('is made once the values that its columns ask for were given', () => {
    const { state, actions, steps, asked } = stage()
    const rules = { required: { column: 1, choices: [2] } }
    state.load('column', '0190a000-0000-7000-8000-000000000202', {
      number: 2,
      kind: 'text',
      title: 'Why',
      rank: 'B',
      rules,
    })
    actions.add(group(1), 'New')
    expect(asked).toEqual([['New', 'Why']])
    expect(steps).toMatchObject([
      {
        command: 'item.create',
        args: {
          title: 'New',
          cells: [
            { column: 1, value: 2 },
            { column: 2, value: 'given' },
          ],
        },
      },
    ])
  })

  it('is asked for once where lines are pasted, and each of them gets what was given', () => {
    const { state, actions, steps, asked, batches } = stage()
    const why = { number: 2, kind: 'text', title: 'Why', rank: 'B', rules: { required: 'always' } }
    state.load('column', '0190a000-0000-7000-8000-000000000202', why)
    expect(actions.addLines(group(1), 'One\nTwo')).toBe(true)
    expect(asked).toEqual([['2 items', 'Why']])
    const given = { column: 2, value: 'given' }
    expect(steps.map(({ args }) => [args['title'], args['cells']])).toEqual(
      ['One', 'Two'].map((title) => [title, [{ column: 1, value: 2 }, given]]),
    )
    expect(new Set(batches).size).toBe(1)
  })
})

it('moves items into a group that it makes for them, which both steps name by its id', () => {
  const { actions, steps } = stage()
  actions.moveToNewGroup(['2', '3'], 'Later')
  const id = steps[0]?.args['id']
  expect(steps).toEqual([
    { command: 'group.create', args: { id, title: 'Later', colour: expect.any(String) } },
    { command: 'item.move', args: { group: id, parent: null, rows: [2, 3] } },
  ])
})

it('sets cells of the items that are still there, each to its own value', () => {
  const { state, actions, steps } = stage()
  state.patch([{ op: 'cells', column: 'deletedAt', rows: [1], values: [5] }], 2, null)
  actions.paste([{ columnId: '1', rowIds: ['0', '1', '2'], values: [5, 1, 2] }], 'Pasted')
  expect(steps).toEqual([{ command: 'item.setCells', args: { column: 1, rows: [0, 2], values: [5, 2] } }])
})

describe('an item from a template', () => {
  it('has what the filter asks for only where the template leaves it blank', () => {
    const { actions, steps } = stage()
    actions.addFrom(2, 'Blank')
    actions.addFrom(0, 'Done already')
    const ids = (last: number) => [`0190a000-0000-7000-8000-000000000${last}`]
    expect(steps).toEqual([
      {
        command: 'item.createFromTemplate',
        args: { template: 2, title: 'Blank', ids: ids(301), cells: [{ column: 1, value: 2 }] },
      },
      { command: 'item.createFromTemplate', args: { template: 0, title: 'Done already', ids: ids(302) } },
    ])
  })

  it('brings an id for each of its sub-items', () => {
    const { actions, steps } = stage()
    actions.addFrom(1, 'With two below')
    expect(steps.map(({ args }) => (args['ids'] as readonly string[]).length)).toEqual([3])
  })

  it('is asked for what it has to have and the template has not', () => {
    const { state, actions, steps, asked } = stage()
    state.load('column', '0190a000-0000-7000-8000-000000000202', {
      number: 2,
      kind: 'text',
      title: 'Reason',
      rank: 'B',
      settings: {},
      rules: { required: 'always' },
    })
    actions.addFrom(2, 'New')
    expect(asked).toEqual([['New', 'Reason']])
    expect(steps.map(({ args }) => args['cells'])).toEqual([
      [
        { column: 2, value: 'given' },
        { column: 1, value: 2 },
      ],
    ])
  })
})
