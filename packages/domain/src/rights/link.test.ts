import { expect, test } from 'vitest'
import type { LinkPrincipal } from '../principal.ts'
import { actions, can } from './can.ts'

const link: LinkPrincipal = { kind: 'link', memberId: null, board: 'b1', columns: [1, 2] }
const board = { id: 'b1', board: { name: 'Board', access: 'private' }, members: [] }
const resource = { ...board, column: { number: 1 }, ownerId: null, memberId: 'anna', role: 'viewer' }

test('whoever has a link reads the board and its columns, and may nothing else', () => {
  // @NOTE the resource has what any rule looks at.
  const may = actions.filter((action) => can(link, action, resource as never))
  // A doc is judged as a board is; a link names none by its id.
  expect(may.filter((action) => !action.startsWith('doc.'))).toEqual(['board.read', 'column.read'])
})

test('it is of one board, and of columns that everybody may read', () => {
  expect(can(link, 'board.read', { ...board, id: 'b2' })).toBe(false)
  expect(can(link, 'board.read', { ...board, board: {} })).toBe(false)
  expect(can(link, 'board.read', { ...board, board: { name: 'Board', hidden: true, createdBy: 'anna' } })).toBe(false)
  for (const column of [{ number: 3 }, { number: 1, readers: [] }, { number: 1, readers: ['anna'] }]) {
    expect(can(link, 'column.read', { ...board, column })).toBe(false)
  }
  expect(can(link, 'column.read', { ...board, column: { number: 2, editors: ['anna'] } })).toBe(true)
  expect(can(link, 'column.read', { ...board, id: 'b2', column: { number: 1 } })).toBe(false)
})
