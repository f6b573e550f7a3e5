import { beforeEach, describe, expect, test } from 'vitest'
import type { BoardState } from '../board/board-state.ts'
import { scopeOf } from '../scope.ts'
import { ids, snapshot, World } from '../testing/world.ts'
import { templatesOf } from './template.ts'

let world: World
let now: number
let later: number
let note: number

beforeEach(() => {
  world = new World()
  now = world.group('Now')
  later = world.group('Later')
  note = world.column('note', 'Note')
})

const mark = (rows: readonly number[], template = true) => world.run('item.setTemplate', { rows, template })

/** A template with a sub-item, one below that, and one that was deleted. */
function checklist(): { readonly root: number; readonly rows: readonly number[]; readonly gone: number } {
  const root = world.item('Release', now, { cells: [{ column: note, value: 'how' }] })
  const below = world.item('Tag it', now, { parent: root, cells: [{ column: note, value: 'git' }] })
  const deep = world.item('Sign it', now, { parent: below })
  const gone = world.item('Old step', now, { parent: root })
  world.run('item.delete', { rows: [gone] })
  mark([root])
  return { root, rows: [root, below, deep], gone }
}

function make(template: number, more: { readonly [name: string]: unknown } = {}): number {
  const { result } = world.run('item.createFromTemplate', { template, ids: [world.newId()], ...more })
  return (result as { row: number }).row
}

const titles = (rows: readonly number[]) => rows.map((row) => world.board.system(row, 'title'))

describe('a template', () => {
  test('is out of sight with its sub-items until it is an ordinary item again, and keeps what it says', () => {
    const { root, rows } = checklist()
    expect(rows.map((row) => world.board.isLive(row))).toEqual([false, false, false])
    expect(templatesOf(world.board)).toEqual([root])
    world.run('item.setCells', { column: note, rows: [root], values: ['more'] })
    mark([root], false)
    expect(rows.map((row) => world.board.isLive(row))).toEqual([true, true, true])
    expect(world.board.cell(root, note)).toBe('more')
    expect(templatesOf(world.board)).toEqual([])
  })

  test.each(['item.delete', 'item.archive'])('is offered no more after %s, and comes back as a template', (away) => {
    const { root } = checklist()
    world.run(away, { rows: [root] })
    expect(templatesOf(world.board)).toEqual([])
    expect(() => make(root)).toThrow()
    world.run('item.restore', { rows: [root] })
    expect(templatesOf(world.board)).toEqual([root])
    expect(world.board.isLive(root)).toBe(false)
  })

  test('goes with its group', () => {
    const { root } = checklist()
    const [id] = [...world.board.records('group')].find(([, { number }]) => number === now) ?? []
    world.run('group.delete', { id })
    expect(templatesOf(world.board)).toEqual([])
    expect(() => make(root, { group: later })).toThrow('no template')
  })

  test('is no sub-item', () => {
    const { rows } = checklist()
    expect(() => mark([rows[1] ?? 0])).toThrow('A sub-item is no template of its own')
  })

  test('that was marked last comes first', () => {
    const [one, two] = [world.item('one', now), world.item('two', now)]
    mark([two])
    mark([one])
    expect(templatesOf(world.board)).toEqual([one, two])
    // Marked again, it stays where it was.
    mark([one, two])
    expect(templatesOf(world.board)).toEqual([one, two])
  })

  test('is copied with a board that is copied with its items', () => {
    const { rows } = checklist()
    const to = world.newId()
    world.run('board.duplicate', {
      boards: [{ from: ids.board, to, name: 'Copy' }],
      workspace: ids.workspace,
      items: true,
    })
    const copy = world.state(scopeOf('board', to)) as BoardState
    const [root] = templatesOf(copy)
    expect(copy.system(root ?? -1, 'title')).toBe('Release')
    expect(copy.rowCount).toBe(rows.length)
    expect(copy.isLive(root ?? -1)).toBe(false)
  })
})

describe('an item from a template', () => {
  test('has its cells and sub-items, none that was deleted, and is ordinary work in its group', () => {
    const { root, rows } = checklist()
    const made = make(root)
    const [below] = world.board.children(made)
    const [deep] = world.board.children(below ?? -1)
    const all = [made, below ?? -1, deep ?? -1]
    expect(world.board.children(made)).toHaveLength(1)
    expect(titles(all)).toEqual(titles(rows))
    expect(all.map((row) => world.board.cell(row, note))).toEqual(['how', 'git', null])
    expect(all.map((row) => world.board.isLive(row))).toEqual([true, true, true])
    expect(world.board.system(made, 'group')).toBe(now)
    expect(templatesOf(world.board)).toEqual([root])
  })

  test('waits for its own sub-items where the template waits for its own, and for others as the template does', () => {
    const { root, rows } = checklist()
    const [, below = -1, deep = -1] = rows
    const other = world.item('Elsewhere', later)
    const settings = { boards: [{ board: ids.board, partner: null }], refuses: false }
    const { result } = world.run('column.create', { id: world.newId(), kind: 'wait', title: 'After', settings })
    const { number: after } = result as { number: number }
    const idOf = (row: number) => world.board.system(row, 'id')
    world.run('item.connect', { column: after, rows: [below], values: [[idOf(deep), idOf(other)]], also: [] })
    const [madeBelow = -1] = world.board.children(make(root))
    const [madeDeep = -1] = world.board.children(madeBelow)
    expect(world.board.cell(madeBelow, after)).toEqual([idOf(madeDeep), idOf(other)])
    expect(world.board.cell(below, after)).toEqual([idOf(deep), idOf(other)])
  })

  test('takes a title, a group, a place, ids and cells of its own', () => {
    const { root } = checklist()
    const first = world.item('first', later)
    const [own, ofSub] = [world.newId(), world.newId()]
    const made = make(root, {
      ids: [own, ofSub],
      title: 'Release 2',
      group: later,
      after: null,
      cells: [{ column: note, value: null }],
    })
    const [below] = world.board.children(made)
    expect(titles([made])).toEqual(['Release 2'])
    expect(world.board.cell(made, note)).toBeNull()
    expect([world.board.rowOf(own), world.board.rowOf(ofSub)]).toEqual([made, below])
    expect([made, below ?? -1].map((row) => world.board.system(row, 'group'))).toEqual([later, later])
    expect(String(world.board.system(made, 'rank')) < String(world.board.system(first, 'rank'))).toBe(true)
  })

  test('is made of templates only, and once', () => {
    const row = world.item('ordinary', now)
    expect(() => make(row)).toThrow('This item is no template any more')
    const { root } = checklist()
    const id = world.newId()
    make(root, { ids: [id] })
    expect(() => make(root, { ids: [id] })).toThrow('This item exists already')
    const twice = world.newId()
    expect(() => make(root, { ids: [twice, twice] })).toThrow('An id is there twice')
  })

  test('is made by those who may make items, of what they may see', () => {
    const { root } = checklist()
    for (const person of ['viewer', 'guest'] as const) {
      for (const [command, args] of [
        ['item.setTemplate', { rows: [root], template: false }],
        ['item.createFromTemplate', { template: root, ids: [world.newId()] }],
      ] as const) {
        expect(() => world.run(command, args, person), command).toThrow('You have no right to do this')
      }
    }
    const [column] = [...world.board.records('column')].find(([, { number }]) => number === note) ?? []
    world.run('column.setAccess', { id: column, readers: [], editors: null })
    const { result } = world.run('item.createFromTemplate', { template: root, ids: [world.newId()] }, 'member')
    expect(world.board.cell((result as { row: number }).row, note)).toBeNull()
  })
})

test('marking an item and making it ordinary again leaves the board as it was', () => {
  const row = world.item('a', now)
  const before = snapshot(world.board)
  mark([row])
  expect(snapshot(world.board)).not.toEqual(before)
  mark([row], false)
  expect(world.board.isLive(row)).toBe(true)
})
