import { beforeEach, describe, expect, test } from 'vitest'
import type { BoardState } from '../../board/board-state.ts'
import type { Json } from '../../json.ts'
import { scopeOf } from '../../scope.ts'
import { ids, people, snapshot, World } from '../../testing/world.ts'
import type { PersonName } from '../../testing/world.ts'
import { aliasesOf, rowOfKey } from '../aliases.ts'

let world: World
let other: string
let group: number
let there: number

const boardOf = (id: string) => world.state(scopeOf('board', id)) as BoardState

/** A column on the other board. */
function column(kind: string, title: string, more: { readonly [key: string]: unknown } = {}): number {
  const { result } = world.run('column.create', { board: other, id: world.newId(), kind, title, ...more })
  return (result as { number: number }).number
}

function move(rows: readonly number[], more: { readonly [key: string]: unknown } = {}, as: PersonName = 'owner') {
  return world.run('item.moveToBoard', { rows, to: other, group: there, ...more }, as)
}

const idOf = (row: number) => String(world.board.system(row, 'id'))
const cells = (rows: readonly number[], number: number, value: Json) =>
  world.run('item.setCells', { column: number, rows, values: [value] })

beforeEach(() => {
  world = new World()
  other = world.newId()
  world.run('board.create', { board: other, workspace: ids.workspace, name: 'Bugs' })
  group = world.group('Now')
  there = (world.run('group.create', { board: other, id: world.newId(), title: 'Inbox' }).result as { number: number })
    .number
})

describe('items that move to another board', () => {
  test('keep their ids, get new keys, are found by the old ones, and leave nothing behind', () => {
    const note = world.column('note', 'Remark')
    const target = column('note', ' remark ')
    const parent = world.item('Parent', group)
    const child = world.item('Child', group, { parent })
    const stays = world.item('Stays', group)
    cells([parent, child], note, 'hello')
    const [parentId, childId] = [idOf(parent), idOf(child)]
    const { result } = move([child, parent])
    expect(result).toEqual({ moved: 2, rows: [0] })
    const board = boardOf(other)
    expect([board.rowOf(parentId), board.rowOf(childId)]).toEqual([0, 1])
    expect([board.system(1, 'parent'), board.system(1, 'group'), board.cell(1, target)]).toEqual([0, there, 'hello'])
    expect(aliasesOf(board, 0)).toMatchObject([{ key: 'SPRI-1', board: ids.board, row: parent }])
    expect(rowOfKey(board, 'spri-2')).toBe(1)
    expect(world.board.rowOf(parentId)).toBeUndefined()
    expect([parent, child, stays].map((row) => world.board.isLive(row))).toEqual([false, false, true])
    expect(world.board.cell(parent, note)).toBeNull()
    expect(() => cells([parent], note, 'late')).toThrow('moved to another board')
    expect(() => world.run('item.delete', { rows: [childId] })).toThrow('moved to another board')
    expect(() => world.run('item.restore', { rows: [parent] })).toThrow('moved to another board')
  })

  test('leave without their parent where only they are chosen', () => {
    const parent = world.item('Parent', group)
    const child = world.item('Child', group, { parent })
    move([child])
    expect(world.board.isLive(parent)).toBe(true)
    expect(boardOf(other).system(0, 'parent')).toBeNull()
  })

  test('bring what only some may read to nobody else', () => {
    const pay = world.column('count', 'Salary')
    const open = column('count', 'Salary')
    const few = column('count', 'Pay')
    const hide = (board: string, number: number) => {
      const id = boardOf(board).column(number)?.id ?? ''
      world.run('column.setAccess', { board, id, readers: [people.owner], editors: null })
    }
    hide(ids.board, pay)
    hide(other, few)
    const row = world.item('One', group)
    cells([row], pay, 5)
    expect(() => move([row])).toThrow('Only some may read “Salary”')
    expect(world.board.isLive(row)).toBe(true)
    move([row], { columns: [{ from: pay, to: few }] })
    const board = boardOf(other)
    expect([board.cell(0, few), board.cell(0, open), aliasesOf(board, 0)[0]?.left]).toEqual([5, null, undefined])
  })

  test('keep as text what no column takes', () => {
    const [count, pick] = [world.column('count', 'Effort'), world.column('pick', 'Size')]
    column('pick', 'Size')
    const row = world.item('One', group)
    cells([row], count, 5)
    cells([row], pick, { option: 2, sure: true })
    move([row])
    const [alias] = aliasesOf(boardOf(other), 0)
    expect(alias?.left).toEqual([['Effort', '5']])
  })

  test('go into the columns that somebody chose', () => {
    const count = world.column('count', 'Effort')
    const [text, again] = [column('note', 'Text'), column('note', 'Effort')]
    const row = world.item('One', group)
    cells([row], count, 5)
    expect(() => move([row], { columns: [{ from: count, to: 99 }] })).toThrow('not there')
    move([row], { columns: [{ from: count, to: text }] })
    expect([boardOf(other).cell(0, text), boardOf(other).cell(0, again)]).toEqual(['5', null])
    expect(aliasesOf(boardOf(other), 0)[0]?.columns).toEqual([[count, text]])
  })

  test('come back whole by undo, go again by redo, and stay where they were changed since', () => {
    const note = world.column('note', 'Remark')
    const target = column('note', 'Remark')
    const parent = world.item('Parent', group)
    world.item('Child', group, { parent })
    cells([parent], note, 'hello')
    const before = snapshot(world.board, { quiet: true })
    const moved = move([parent])
    const after = snapshot(boardOf(other), { quiet: true })
    const undone = world.takeBack('change.undo', moved)
    expect(snapshot(world.board, { quiet: true })).toEqual(before)
    expect([boardOf(other).isLive(0), boardOf(other).rowOf(idOf(parent))]).toEqual([false, undefined])
    expect(() => world.takeBack('change.undo', moved)).toThrow('changed on the other board')
    const redone = world.takeBack('change.redo', undone)
    expect(snapshot(boardOf(other), { quiet: true })).toEqual(after)
    world.run('item.setCells', { board: other, column: target, rows: [0], values: ['later'] })
    expect(() => world.takeBack('change.undo', redone)).toThrow('changed on the other board')
    expect(boardOf(other).cell(0, target)).toBe('later')
  })

  test('may go back and forth, and are found by every key that they had', () => {
    const row = world.item('One', group)
    const id = idOf(row)
    move([row])
    world.run('item.moveToBoard', { board: other, rows: [id], to: ids.board, group })
    const now = world.board.rowOf(id) ?? -1
    expect(now).toBe(1)
    expect(aliasesOf(world.board, now).map(({ key }) => key)).toEqual(['BUGS-1', 'SPRI-1'])
    expect(rowOfKey(world.board, 'BUGS-1')).toBe(now)
  })

  test('need the right to edit on both boards, and to see all that is taken', () => {
    const note = world.column('note', 'Remark')
    const row = world.item('One', group)
    cells([row], note, 'hello')
    expect(() => move([row], {}, 'viewer')).toThrow('no right')
    const id = [...world.board.records('column')].find(([, fields]) => fields['number'] === note)?.[0]
    world.run('column.setAccess', { id, readers: [], editors: null })
    expect(() => move([row], {}, 'member')).toThrow('may not see')
    world.run('board.setAccess', { board: other, access: 'private' })
    expect(() => move([row], {}, 'member')).toThrow('no right')
  })

  test('take links along that the other board may hold, and leave the others as keys', () => {
    const settings = (...boards: string[]) => ({
      boards: boards.map((board) => ({ board, partner: null })),
      several: true,
    })
    const link = world.column('linked', 'Goes with', { settings: settings(ids.board, other) })
    const target = column('linked', 'Goes with', { settings: settings(other) })
    const [one, two, three] = ['One', 'Two', 'Three'].map((title) => world.item(title, group)) as [
      number,
      number,
      number,
    ]
    const [id, stays, goes] = [idOf(one), idOf(two), idOf(three)]
    world.run('item.connect', { column: link, rows: [one], values: [[stays, goes]], also: [other] })
    move([one, three])
    expect(boardOf(other).cell(boardOf(other).rowOf(id) ?? -1, target)).toEqual([goes])
    expect(aliasesOf(boardOf(other), 0)[0]?.left).toEqual([['Goes with', stays]])
  })
})

describe('connections that show on a third board', () => {
  let third: string
  let link: number
  let back: number
  beforeEach(() => {
    third = world.newId()
    world.run('board.create', { board: third, workspace: ids.workspace, name: 'Epics' })
    const made = world.run('group.create', { board: third, id: world.newId(), title: 'Group' })
    const { number } = made.result as { number: number }
    world.run('item.create', { board: third, id: world.newId(), title: 'Epic', group: number })
    link = world.column('linked', 'Epic', { settings: { boards: [{ board: third, partner: null }], several: true } })
    pair(ids.board, link, 'Work')
    back = 1
  })

  function pair(board: string, number: number, title: string): void {
    const [id] = [...boardOf(board).records('column')].find(([, fields]) => fields['number'] === number) ?? []
    world.run('column.pair', { board, id, other: third, partner: world.newId(), title })
  }

  test('stop showing there where no column goes on with it, and are back with an undo', () => {
    const row = world.item('One', group)
    const [id, epic] = [idOf(row), String(boardOf(third).system(0, 'id'))]
    world.run('item.connect', { column: link, rows: [row], values: [[epic]], also: [third] })
    expect(boardOf(third).cell(0, back)).toEqual([id])
    expect(() => move([row])).toThrow('name these boards')
    const moved = move([row], { also: [third] })
    expect(boardOf(third).cell(0, back)).toBeNull()
    expect(aliasesOf(boardOf(other), 0)[0]?.left).toEqual([['Epic', epic]])
    world.takeBack('change.undo', moved)
    expect([boardOf(third).cell(0, back), world.board.cell(row, link)]).toEqual([[id], [epic]])
  })

  test('lead one way where the column there shows on no other board', () => {
    const target = column('linked', 'Epic', { settings: { boards: [{ board: third, partner: null }], several: true } })
    const row = world.item('One', group)
    const epic = String(boardOf(third).system(0, 'id'))
    world.run('item.connect', { column: link, rows: [row], values: [[epic]], also: [third] })
    move([row], { also: [third] })
    expect([boardOf(other).cell(0, target), boardOf(third).cell(0, back)]).toEqual([[epic], null])
  })
})

describe('what is taken back later', () => {
  test('puts nothing below an item that went away', () => {
    const [parent, child] = [world.item('Parent', group), world.item('Child', group)]
    world.run('item.move', { rows: [child], parent })
    const lifted = world.run('item.move', { rows: [child], parent: null })
    move([parent])
    world.takeBack('change.undo', lifted)
    expect([world.board.system(child, 'parent'), world.board.isLive(child)]).toEqual([null, true])
  })
})

describe('the rules of columns', () => {
  test('are asked where items come to, not where they leave, and all or nothing', () => {
    world.column('note', 'Remark', { rules: { required: 'always' } })
    const row = world.item('One', group, { cells: [{ column: 1, value: 'same' }] })
    const target = column('note', 'Remark', { rules: { unique: true } })
    world.run('item.create', {
      board: other,
      id: world.newId(),
      title: 'There',
      group: there,
      cells: [{ column: target, value: 'same' }],
    })
    const before = snapshot(world.board)
    expect(() => move([row])).toThrow()
    expect(snapshot(world.board)).toEqual(before)
    world.run('item.setCells', { board: other, column: target, rows: [0], values: ['other'] })
    const moved = move([row])
    expect(boardOf(other).cell(1, target)).toBe('same')
    world.run('column.update', {
      id: [...world.board.records('column')][0]?.[0],
      rules: { pattern: 'x+' },
    })
    expect(() => world.takeBack('change.undo', moved)).toThrow()
    expect(boardOf(other).isLive(1)).toBe(true)
  })

  test('fill what nothing goes into, and leave blank what was blank', () => {
    world.column('note', 'Remark')
    const row = world.item('One', group)
    const rules = { default: { value: 'as always' } }
    const [same, extra] = [column('note', 'Remark', { rules }), column('note', 'More', { rules })]
    move([row])
    expect([boardOf(other).cell(0, same), boardOf(other).cell(0, extra)]).toEqual([null, 'as always'])
  })
})

describe('copies', () => {
  test('are new items with what the columns there take, and leave the originals alone', () => {
    const [note, count] = [world.column('note', 'Remark'), world.column('count', 'Effort')]
    const target = column('note', 'Remark')
    const parent = world.item('Parent', group)
    world.item('Child', group, { parent })
    cells([parent], note, 'hello')
    cells([parent], count, 3)
    const before = snapshot(world.board)
    const copied = world.run('item.copyToBoard', { rows: [parent], to: other, group: there }, 'member')
    expect(snapshot(world.board)).toEqual(before)
    const board = boardOf(other)
    const copies = [parent, parent + 1].map((row, at) => ({ item: idOf(row), copy: board.system(at, 'id') }))
    expect(copied.result).toEqual({ copied: 2, rows: [0], copies })
    expect([board.system(0, 'title'), board.cell(0, target), board.system(1, 'parent')]).toEqual(['Parent', 'hello', 0])
    expect([board.system(0, 'aliases'), board.system(0, 'id') === idOf(parent)]).toEqual([null, false])
    world.takeBack('change.undo', copied, 'member')
    expect(board.isLive(0)).toBe(false)
  })

  test('on the same board stand behind the original, at any depth', () => {
    const parent = world.item('Parent', group)
    const child = world.item('Child', group, { parent })
    world.item('Last', group)
    const copy = { to: ids.board, suffix: ' (copy)' }
    const { result } = world.run('item.copyToBoard', { rows: [parent], group, after: parent, ...copy })
    expect(result).toMatchObject({ copied: 2, rows: [3] })
    expect([3, 4].map((row) => world.board.system(row, 'title'))).toEqual(['Parent (copy)', 'Child'])
    const rank = (row: number) => String(world.board.system(row, 'rank'))
    expect(rank(3) > rank(parent) && rank(3) < rank(2)).toBe(true)
    world.run('item.copyToBoard', { rows: [child], parent, after: child, ...copy })
    expect([...world.board.children(parent)]).toEqual([child, 5])
  })
})
