import { beforeEach, describe, expect, test } from 'vitest'
import { uuid, World } from '../testing/world.ts'

let world: World
let now: number
let later: number

beforeEach(() => {
  world = new World()
  now = world.group('Now')
  later = world.group('Later')
})

function order(group: number): string[] {
  const { board } = world
  return Array.from({ length: board.rowCount }, (_, row) => row)
    .filter((row) => board.isLive(row) && board.system(row, 'group') === group && board.system(row, 'parent') === null)
    .sort((left, right) => (String(board.system(left, 'rank')) < String(board.system(right, 'rank')) ? -1 : 1))
    .map((row) => String(board.system(row, 'title')))
}

describe('item.create', () => {
  test('puts an item last, first, or behind another one', () => {
    const a = world.item('a', now)
    world.item('b', now)
    world.item('first', now, { after: null })
    world.item('behind a', now, { after: a })
    expect(order(now)).toEqual(['first', 'a', 'behind a', 'b'])
  })

  test('gives a sub-item the group of its parent', () => {
    const parent = world.item('parent', later)
    const child = world.item('child', now, { parent })
    expect(world.board.system(child, 'group')).toBe(later)
    expect(world.board.children(parent)).toEqual([child])
  })

  test('says who made it and when, and takes cells as the kinds do', () => {
    const note = world.column('note', 'Note')
    const at = world.now
    const row = world.item('a', now, { cells: [{ column: note, value: 'hello' }] })
    expect(world.board.system(row, 'createdAt')).toBe(at)
    expect(world.board.system(row, 'createdBy')).toBe(uuid(1))
    expect(world.board.cell(row, note)).toBe('hello')
  })

  test('never gives a row twice', () => {
    const row = world.item('a', now)
    world.run('item.delete', { rows: [row] })
    expect(world.item('b', now)).toBe(row + 1)
  })

  test.each([
    ['no title', { title: '  ' }, 'An item needs a title.'],
    ['an unknown group', { group: 99 }, 'This group does not exist, or you have no access to it.'],
    ['an unknown parent', { parent: 99 }, 'This item does not exist, or you have no access to it.'],
    ['a cell of another kind', { cells: [{ column: 1, value: 7 }] }, 'Expected a text.'],
    ['a cell that is too long', { cells: [{ column: 1, value: 'x'.repeat(11) }] }, 'At most 10 characters.'],
    ['a column that is not there', { cells: [{ column: 9, value: 'x' }] }, 'This column does not exist'],
  ])('refuses %s', (_, args, message) => {
    world.column('note', 'Note')
    expect(() => world.run('item.create', { id: world.newId(), title: 'a', group: now, ...args })).toThrow(message)
  })

  test('refuses an id that is used, and a group in the trash', () => {
    const id = world.newId()
    world.run('item.create', { id, title: 'a', group: now })
    expect(() => world.run('item.create', { id, title: 'b', group: now })).toThrow('This item exists already.')
    const [groupId = ''] = [...world.board.records('group')].find(([, { number }]) => number === later) ?? []
    world.run('group.delete', { id: groupId })
    expect(() => world.item('c', later)).toThrow('This group was deleted. Restore it first, or choose another one.')
  })
})

test('a group is named by its number or by its id, for new items and for those that move', () => {
  const [id = ''] = [...world.board.records('group')].find(([, { number }]) => number === later) ?? []
  world.run('item.create', { id: world.newId(), title: 'a', group: id })
  const moved = world.item('b', now)
  world.run('item.move', { rows: [moved], group: id })
  expect(order(later)).toEqual(['a', 'b'])
  const nowhere = 'This group does not exist, or you have no access to it.'
  expect(() => world.run('item.move', { rows: [moved], group: world.newId() })).toThrow(nowhere)
  world.run('group.delete', { id })
  expect(() => world.run('item.create', { id: world.newId(), title: 'c', group: id })).toThrow(
    'This group was deleted.',
  )
})

describe('item.setCells', () => {
  test('sets one value for many items or one for each, and counts what changed', () => {
    const note = world.column('note', 'Note')
    const rows = ['a', 'b'].map((title) => world.item(title, now))
    expect(world.run('item.setCells', { column: note, rows, values: ['x'] }).result).toEqual({ changed: 2 })
    expect(world.run('item.setCells', { column: note, rows, values: ['x', 'y'] }).result).toEqual({ changed: 1 })
    expect(rows.map((row) => world.board.cell(row, note))).toEqual(['x', 'y'])
    expect(world.run('item.setCells', { column: note, rows, values: ['x', 'y'] })).toEqual({
      result: { changed: 0 },
      changes: [],
    })
  })

  test('tells both values where somebody wrote meanwhile, and writes all the same', () => {
    const note = world.column('note', 'Note')
    const row = world.item('a', now)
    world.run('item.setCells', { column: note, rows: [row], values: ['theirs'] }, 'member')
    const { result } = world.run('item.setCells', { column: note, rows: [row], values: ['mine'], seen: [null] })
    expect(result).toEqual({ changed: 1, conflicts: [{ row, theirs: 'theirs', mine: 'mine' }] })
    expect(world.board.cell(row, note)).toBe('mine')
  })

  test('names items by id before their row is known', () => {
    const id = world.newId()
    const { result } = world.run('item.create', { id, title: 'a', group: now })
    world.run('item.setCells', { column: 'title', rows: [id], values: ['b'] })
    expect(world.board.system((result as { row: number }).row, 'title')).toBe('b')
  })

  test('refuses what the kind refuses, columns that are filled, and items in the trash', () => {
    const pick = world.column('pick', 'Pick')
    const made = world.column('made', 'Made')
    const row = world.item('a', now)
    const set = (column: number | string, value: unknown) =>
      world.run('item.setCells', { column, rows: [row], values: [value] })
    expect(() => set(pick, { option: 4, sure: true })).toThrow('There is no option 4.')
    expect(() => set(made, 1)).toThrow('This column is filled by Fulcrum and cannot be edited.')
    expect(() => set('title', '')).toThrow('An item needs a title.')
    world.run('item.delete', { rows: [row] })
    expect(() => set(pick, { option: 1, sure: true })).toThrow(
      'This item was deleted. Restore it from the trash first.',
    )
  })

  test('gives one answer for a column that is missing and one that is closed to the person', () => {
    const note = world.column('note', 'Note')
    const [id] = [...world.board.records('column')][0] ?? []
    world.run('column.setAccess', { id, readers: [uuid(1)], editors: null })
    const row = world.item('a', now)
    const set = (column: number) => () => world.run('item.setCells', { column, rows: [row], values: ['x'] }, 'member')
    expect(set(note)).toThrow('This column does not exist, or you have no access to it.')
    expect(set(99)).toThrow('This column does not exist, or you have no access to it.')
  })
})

describe('item.move', () => {
  test('keeps the order in which items are named, and takes sub-items along', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((title) => world.item(title, now)) as [number, number, number]
    const below = world.item('below', now, { parent: b })
    const deep = world.item('deep', now, { parent: below })
    world.item('x', later)
    world.run('item.move', { rows: [c, b], group: later, after: null })
    expect(order(later)).toEqual(['c', 'b', 'x'])
    expect(order(now)).toEqual(['a'])
    expect([below, deep].map((row) => world.board.system(row, 'group'))).toEqual([later, later])
    expect(world.board.system(a, 'group')).toBe(now)
  })

  test('puts an item below another one and out again', () => {
    const [a, b] = ['a', 'b'].map((title) => world.item(title, now)) as [number, number]
    world.run('item.move', { rows: [b], parent: a })
    expect(world.board.children(a)).toEqual([b])
    world.run('item.move', { rows: [b], parent: null, after: null })
    expect(order(now)).toEqual(['b', 'a'])
  })

  test('refuses an item below itself or its own sub-item, and behind itself', () => {
    const a = world.item('a', now)
    const b = world.item('b', now, { parent: a })
    expect(() => world.run('item.move', { rows: [a], parent: a })).toThrow('An item cannot stand below itself.')
    expect(() => world.run('item.move', { rows: [a], parent: b })).toThrow('An item cannot stand below itself.')
    expect(() => world.run('item.move', { rows: [a], after: a })).toThrow('An item cannot be put behind itself.')
  })
})

describe('the trash and the archive', () => {
  test('take sub-items out of sight with their parent, and give them back', () => {
    const a = world.item('a', now)
    const b = world.item('b', now, { parent: a })
    for (const command of ['item.delete', 'item.archive']) {
      world.run(command, { rows: [a] })
      expect([a, b].map((row) => world.board.isLive(row))).toEqual([false, false])
      world.run('item.restore', { rows: [a] })
      expect([a, b].map((row) => world.board.isLive(row))).toEqual([true, true])
    }
  })

  test('keep an item that was deleted by itself in the trash when its parent comes back', () => {
    const a = world.item('a', now)
    const b = world.item('b', now, { parent: a })
    world.run('item.delete', { rows: [b] })
    world.run('item.delete', { rows: [a] })
    world.run('item.restore', { rows: [a] })
    expect([a, b].map((row) => world.board.isLive(row))).toEqual([true, false])
  })

  test('refuse items that never were', () => {
    expect(() => world.run('item.restore', { rows: [7] })).toThrow('This item does not exist')
  })
})

test('only those who may edit items do any of it', () => {
  const row = world.item('a', now)
  const note = world.column('note', 'Note')
  const all: [string, object][] = [
    ['item.create', { id: world.newId(), title: 'x', group: now }],
    ['item.setCells', { column: note, rows: [row], values: ['x'] }],
    ['item.move', { rows: [row], after: null }],
    ['item.delete', { rows: [row] }],
    ['item.archive', { rows: [row] }],
    ['item.restore', { rows: [row] }],
  ]
  for (const [command, args] of all) {
    for (const person of ['viewer', 'guest'] as const) {
      expect(() => world.run(command, { ...args }, person), command).toThrow('You have no right to do this')
    }
    world.run(command, { ...args }, 'member')
    world.run('item.restore', { rows: [row] })
  }
})
