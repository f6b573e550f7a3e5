import { describe, expect, test } from 'vitest'
import { snapshot, World } from '../testing/world.ts'

function board() {
  const world = new World()
  const group = world.group('Now')
  const note = world.column('note', 'Note')
  const rows = ['a', 'b', 'c'].map((title) => world.item(title, group))
  const set = (of: readonly number[], values: readonly (string | null)[], as: 'owner' | 'member' = 'owner') =>
    world.run('item.setCells', { column: note, rows: of, values }, as)
  const cells = () => rows.map((row) => world.board.cell(row, note))
  return { world, group, note, rows, set, cells }
}

describe('undo', () => {
  test('takes a change back, and redo does it again, as often as one likes', () => {
    const { world, rows, set, cells } = board()
    set(rows, ['1', '2', '3'])
    const before = snapshot(world.board, { quiet: true })
    let done = set(rows, ['x'])
    const after = snapshot(world.board, { quiet: true })
    for (let round = 0; round < 3; round++) {
      const undone = world.takeBack('change.undo', done)
      expect(undone.result).toEqual({ taken: 3, kept: 0 })
      expect(snapshot(world.board, { quiet: true })).toEqual(before)
      done = world.takeBack('change.redo', undone)
      expect(snapshot(world.board, { quiet: true })).toEqual(after)
    }
    expect(cells()).toEqual(['x', 'x', 'x'])
  })

  test('keeps what others have changed since, and counts both', () => {
    const { world, rows, set, cells } = board()
    const mine = set(rows, ['mine'])
    set([rows[1] ?? 0], ['theirs'], 'member')
    expect(world.takeBack('change.undo', mine).result).toEqual({ taken: 2, kept: 1 })
    expect(cells()).toEqual([null, 'theirs', null])
  })

  test('says so where all of it was changed since', () => {
    const { world, rows, set } = board()
    const mine = set(rows, ['mine'])
    set(rows, ['theirs'], 'member')
    expect(() => world.takeBack('change.undo', mine)).toThrow('Nothing to take back: all of it was changed since.')
  })

  test('puts what was made into the trash, unless somebody else has edited it', () => {
    const { world, group, note } = board()
    const make = (title: string) => world.run('item.create', { id: world.newId(), title, group })
    const [alone, edited] = [make('alone'), make('edited')]
    const rowOf = (ran: typeof alone) => (ran.result as { row: number }).row
    world.run('item.setCells', { column: note, rows: [rowOf(edited)], values: ['x'] }, 'member')
    world.takeBack('change.undo', alone)
    expect(world.board.isLive(rowOf(alone))).toBe(false)
    expect(() => world.takeBack('change.undo', edited)).toThrow('Nothing to take back')
    expect(world.board.isLive(rowOf(edited))).toBe(true)
  })

  test('of a deletion brings back what was deleted, with its sub-items', () => {
    const { world, group, rows } = board()
    const parent = rows[0] ?? 0
    const child = world.item('child', group, { parent })
    world.takeBack('change.undo', world.run('item.delete', { rows: [parent] }))
    expect([parent, child].map((row) => world.board.isLive(row))).toEqual([true, true])
  })

  test('is for one’s own changes only, and asks for the rights of today', () => {
    const { world, rows, set, note } = board()
    const theirs = set(rows, ['x'], 'member')
    expect(() => world.takeBack('change.undo', theirs, 'owner')).toThrow('no right')
    const [id] = [...world.board.records('column')].find(([, { number }]) => number === note) ?? []
    world.run('column.setAccess', { id, readers: null, editors: [] })
    expect(() => world.takeBack('change.undo', theirs, 'member')).toThrow('no right')
  })

  test('leaves fields alone that were renamed again meanwhile', () => {
    const { world } = board()
    const [id = ''] = [...world.board.records('group')][0] ?? []
    const mine = world.run('group.update', { id, title: 'Mine', colour: 'red' })
    world.run('group.update', { id, title: 'Theirs' }, 'member')
    expect(world.takeBack('change.undo', mine).result).toEqual({ taken: 1, kept: 1 })
    expect(world.board.record('group', id)).toMatchObject({ title: 'Theirs', colour: 'blue' })
  })
})
