import type { Json } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { columnKinds } from '../all.ts'
import { contractBoard } from '../contract-board.ts'

function progressOf(settings: Json, change: (board: ReturnType<typeof contractBoard>) => void = () => undefined): Json {
  const board = contractBoard(columnKinds)
  const fields = { kind: 'progress', title: 'Progress', number: 9, rank: 'z', settingsVersion: 1, settings }
  board.patch([{ op: 'put', table: 'column', id: '0190a000-0000-7000-8000-00000000c009', fields }], 0, null)
  change(board)
  return board.cell(0, 9)
}

const columnOf = (number: number) => `0190a000-0000-7000-8000-00000000c00${number}`

test('of stages: all below an item count, once each; what is done or canceled is through', () => {
  expect(progressOf({ from: 'stages', column: 1 })).toEqual({ percent: 50, done: 2, of: 4 })
})

test('of numbers: their mean, weighted where it is asked for, without those that say nothing', () => {
  expect(progressOf({ from: 'numbers', column: 2, full: 8 })).toEqual({ percent: 50, done: 1, of: 3 })
  expect(progressOf({ from: 'numbers', column: 2, weight: 3, full: 8 })).toEqual({ percent: 62.5, done: 1, of: 2 })
})

test('an item without sub-items has none, one whose sub-items went neither', () => {
  const settings = { from: 'stages', column: 1 }
  const gone = progressOf(settings, (board) => {
    board.patch([{ op: 'cells', column: 'deletedAt', rows: [2, 3, 4], values: [1] }], 0, null)
  })
  expect(gone).toBeNull()
})

test('says what is wrong instead of a share: nothing chosen, a column that is gone, one of another kind', () => {
  expect(progressOf({ from: 'stages', column: null })).toEqual({ problem: 'not-set-up' })
  expect(progressOf({ from: 'stages', column: 77 })).toEqual({ problem: 'no-column' })
  expect(progressOf({ from: 'stages', column: 4 })).toEqual({ problem: 'wrong-kind' })
  const remove = (deletedAt: number | null) => (board: ReturnType<typeof contractBoard>) =>
    void board.patch([{ op: 'put', table: 'column', id: columnOf(1), fields: { deletedAt } }], 0, null)
  expect(progressOf({ from: 'stages', column: 1 }, remove(1))).toEqual({ problem: 'no-column' })
})
