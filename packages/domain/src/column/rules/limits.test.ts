import { describe, expect, test } from 'vitest'
import { canceled, doing, done, LimitedBoard, todo } from '../../testing/limited-board.ts'
import { BrokenCount } from './resting.ts'
import { limitOf, withLimit } from './limits.ts'
import { rulesOf } from './rules.ts'

describe('a limit that refuses', () => {
  test('lets no more items in by any door, and says how many are there', () => {
    const board = new LimitedBoard(2)
    const [, second] = [board.make(doing), board.make(doing)]
    const third = board.make(todo)
    const full = '3 takes 2, and 2 are there: finish one first.'
    expect(() => board.set([third], doing)).toThrow(full)
    expect(() => board.make(doing)).toThrow(full)
    board.run('item.delete', { rows: [second] })
    board.set([third], doing)
    expect(() => board.run('item.restore', { rows: [second] })).toThrow(full)
    board.set([third], todo)
    board.run('item.restore', { rows: [second] })
    board.run('item.archive', { rows: [second] })
    board.set([third], doing)
    expect(() => board.run('item.restore', { rows: [second] })).toThrow(full)
  })

  test('counts items and no sub-items, and asks one that becomes an item', () => {
    const board = new LimitedBoard(1)
    const parent = board.make(doing)
    const child = board.make(doing, { parent })
    expect(() => board.run('item.move', { rows: [child], parent: null, group: board.now1 })).toThrow('3 takes 1')
    board.set([parent], todo)
    board.run('item.move', { rows: [child], parent: null, group: board.now1 })
    expect(() => board.set([parent], doing)).toThrow('3 takes 1, and 1 is there: finish one first.')
  })

  test('asks only what comes: what is there may be edited, change places, and go', () => {
    const board = new LimitedBoard(5)
    const rows = [1, 2, 3].map(() => board.make(doing))
    const other = board.make(todo)
    board.run('column.update', {
      id: board.board.columns()[0]?.id,
      rules: { limits: [{ choice: doing, most: 3, over: 'refuse' }] },
    })
    board.run('item.setCells', { column: 'title', rows, values: ['other'] })
    board.run('item.setCells', { column: board.stage, rows: [rows[0], other], values: [todo, doing] })
    board.set([other], null)
    expect(() => board.set([other, rows[0] ?? 0], doing)).toThrow('3 takes 3, and 2 are there: 2 more are too many.')
  })

  test('names the rows that are too many, and an undo brings back as many as there is room for', () => {
    const board = new LimitedBoard(3)
    const rows = [1, 2, 3].map(() => board.make(doing))
    const moved = board.set(rows, todo)
    board.make(doing)
    expect(board.takeBack('change.undo', moved).result).toEqual({ taken: 2, kept: 1 })
    expect(rows.map((row) => board.board.cell(row, board.stage))).toEqual([doing, doing, todo])
  })

  test('lets imports in, which say how far work is and not how far it should be', () => {
    const board = new LimitedBoard(1)
    board.make(doing)
    const create = {
      ids: [board.newId()],
      titles: ['a'],
      groups: [1],
      parents: [null],
      ranks: ['a1'],
      sourceKeys: ['1'],
      createdAt: [1],
      createdBy: [null],
      cells: [{ column: board.stage, at: [0], values: [doing] }],
    }
    expect(board.run('item.import', { create }, 'system').result).toMatchObject({ broken: [] })
  })
})

describe('where a status beside it says which items are finished', () => {
  const full = '3 takes 2 open items, and 2 are there: finish one first.'
  const place = () => {
    const board = new LimitedBoard(2, 'refuse', true)
    const say = (rows: readonly number[], status: number | null) =>
      board.run('item.setCells', { column: board.status, rows, values: [status] })
    return { board, say }
  }

  test('those are no work in progress: they make room, and come and go as they like', () => {
    const { board, say } = place()
    const rows = [1, 2].map(() => board.make(doing))
    expect(() => board.make(doing)).toThrow(full)
    say([rows[0] ?? 0], done)
    const third = board.make(doing)
    expect(() => board.make(doing)).toThrow(full)
    say([third], canceled)
    const fourth = board.make(todo)
    say([fourth], done)
    board.set([fourth], doing)
    board.make(doing)
    expect(board.board.liveRoots).toBe(5)
  })

  test('one that is opened again comes to where it stands, and there has to be room', () => {
    const { board, say } = place()
    const old = board.make(doing)
    say([old], done)
    board.make(doing)
    board.make(doing)
    expect(() => say([old], todo)).toThrow(full)
    expect(() => say([old], null)).toThrow(full)
    say([old], canceled)
    board.set([old], todo)
    say([old], todo)
  })

  test('a limit of the status itself counts what stands there, also what is done', () => {
    const { board, say } = place()
    const id = board.board.columns().find(({ number }) => number === board.status)?.id
    board.run('column.update', { id, rules: { limits: [{ choice: done, most: 1, over: 'refuse' }] } })
    const rows = [1, 2].map(() => board.make(todo))
    say(rows.slice(0, 1), done)
    expect(() => say(rows.slice(1), done)).toThrow('5 takes 1, and 1 is there: finish one first.')
  })
})

test('a limit that warns lets everything in', () => {
  const board = new LimitedBoard(1, 'warn')
  board.make(doing)
  board.make(doing)
  expect(board.board.liveRoots).toBe(2)
})

test('limits are of choices that the column has, one for each', () => {
  const board = new LimitedBoard(1)
  const id = board.board.columns()[0]?.id
  const limits = [1, 2].map((most) => ({ choice: doing, most, over: 'warn' }))
  expect(() => board.run('column.update', { id, rules: { limits } })).toThrow('A choice has one limit')
  expect(() => board.column('note', 'Note', { rules: { limits } })).toThrow('A Note column cannot have limits.')
  board.run('column.update', { id, rules: { limits: [] } })
  expect(board.board.columns()[0]?.fields['rules']).toBeUndefined()
})

test('a limit is put beside the other rules and taken away again', () => {
  const one = withLimit({ required: 'always' }, doing, { most: 2, over: 'warn' })
  const two = withLimit(one, todo, { most: 4, over: 'refuse' })
  expect(limitOf(withLimit(two, doing, { most: 3, over: 'refuse' }), doing)?.most).toBe(3)
  expect(withLimit(withLimit(two, todo, null), doing, null)).toEqual({ required: 'always' })
})

test('says how many items are beyond limits that are not set yet', () => {
  const board = new LimitedBoard(9)
  for (const stage of [doing, doing, doing, todo]) board.make(stage)
  const [column] = board.board.columns()
  if (column === undefined) throw new Error('no column')
  const count = new BrokenCount(board.board, column, withLimit(rulesOf(column), doing, { most: 1, over: 'refuse' }))
  while (count.step());
  expect(count.counts).toMatchObject({ limits: 2, required: 0 })
})
