import { can } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import type { MemberPrincipal } from '../../shell/world.tsx'

/**
 * Whether there is, or could be, a board on which somebody makes items. The tree does not tell their role on a board: it is taken
 * for the strongest that theirs in the account allows.
 */
export function mayAddItems(principal: MemberPrincipal, boards: readonly TreeBoard[]): boolean {
  if (can(principal, 'board.create', null)) return true
  const members = [{ id: principal.memberId, subject: 'member', role: 'owner' }]
  return boards.some(
    ({ id, name, access, archived, hidden }) =>
      !archived && !hidden && can(principal, 'item.create', { id, board: { name, access }, members }),
  )
}
