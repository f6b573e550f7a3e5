import { beforeEach, describe, expect, test } from 'vitest'
import type { BoardState } from '../board/board-state.ts'
import { connectionsOf } from '../connection/connection.ts'
import { must } from '../errors.ts'
import type { Json } from '../json.ts'
import { scopeOf } from '../scope.ts'
import { ids, World } from '../testing/world.ts'
import { templateOf } from './template-of.ts'

let world: World
let tasks: string
let epics: string
let taskIds: string[]
let epicIds: string[]

const boardOf = (id: string) => world.state(scopeOf('board', id)) as BoardState
const titles = (id: string) => {
  const board = boardOf(id)
  return Array.from({ length: board.rowCount }, (_, row) => board.system(row, 'title'))
}

/** As much of a plan as tests spoil. */
interface Plan {
  id: unknown
  columns: { kind: string; number: number; settings: { boards: { board: string }[] } }[]
  items: { group: number; parent?: number; cells: { value: Json }[] }[]
}

const nth = <T>(list: readonly T[], index: number): T => must(list[index])

/** Two boards that show the same connections, the tasks with a sub-item and a formula of a kind. */
function set(): Record<string, unknown>[] {
  const [column, partner] = [world.newId(), world.newId()]
  const link = (board: string, back: string) => ({ several: true, boards: [{ board, partner: back }] })
  const groups = [
    { number: 1, title: 'Now' },
    { number: 4, title: 'Later', colour: 'red' },
  ]
  const cell = (of: number, value: Json) => ({ column: of, value })
  return [
    {
      id: tasks,
      name: 'Tasks',
      description: 'What is to be done.',
      columns: [
        { id: world.newId(), number: 3, kind: 'gist', title: 'Gist', settings: { of: [2] } },
        { id: world.newId(), number: 2, kind: 'note', title: 'Note' },
        { id: column, number: 7, kind: 'linked', title: 'Epic', settings: link(epics, partner) },
      ],
      groups,
      views: [{ name: 'By note', kind: 'table', spec: { groupBy: 2 } }],
      items: [
        { id: taskIds[0], title: 'Draw', group: 4, cells: [cell(2, 'ink'), cell(7, [epicIds[0] ?? ''])] },
        { id: taskIds[1], title: 'Sketch', group: 1, parent: 0, cells: [] },
      ],
    },
    {
      id: epics,
      name: 'Epics',
      columns: [{ id: partner, number: 1, kind: 'linked', title: 'Tasks', settings: link(tasks, column) }],
      groups,
      views: [],
      items: [{ id: epicIds[0], title: 'Art', group: 1, cells: [cell(1, [taskIds[0] ?? ''])] }],
    },
  ]
}

function build(boards: readonly object[] = set(), more: object = {}) {
  return world.run('board.build', { workspace: ids.workspace, boards, ...more })
}

beforeEach(() => {
  world = new World()
  ;[tasks, epics] = [world.newId(), world.newId()]
  taskIds = [world.newId(), world.newId()]
  epicIds = [world.newId()]
})

describe('boards that are built', () => {
  test('stand whole, with what follows from their cells, in a folder of their own', () => {
    const folder = world.newId()
    build(set(), { newFolder: { id: folder, name: 'Set' } })
    const board = boardOf(tasks)
    expect(board.board).toMatchObject({ name: 'Tasks', folderId: folder, prefix: 'TASK', access: 'main' })
    expect(titles(tasks)).toEqual(['Draw', 'Sketch'])
    expect([board.cell(0, 2), board.cell(0, 7)]).toEqual(['ink', epicIds])
    expect(String(boardOf(tasks).board['rank']) < String(boardOf(epics).board['rank'])).toBe(true)
    // A sub-item stands in the group of the item above it.
    expect([board.system(1, 'group'), board.system(1, 'parent')]).toEqual([4, 0])
    expect(board.cell(0, 3)).not.toBeNull()
    expect([...board.records('view')].map(([, { kind, name }]) => [kind, name])).toEqual([['table', 'By note']])
    expect(boardOf(epics).cell(0, 1)).toEqual([taskIds[0]])
  })

  test('go with one undo, also where others wrote on them since, and are there again with one redo', () => {
    const built = build()
    world.run('group.create', { board: tasks, id: world.newId(), title: 'Mine' })
    const undone = world.takeBack('change.undo', built)
    for (const id of [tasks, epics]) expect(boardOf(id).board['deletedAt']).toBeDefined()
    world.takeBack('change.redo', undone)
    for (const id of [tasks, epics]) expect(boardOf(id).board['deletedAt']).toBeUndefined()
    expect(titles(tasks)).toEqual(['Draw', 'Sketch'])
    expect(boardOf(tasks).columns()).toHaveLength(3)
  })

  const broken: readonly [what: string, spoil: (plans: Plan[]) => void, says: RegExp][] = [
    [
      'a kind that is unknown',
      (plans) => void (nth(nth(plans, 0).columns, 1).kind = 'magic'),
      /no column kind "magic"/,
    ],
    [
      'a value that its kind refuses',
      (plans) => void (nth(nth(nth(plans, 0).items, 0).cells, 0).value = 'x'.repeat(11)),
      /At most 10/,
    ],
    ['a column twice', (plans) => void (nth(nth(plans, 0).columns, 1).number = 7), /same number/],
    ['a group that is not there', (plans) => void (nth(nth(plans, 0).items, 0).group = 9), /no group number 9/],
    ['a sub-item before its item', (plans) => void (nth(nth(plans, 0).items, 1).parent = 1), /stands behind/],
    [
      'a board outside the set',
      (plans) => void (nth(nth(nth(plans, 1).columns, 0).settings.boards, 0).board = ids.board),
      /each other/,
    ],
    [
      'an item of no board of the set',
      (plans) => void (nth(nth(nth(plans, 0).items, 0).cells, 1).value = [ids.board]),
      /none of its boards/,
    ],
    ['a connection that shows on one side', (plans) => void (nth(nth(plans, 1).items, 0).cells = []), /does not show/],
    ['one id twice', (plans) => void (nth(plans, 1).id = nth(plans, 0).id), /same id/],
  ]
  test('keep the rules of their columns', () => {
    const boards = set()
    // @NOTE a plan is JSON; the test gives a column of it a rule.
    const plan = boards[0] as unknown as { columns: { rules?: object }[] }
    nth(plan.columns, 1).rules = { required: 'always' }
    // The sub-item has no note, and its column is for sub-items too.
    nth((boards[0] as unknown as Plan).items, 0).cells.splice(0, 1)
    expect(() => build(boards)).toThrow(expect.objectContaining({ code: 'rule-broken' }))
    expect(boardOf(tasks).board).toEqual({})
  })

  test.each(broken)('refuses %s, and makes nothing', (_what, spoil, says) => {
    const boards = set()
    // @NOTE a plan is JSON; the tests spoil parts of it.
    spoil(boards as unknown as Plan[])
    expect(() => build(boards)).toThrow(says)
    expect(boardOf(tasks).board).toEqual({})
  })
})

describe('copies', () => {
  test('of boards connect to each other as the originals do, and share no id with them', () => {
    build()
    const [copy, other] = [world.newId(), world.newId()]
    world.run('board.duplicate', {
      workspace: ids.workspace,
      boards: [
        { from: tasks, to: copy, name: 'Other tasks' },
        { from: epics, to: other },
      ],
      items: true,
    })
    expect(titles(copy)).toEqual(['Draw', 'Sketch'])
    const board = boardOf(copy)
    const [made] = board.cell(0, 7) as string[]
    expect(made).not.toBe(epicIds[0])
    expect(boardOf(other).rowOf(made ?? '')).toBe(0)
    expect(boardOf(other).cell(0, 1)).toEqual([board.system(0, 'id')])
    expect(board.board).toMatchObject({ name: 'Other tasks', prefix: 'OTHE', description: 'What is to be done.' })
    const own = new Set(
      JSON.stringify([...board.records('column'), ...board.records('view')]).match(/0190a000[-0-9a-f]{28}/g),
    )
    for (const id of [tasks, epics, ...taskIds, ...epicIds]) expect(own).not.toContain(id)
    for (const [id] of boardOf(tasks).records('column')) expect(own).not.toContain(id)
    // The originals say what they said.
    expect(boardOf(epics).cell(0, 1)).toEqual([taskIds[0]])
  })

  test('of one board go on to name items elsewhere, from its side alone', () => {
    build()
    const copy = world.newId()
    world.run('board.duplicate', { workspace: ids.workspace, boards: [{ from: tasks, to: copy }], items: true })
    expect(boardOf(copy).cell(0, 7)).toEqual(epicIds)
    expect(connectionsOf(must(boardOf(copy).column(7)))?.boards).toEqual([{ board: epics, partner: null }])
    expect(boardOf(epics).cell(0, 1)).toEqual([taskIds[0]])
  })

  test('of the structure alone have no items, and leave behind what is in the trash', () => {
    build()
    const [group] = [...boardOf(tasks).records('group')].find(([, { number }]) => number === 4) ?? []
    world.run('group.delete', { board: tasks, id: group })
    const copy = world.newId()
    world.run('board.duplicate', { workspace: ids.workspace, boards: [{ from: tasks, to: copy }], items: false })
    expect(boardOf(copy).rowCount).toBe(0)
    expect([...boardOf(copy).records('group')].map(([, { title }]) => title)).toEqual(['Now'])
    expect(boardOf(copy).columns()).toHaveLength(3)
  })

  test('leave out the columns and the private views that whoever copies may not see', () => {
    build()
    const secret = must(boardOf(tasks).column(2)).id
    world.run('column.setAccess', { board: tasks, id: secret, readers: [], editors: null })
    const view = { board: tasks, id: world.newId(), name: 'Mine', kind: 'table', mine: true, spec: {} }
    world.run('view.create', view)
    const copy = world.newId()
    const args = { workspace: ids.workspace, boards: [{ from: tasks, to: copy }], items: true }
    world.run('board.duplicate', args, 'other')
    expect(
      boardOf(copy)
        .columns()
        .map(({ number }) => number),
    ).toEqual([7])
    expect([...boardOf(copy).records('view')].map(([, { name }]) => name)).toEqual(['By note'])
    expect(boardOf(copy).board['createdBy']).not.toBe(boardOf(tasks).board['createdBy'])
  })

  test('open with the view with which the original opens, for all and for whoever copies', () => {
    build()
    const [first = ''] = [...boardOf(tasks).records('view')].map(([id]) => id)
    const mine = world.newId()
    world.run('view.create', { board: tasks, id: mine, name: 'Mine', kind: 'table', mine: true, spec: {} })
    world.run('view.setOpening', { board: tasks, id: first, mine: false })
    world.run('view.setOpening', { board: tasks, id: mine, mine: true })
    const copyAs = (as: 'owner' | 'other') => {
      const to = world.newId()
      world.run('board.duplicate', { workspace: ids.workspace, boards: [{ from: tasks, to }], items: false }, as)
      const board = boardOf(to)
      const nameOf = (id: unknown) => board.record('view', String(id))?.['name']
      return [
        nameOf(board.board['viewId']),
        ...[...board.records('viewChoice')].map(([, { viewId }]) => nameOf(viewId)),
      ]
    }
    expect(copyAs('owner')).toEqual(['By note', 'Mine'])
    expect(copyAs('other')).toEqual(['By note'])
  })

  test('kept as a template stand aside with its name, which can be changed, and go and come back together', () => {
    build()
    const [one, two, id] = [world.newId(), world.newId(), world.newId()]
    world.run('board.duplicate', {
      workspace: ids.workspace,
      boards: [
        { from: tasks, to: one },
        { from: epics, to: two },
      ],
      items: true,
      template: { id, name: 'Work', description: 'How we do it' },
    })
    expect(templateOf(boardOf(two).board)).toEqual({
      id,
      name: 'Work',
      description: 'How we do it',
      at: 1,
      from: epics,
    })
    expect(boardOf(one).board['archivedAt']).toBeDefined()
    world.run('template.update', { boards: [one, two], name: 'Our work' })
    expect(templateOf(boardOf(one).board)?.name).toBe('Our work')
    world.takeBack('change.undo', world.run('template.update', { boards: [one, two], deleted: true }))
    expect([one, two].map((board) => boardOf(board).board['deletedAt'])).toEqual([undefined, undefined])
    // What is made of it is a board to work with.
    const made = world.newId()
    world.run('board.duplicate', { workspace: ids.workspace, boards: [{ from: one, to: made }], items: true })
    expect(templateOf(boardOf(made).board)).toBeNull()
    expect(boardOf(made).board['archivedAt']).toBeUndefined()
    expect(() => world.run('template.update', { boards: [made], name: 'No' })).toThrow('no template')
  })
})
