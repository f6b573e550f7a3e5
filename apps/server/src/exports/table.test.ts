import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, Outlooks, narrowBoard, scopeOf } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { cellText } from './cell.ts'
import { openTable } from './table.ts'
import type { ReaderBoard } from './table.ts'

const boardId = '0190a000-0000-7000-8000-000000000001'
const kinds = new KindRegistry(columnKinds)

/** A board of three items, the last one below the second. */
function threeItems(): BoardState {
  const board = new BoardState(scopeOf('board', boardId), kinds)
  board.load('board', boardId, { name: 'Board', prefix: 'B' })
  board.load('group', '0190a000-0000-7000-8000-000000000002', { number: 1, title: 'Group', rank: 'V' })
  const rows = [0, 1, 2]
  board.loadCells([
    ['id', rows, rows.map((row) => `0190a000-0000-7000-8000-00000000010${row}`)],
    ['title', rows, ['One', 'Two', 'Below two']],
    ['group', rows, [1, 1, 1]],
    ['rank', rows, ['V', 'W', 'X']],
    ['createdAt', rows, [1, 1, 1]],
    ['parent', [2], [1]],
  ])
  board.settle(0, 3)
  return board
}

function seenOf(state: BoardState): ReaderBoard {
  return { outlook: new Outlooks(kinds, () => undefined).plain(state), item: () => ({ is: 'no-access' }) }
}

test('an item that went out of its reader’s sight since the export was begun is not written, and nobody stands below it', async () => {
  await kinds.prepare()
  const whole = threeItems()
  const narrow = (...rows: number[]) => seenOf(narrowBoard(whole, rows, { kinds }))
  const sight = { fingerprint: '', hiddenColumns: new Set<number>() }
  const reader = { memberId: null, sight, now: 0, today: 20_000, locale: 'en', timeZone: 'UTC', weekStart: 1 }
  const table = await openTable({
    seen: narrow(0, 1, 2),
    account: whole,
    accountId: 'account',
    spec: null,
    reader,
    seeAgain: () => Promise.resolve(narrow(0, 2)),
    onProgress: () => {},
  })
  expect(table.count).toBe(3)
  const written: string[][] = []
  for await (const rows of table.rows()) for (const { cells } of rows) written.push(cells.map(cellText))
  expect(written.map((cells) => cells.filter((text) => text !== ''))).toEqual([
    ['B-1', 'One', 'Group'],
    ['B-3', 'Below two', 'Group'],
  ])
})
