import type { AccountRole } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { boardsToAddTo, mayAddItems } from './may-add-items.ts'
import type { MemberPrincipal } from './world.tsx'

const someone = (role: AccountRole): MemberPrincipal => ({ kind: 'member', memberId: 'm' as never, role, teamIds: [] })

function board(fields: Partial<TreeBoard> = {}): TreeBoard {
  const place = { workspaceId: 'w', folderId: null, rank: 'V', itemCount: 0, deletedAt: null, template: null }
  const open = { access: 'shareable', archived: false, hidden: false, mayAdd: true } as const
  return { id: 'b', name: 'Web shop', ...open, ...place, ...fields }
}

test('guests who make no boards are offered a new item where they may make one', () => {
  expect(mayAddItems(someone('guest'), [board()])).toBe(true)
  expect(mayAddItems(someone('guest'), [])).toBe(false)
  expect(mayAddItems(someone('guest'), [board({ archived: true }), board({ hidden: true })])).toBe(false)
})

test('whoever only reads is offered none, and whoever makes boards always is', () => {
  expect(mayAddItems(someone('guest'), [board({ mayAdd: false })])).toBe(false)
  expect(mayAddItems(someone('viewer'), [board({ mayAdd: false })])).toBe(false)
  expect(mayAddItems(someone('member'), [])).toBe(true)
})

test('boards that one only reads are none to choose from', () => {
  const boards = [board({ id: 'read', mayAdd: false }), board({ id: 'written' }), board({ id: 'old', archived: true })]
  expect(boardsToAddTo(boards).map(({ id }) => id)).toEqual(['written'])
})
