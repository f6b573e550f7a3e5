import type { AccountRole } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import type { MemberPrincipal } from '../../shell/world.tsx'
import { mayAddItems } from './may-add-items.ts'

const someone = (role: AccountRole): MemberPrincipal => ({ kind: 'member', memberId: 'm' as never, role, teamIds: [] })

function board(fields: Partial<TreeBoard> = {}): TreeBoard {
  const place = { workspaceId: 'w', folderId: null, rank: 'V', itemCount: 0, deletedAt: null, template: null }
  return { id: 'b', name: 'Web shop', access: 'shareable', archived: false, hidden: false, ...place, ...fields }
}

test('guests who make no boards are offered a new item where one is shared with them', () => {
  expect(mayAddItems(someone('guest'), [board()])).toBe(true)
  expect(mayAddItems(someone('guest'), [])).toBe(false)
  expect(mayAddItems(someone('guest'), [board({ archived: true })])).toBe(false)
})

test('a viewer is offered none, and whoever makes boards always is', () => {
  expect(mayAddItems(someone('viewer'), [board(), board({ access: 'main' })])).toBe(false)
  expect(mayAddItems(someone('member'), [])).toBe(true)
})
