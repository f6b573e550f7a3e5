import type { Principal } from '../principal.ts'
import type { Action, BoardResource } from './can.ts'

/** What a token that only reads may do. */
const reading: ReadonlySet<Action> = new Set([
  'account.read',
  'member.contact',
  'board.read',
  'doc.read',
  'column.read',
])

/** What is about no board, and still open to a token of some boards: names are in every cell with people. */
const everywhere: ReadonlySet<Action> = new Set(['account.read', 'member.contact'])

/** Whether what a token was made for covers an action; all that is not a token's is covered. */
export function isWithinLimits(principal: Principal, action: Action, resource: unknown): boolean {
  if (principal.kind !== 'member' || principal.limits === undefined) return true
  const { mayWrite, places } = principal.limits
  if (!mayWrite && !reading.has(action)) return false
  if (places === null || everywhere.has(action)) return true
  return isBoard(resource) && isPlace(principal, resource)
}

/** Whether a board is one of those that a token was made for. */
export function isPlace(principal: Principal, { id, board }: BoardResource): boolean {
  const places = principal.kind === 'member' ? principal.limits?.places : null
  if (places === null || places === undefined) return true
  if (id === undefined) return false
  return places.boards.includes(id) || places.workspaces.includes(String(board['workspaceId']))
}

function isBoard(resource: unknown): resource is BoardResource {
  return typeof resource === 'object' && resource !== null && 'board' in resource
}
