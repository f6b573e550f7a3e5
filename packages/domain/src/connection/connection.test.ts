import { beforeEach, describe, expect, test } from 'vitest'
import type { BoardState } from '../board/board-state.ts'
import { must } from '../errors.ts'
import { stages } from '../column/kind.ts'
import type { Json } from '../json.ts'
import { scopeOf } from '../scope.ts'
import { ids, World } from '../testing/world.ts'
import type { PersonName, Ran } from '../testing/world.ts'
import { partnerOf } from './connection.ts'

let world: World
let other: string
let a: number[]
let b: number[]

const boardOf = (id: string) => world.state(scopeOf('board', id)) as BoardState
const idsOf = (board: string, rows: readonly number[]) => rows.map((row) => String(boardOf(board).system(row, 'id')))
const columnId = (board: string, number: number) => must(boardOf(board).column(number)).id

/** Three items on a board. */
function items(board: string): number[] {
  const { number } = world.run('group.create', { board, id: world.newId(), title: 'Group' }).result as {
    number: number
  }
  return ['One', 'Two', 'Three'].map((title) => {
    const made = world.run('item.create', { board, id: world.newId(), title, group: number })
    return (made.result as { row: number }).row
  })
}

beforeEach(() => {
  world = new World()
  other = world.newId()
  world.run('board.create', { board: other, workspace: ids.workspace, name: 'Epics' })
  a = items(ids.board)
  b = items(other)
})

function connectColumn(
  board: string,
  to: string,
  more: { readonly [key: string]: Json } = {},
  kind = 'linked',
): number {
  const base = kind === 'linked' ? { several: true } : { refuses: false }
  const settings = { ...base, ...more, boards: [{ board: to, partner: null }] }
  return (
    world.run('column.create', { board, id: world.newId(), kind, title: 'Link', settings }).result as { number: number }
  ).number
}

function connect(board: string, column: number, row: number, value: Json, as: PersonName = 'owner') {
  const also = board === ids.board ? [other] : [ids.board]
  return world.run('item.connect', { board, column, rows: [row], values: [value], also }, as)
}

describe('a connection that shows on two boards', () => {
  let left: number
  let right: number
  beforeEach(() => {
    left = connectColumn(ids.board, other)
    connect(ids.board, left, a[0] ?? 0, idsOf(other, [0, 1]))
    const id = columnId(ids.board, left)
    const pair = { board: ids.board, id, other, partner: world.newId(), title: 'Tasks' }
    right = (world.run('column.pair', pair).result as { number: number }).number
  })

  const cells = () => ({
    left: a.map((row) => boardOf(ids.board).cell(row, left)),
    right: b.map((row) => boardOf(other).cell(row, right)),
  })

  test('shows on the other board what was connected before', () => {
    const [one] = idsOf(ids.board, [0])
    expect(cells().right).toEqual([[one], [one], null])
  })

  test('says the same on both whichever is edited, as one change', () => {
    const { changes } = connect(other, right, 2, idsOf(ids.board, [0, 1]))
    expect(new Set(changes.map(({ id }) => id)).size).toBe(1)
    expect(changes.map(({ scope }) => scope).sort()).toEqual(
      [scopeOf('board', ids.board), scopeOf('board', other)].sort(),
    )
    expect(cells().left).toEqual([idsOf(other, [0, 1, 2]), idsOf(other, [2]), null])
    connect(ids.board, left, 0, null)
    expect(cells()).toEqual({ left: [null, idsOf(other, [2]), null], right: [null, null, idsOf(ids.board, [1])] })
  })

  test('is undone on both at once, and keeps what others connected since', () => {
    const edit = connect(ids.board, left, 0, idsOf(other, [2]))
    connect(other, right, 1, idsOf(ids.board, [0, 1]))
    world.takeBack('change.undo', edit)
    expect(cells().left).toEqual([idsOf(other, [1, 0]), idsOf(other, [1]), null])
    expect(cells().right).toEqual([idsOf(ids.board, [0]), idsOf(ids.board, [0, 1]), null])
  })

  test('is refused to who may not edit the other board, before anything is done', () => {
    world.run('board.setAccess', { board: other, access: 'private' })
    world.run('board.setMember', {
      board: other,
      id: must(world.account.record('member', idOfOther())) && idOfOther(),
      subject: 'member',
      role: 'viewer',
    })
    const before = cells()
    expect(() => connect(ids.board, left, 1, idsOf(other, [0]), 'other')).toThrow(/may not edit it there/)
    expect(cells()).toEqual(before)
  })

  test('names an item that is gone for good on neither board', () => {
    world.run('item.delete', { board: other, rows: [0] })
    const rows = { board: other, rows: [0], before: Number.MAX_SAFE_INTEGER }
    const { changes } = world.run('item.purge', { ...rows, also: [ids.board] }, 'system')
    expect(new Set(changes.map(({ id }) => id)).size).toBe(1)
    expect(cells()).toEqual({ left: [idsOf(other, [1]), null, null], right: [null, idsOf(ids.board, [0]), null] })
    expect(JSON.stringify(changes.map(({ inverse }) => inverse))).not.toContain(idsOf(other, [0])[0])
  })

  test('takes one item a cell where the other side says so', () => {
    const settings = { several: false, boards: [{ board: ids.board, partner: columnId(ids.board, left) }] }
    world.run('column.update', { board: other, id: columnId(other, right), settings })
    expect(() => connect(ids.board, left, 1, idsOf(other, [0]))).toThrow(/takes one item/)
  })

  test('stands alone on each board once it is parted, and no settings make another its partner', () => {
    const id = columnId(ids.board, left)
    const settings = { several: true, boards: [{ board: other, partner: world.newId() }] }
    expect(() => world.run('column.update', { board: ids.board, id, settings })).toThrow(/column\.pair/)
    world.run('column.unpair', { board: ids.board, id, other })
    connect(ids.board, left, 0, null)
    expect(cells().right).toEqual([idsOf(ids.board, [0]), idsOf(ids.board, [0]), null])
    expect(
      partnerOf({ board: ids.board, column: must(boardOf(ids.board).column(left)) }, boardOf(other)),
    ).toBeUndefined()
  })
})

describe('showing a connection on both boards', () => {
  let left: number
  let right: number
  let paired: Ran
  const cells = () => ({
    left: a.map((row) => boardOf(ids.board).cell(row, left)),
    right: b.map((row) => boardOf(other).cell(row, right)),
  })
  const sides = () => ({ board: ids.board, id: columnId(ids.board, left), other })
  const isLive = (board: string, number: number) =>
    must(boardOf(board).column(number)).fields['deletedAt'] === undefined
  const isPaired = () =>
    partnerOf({ board: ids.board, column: must(boardOf(ids.board).column(left)) }, boardOf(other)) !== undefined
  beforeEach(() => {
    left = connectColumn(ids.board, other)
    connect(ids.board, left, a[0] ?? 0, idsOf(other, [0, 1]))
    paired = world.run('column.pair', { ...sides(), partner: world.newId(), title: 'Tasks' })
    right = (paired.result as { number: number }).number
  })

  test('is taken back with its column, and keeps what came through it and what its settings became', () => {
    connect(other, right, 2, idsOf(ids.board, [1]))
    const settings = { several: false, boards: [{ board: other, partner: columnId(other, right) }] }
    world.run('column.update', { board: ids.board, id: columnId(ids.board, left), settings })
    world.takeBack('change.undo', paired)
    expect([isPaired(), isLive(other, right)]).toEqual([false, false])
    expect(must(boardOf(ids.board).column(left)).settings).toEqual({
      several: false,
      boards: [{ board: other, partner: null }],
    })
    expect(cells().left).toEqual([idsOf(other, [0, 1]), idsOf(other, [2]), null])
    connect(ids.board, left, 0, null)
    expect(cells().right[0]).toEqual(idsOf(ids.board, [0]))
  })

  test('done again, says on the other board what is connected by then', () => {
    const undone = world.takeBack('change.undo', paired)
    connect(ids.board, left, 0, idsOf(other, [1]))
    connect(ids.board, left, 2, idsOf(other, [1, 2]))
    const redone = world.takeBack('change.redo', undone)
    expect([isPaired(), isLive(other, right)]).toEqual([true, true])
    expect(cells().right).toEqual([null, idsOf(ids.board, [0, 2]), idsOf(ids.board, [2])])
    connect(other, right, 0, idsOf(ids.board, [1]))
    expect(cells().left[1]).toEqual(idsOf(other, [0]))
    world.takeBack('change.undo', redone)
    expect([isPaired(), isLive(other, right)]).toEqual([false, false])
  })

  test('of a board with itself goes and comes back the same way', () => {
    const own = connectColumn(ids.board, ids.board)
    connect(ids.board, own, 0, idsOf(ids.board, [1, 2]))
    const id = columnId(ids.board, own)
    const both = { board: ids.board, id, other: ids.board, partner: world.newId(), title: 'Back' }
    const back = (world.run('column.pair', both).result as { number: number }).number
    const ran: Ran = { result: null, changes: world.log.slice(-1) }
    const undone = world.takeBack('change.undo', ran)
    connect(ids.board, own, 0, idsOf(ids.board, [2]))
    world.takeBack('change.redo', undone)
    expect(a.map((row) => boardOf(ids.board).cell(row, back))).toEqual([null, null, idsOf(ids.board, [0])])
    connect(ids.board, back, 1, idsOf(ids.board, [2]))
    expect(boardOf(ids.board).cell(2, own)).toEqual(idsOf(ids.board, [1]))
  })

  test('ends and comes back, unless the two columns do not say the same any more', () => {
    const parted = world.run('column.unpair', sides())
    const before = cells()
    const again = world.takeBack('change.undo', parted)
    expect([isPaired(), cells()]).toEqual([true, before])
    const once = world.takeBack('change.redo', again)
    expect(isPaired()).toBe(false)
    const gone = connect(ids.board, left, 0, idsOf(other, [0]))
    expect(() => world.takeBack('change.undo', once)).toThrow(/do not say the same/)
    world.takeBack('change.undo', gone)
    world.takeBack('change.undo', once)
    expect([isPaired(), cells()]).toEqual([true, before])
  })

  test('is taken back by nobody who may not change the other board', () => {
    world.run('board.setAccess', { board: other, access: 'private' }, 'owner')
    const mine = world.run('column.unpair', sides())
    world.run('board.setAccess', { board: other, access: 'main' })
    expect(() => world.takeBack('change.undo', mine, 'member')).toThrow('no right')
  })
})

function idOfOther(): string {
  return [...world.account.records('member')].find(([, { name }]) => name === 'other')?.[0] ?? ''
}

test('a cell of items is set by its own command, and names items of its boards only', () => {
  const column = connectColumn(ids.board, other)
  const cell = { board: ids.board, column, rows: [0], values: [idsOf(other, [0])] }
  expect(() => world.run('item.setCells', cell)).toThrow(/item\.connect/)
  expect(() => connect(ids.board, column, 0, idsOf(ids.board, [1]))).toThrow(/does not exist/)
  expect(() => connect(ids.board, column, 0, [world.newId()])).toThrow(/does not exist/)
  expect(() => world.run('item.connect', { ...cell, also: [] })).toThrow(/try again/)
  world.run('item.delete', { board: other, rows: [0] })
  expect(() => connect(ids.board, column, 0, idsOf(other, [0]))).toThrow(/does not exist/)
})

describe('waiting', () => {
  let here: number
  let there: number
  beforeEach(() => {
    here = connectColumn(ids.board, other, { refuses: true }, 'wait')
    there = connectColumn(other, ids.board, {}, 'wait')
    for (const board of [ids.board, other]) {
      world.run('column.create', { board, id: world.newId(), kind: 'stage', title: 'Stage', role: 'status' })
    }
  })

  test('never goes in a circle over boards; the refusal names the items', () => {
    connect(ids.board, here, 0, idsOf(other, [1]))
    connect(other, there, 1, idsOf(ids.board, [2]))
    const prefix = (board: string) => String(boardOf(board).board['prefix'])
    const way = `${prefix(other)}-1 → ${prefix(ids.board)}-1 → ${prefix(other)}-2`
    connect(ids.board, here, 2, idsOf(other, [2]))
    expect(() => connect(other, there, 0, [...idsOf(ids.board, [0])])).not.toThrow()
    expect(() => connect(ids.board, here, 2, idsOf(other, [0]))).toThrow(
      new RegExp(`${prefix(ids.board)}-3 → ${way} → ${prefix(ids.board)}-3`),
    )
  })

  test('holds an item back until what it waits for is done', () => {
    connect(ids.board, here, 0, idsOf(other, [1, 2]))
    const stage = (board: string, row: number, to: (typeof stages)[number]) => {
      const column = board === ids.board ? here + 1 : there + 1
      return world.run('item.setCells', { board, column, rows: [row], values: [stages.indexOf(to) + 1] })
    }
    stage(ids.board, 0, 'todo')
    expect(() => stage(ids.board, 0, 'doing')).toThrow(/waits for \S+-2, \S+-3/)
    stage(other, 1, 'done')
    stage(other, 2, 'canceled')
    stage(ids.board, 0, 'doing')
    stage(ids.board, 1, 'done')
  })

  test('lets it go on all the same for whom the column says, and tells them so', () => {
    const column = { board: ids.board, id: columnId(ids.board, here) }
    const boards = [{ board: other, partner: null }]
    connect(ids.board, here, 0, idsOf(other, [1]))
    const go = (override: boolean, as: PersonName) => {
      const args = { board: ids.board, column: here + 1, rows: [0], values: [stages.indexOf('doing') + 1], override }
      return world.run('item.setCells', args, as)
    }
    expect(() => go(true, 'owner')).toThrow(/waits for/)
    world.run('column.update', { ...column, settings: { boards, refuses: true, override: 'owners' } })
    expect(() => go(true, 'other')).toThrow(/waits for/)
    expect(() => go(false, 'owner')).toThrow(expect.objectContaining({ details: { row: 0, override: true } }))
    go(true, 'owner')
    expect(boardOf(ids.board).cell(0, here + 1)).toBe(stages.indexOf('doing') + 1)
  })
})
