import { describe, expect, test } from 'vitest'
import { currentSettings, toBoardColumn } from '../board/columns.ts'
import { pickKind, testKinds } from '../testing/kinds.ts'
import { people, uuid, World } from '../testing/world.ts'

function titles(world: World): string[] {
  return world.board.columns().map(({ title }) => title)
}

function columnId(world: World, title: string): string {
  return world.board.columns().find((column) => column.title === title)?.id ?? ''
}

describe('columns', () => {
  test('stand behind the last one, first, or behind another one, and are moved', () => {
    const world = new World()
    world.column('note', 'a')
    world.column('note', 'b')
    world.column('note', 'first', { after: null })
    world.column('note', 'behind a', { after: columnId(world, 'a') })
    expect(titles(world)).toEqual(['first', 'a', 'behind a', 'b'])
    world.run('column.move', { id: columnId(world, 'b'), after: null })
    expect(titles(world)).toEqual(['b', 'first', 'a', 'behind a'])
  })

  test('get numbers that are never used again', () => {
    const world = new World()
    expect(world.column('note', 'a')).toBe(1)
    world.run('column.delete', { id: columnId(world, 'a') })
    expect(world.column('note', 'b')).toBe(2)
  })

  test('keep their cells in the trash', () => {
    const world = new World()
    const note = world.column('note', 'Note')
    const row = world.item('a', world.group('Now'), { cells: [{ column: note, value: 'kept' }] })
    const id = columnId(world, 'Note')
    world.run('column.delete', { id })
    expect(() => world.run('item.setCells', { column: note, rows: [row], values: ['x'] })).toThrow(
      'This column was deleted. Restore it first.',
    )
    expect(() => world.run('column.update', { id, title: 'x' })).toThrow('This column was deleted. Restore it first.')
    world.run('column.restore', { id })
    expect(world.board.cell(row, note)).toBe('kept')
  })

  test('take settings as their kind does, and cells under them', () => {
    const world = new World()
    const pick = world.column('pick', 'Pick', { settings: { options: ['only'] } })
    const row = world.item('a', world.group('Now'))
    const choose = (option: number) =>
      world.run('item.setCells', { column: pick, rows: [row], values: [{ option, sure: true }] })
    expect(() => choose(2)).toThrow('There is no option 2.')
    world.run('column.update', { id: columnId(world, 'Pick'), settings: { options: ['only', 'other'] } })
    choose(2)
    expect(world.board.cell(row, pick)).toEqual({ option: 2, sure: true })
  })

  test.each([
    ['an unknown kind', { kind: 'mood' }, 'There is no column kind "mood".'],
    ['settings of another shape', { settings: { options: [''] } }, 'An option needs a name.'],
    ['no title', { title: ' ' }, 'Type a name.'],
    ['a place behind nothing', { after: 'x' }, 'Expected a UUID.'],
  ])('refuse %s', (_, args, message) => {
    const world = new World()
    const create = () => world.run('column.create', { id: world.newId(), kind: 'pick', title: 'Pick', ...args })
    expect(create).toThrow(message)
  })

  test('are made and changed by editors, and opened and closed by owners', () => {
    const world = new World()
    world.column('note', 'Note')
    const id = columnId(world, 'Note')
    world.run('column.update', { id, title: 'Named' }, 'member')
    expect(() => world.run('column.setAccess', { id, readers: [], editors: null }, 'member')).toThrow('no right')
    expect(() => world.run('column.update', { id, title: 'x' }, 'viewer')).toThrow('no right')
    world.run('column.setAccess', { id, readers: [people.admin], editors: null })
    expect(() => world.run('column.delete', { id }, 'member')).toThrow('This column does not exist')
  })

  test('cannot stand behind themselves or behind what is not there', () => {
    const world = new World()
    world.column('note', 'Note')
    const id = columnId(world, 'Note')
    expect(() => world.run('column.move', { id, after: id })).toThrow('A column cannot be put behind itself.')
    expect(() => world.run('column.move', { id, after: uuid(999) })).toThrow('This column does not exist')
  })
})

describe('settings of an older shape', () => {
  test('go through every migration after their version', () => {
    expect(currentSettings(pickKind, ['a', 'b'], 1)).toEqual({ options: ['a', 'b'] })
    expect(currentSettings(pickKind, { names: ['a'] }, 2)).toEqual({ options: ['a'] })
    expect(currentSettings(pickKind, { options: ['a'] }, 3)).toEqual({ options: ['a'] })
  })

  test('are brought up where a column is read, and stay as they were stored', () => {
    const fields = { number: 4, kind: 'pick', title: 'Old', settings: ['x', 'y'], settingsVersion: 1, rank: 'V' }
    expect(toBoardColumn(uuid(1), fields, testKinds)).toMatchObject({ settings: { options: ['x', 'y'] }, fields })
  })

  test('are those of the kind where none were stored, and a kind that is not known here is left out', () => {
    const fields = { number: 4, kind: 'pick', title: 'Bare', rank: 'V' }
    expect(toBoardColumn(uuid(1), fields, testKinds)?.settings).toEqual(pickKind.defaultSettings)
    expect(toBoardColumn(uuid(1), { ...fields, kind: 'of a later build' }, testKinds)).toBeUndefined()
  })

  test('become current when somebody changes them', () => {
    const world = new World()
    const id = uuid(77)
    world.board.load('column', id, {
      number: 4,
      kind: 'pick',
      title: 'Old',
      settings: ['x'],
      settingsVersion: 1,
      rank: 'V',
    })
    world.run('column.update', { id, settings: { options: ['x', 'y'] } })
    expect(world.board.record('column', id)).toMatchObject({ settings: { options: ['x', 'y'] }, settingsVersion: 3 })
  })
})
