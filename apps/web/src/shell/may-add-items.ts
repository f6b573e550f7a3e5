import { can } from '@fulcrum/domain'
import type { TreeBoard } from '@fulcrum/protocol'
import { usePrincipal } from './account-context.tsx'
import { useTree } from './tree-context.tsx'
import type { MemberPrincipal } from './world.tsx'

/** The boards on which this person may make items. */
export function boardsToAddTo(boards: readonly TreeBoard[]): readonly TreeBoard[] {
  return boards.filter(({ archived, hidden, mayAdd }) => mayAdd && !archived && !hidden)
}

/** Whether there is, or could be, a board on which somebody makes items: whoever may make a board finds the way to one. */
export function mayAddItems(principal: MemberPrincipal, boards: readonly TreeBoard[]): boolean {
  return can(principal, 'board.create', null) || boardsToAddTo(boards).length > 0
}

/** Whether the reader is offered a new item where no board is open. */
export function useMayAddItems(): boolean {
  return mayAddItems(usePrincipal(), useTree().boards)
}
