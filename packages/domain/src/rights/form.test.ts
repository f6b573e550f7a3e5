import { expect, test } from 'vitest'
import type { FormPrincipal } from '../principal.ts'
import { actions, can } from './can.ts'
import type { MemberId } from '../ids.ts'

const form: FormPrincipal = { kind: 'form', memberId: 'anna' as MemberId, board: 'b1', columns: [1, 2] }
const board = {
  id: 'b1',
  board: { name: 'Board', createdBy: 'anna' },
  members: [{ id: 'anna', subject: 'member', role: 'owner' }],
}
const resource = { ...board, column: { number: 1 }, ownerId: 'anna', memberId: 'anna', role: 'viewer' }

test('whoever answers a form makes items and fills its columns, and may nothing else, whoever they are', () => {
  // @NOTE the resource has what any rule looks at.
  expect(actions.filter((action) => can(form, action, resource as never))).toEqual(['item.create', 'column.edit'])
})

test('it is of one board, and of columns that everybody may read and fill', () => {
  expect(can(form, 'item.create', { ...board, id: 'b2' })).toBe(false)
  expect(can(form, 'item.create', { ...board, board: {} })).toBe(false)
  for (const column of [{ number: 3 }, { number: 1, readers: [] }, { number: 1, editors: ['anna'] }]) {
    expect(can(form, 'column.edit', { ...board, column })).toBe(false)
  }
  expect(can(form, 'column.edit', { ...board, id: 'b2', column: { number: 1 } })).toBe(false)
})
