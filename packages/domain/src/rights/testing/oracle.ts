import type { Json } from '../../json.ts'
import type { BoardRole, Principal } from '../../principal.ts'
import type { Action, BoardResource, MemberResource, OwnedResource } from '../can.ts'

/**
 * The rights once more, as slowly and plainly as they can be said: tables spelt out cell by cell, and questions asked one by
 * one. It shares no line with `can`, so that a mistake would have to be made twice.
 */

/** What an account role makes of the best grant on a board: none, viewer, commenter, editor, owner. */
const boardRoleTable: Readonly<Record<string, string>> = {
  'main owner': 'owner owner owner owner owner',
  'main admin': 'owner owner owner owner owner',
  'main member': 'editor editor editor editor owner',
  'main viewer': 'viewer viewer viewer viewer viewer',
  'main guest': '- - - - -',
  'private owner': '- viewer commenter editor owner',
  'private admin': '- viewer commenter editor owner',
  'private member': '- viewer commenter editor owner',
  'private viewer': '- viewer viewer viewer viewer',
  'private guest': '- - - - -',
  'shareable owner': '- viewer commenter editor owner',
  'shareable admin': '- viewer commenter editor owner',
  'shareable member': '- viewer commenter editor owner',
  'shareable viewer': '- viewer viewer viewer viewer',
  'shareable guest': '- viewer commenter editor editor',
}

const grantColumns = ['none', 'viewer', 'commenter', 'editor', 'owner']

/** Which board roles may do what; columns, views and messages ask more below. */
const byBoardRole: Readonly<Record<string, string>> = {
  'board.read': 'owner editor commenter viewer',
  'board.structure': 'owner editor',
  'board.manage': 'owner',
  'doc.read': 'owner editor commenter viewer',
  'doc.edit': 'owner editor',
  'doc.discuss': 'owner editor commenter',
  'doc.manage': 'owner',
  'item.edit': 'owner editor',
  'item.create': 'owner editor',
  'item.discuss': 'owner editor commenter',
}

/** Which account roles may do what. */
const byAccountRole: Readonly<Record<string, string>> = {
  'account.read': 'owner admin member viewer guest',
  'account.manage': 'owner admin',
  'member.contact': 'owner admin member viewer',
  'workspace.create': 'owner admin member',
  'workspace.edit': 'owner admin member',
  'create members': 'owner admin member',
  'create managers': 'owner admin',
  'doc.create': 'owner admin member',
  'invite owner': 'owner',
  'invite admin': 'owner admin',
  'invite member': 'owner admin member',
  'invite viewer': 'owner admin member',
  'invite guest': 'owner admin member',
  'manage owner': 'owner',
  'manage admin': 'owner admin',
  'manage member': 'owner admin',
  'manage viewer': 'owner admin',
  'manage guest': 'owner admin',
}

type Question = { readonly [field: string]: unknown }

/** Whether a principal may, by the tables above. */
export function slowCan(principal: Principal, action: Action, question: unknown): boolean {
  if (principal.kind !== 'member') return true
  // @NOTE each action's resource has the fields that are asked for below; the test gives them.
  const resource = question as Question & BoardResource & MemberResource & OwnedResource
  if (action === 'board.create') {
    const place = question as { readonly makers?: string } | null
    return says(byAccountRole, `create ${place?.makers ?? 'members'}`, principal.role)
  }
  if (action in byAccountRole) return says(byAccountRole, action, principal.role)
  if (action in byBoardRole) return says(byBoardRole, action, slowBoardRole(principal, resource))
  if (action === 'member.invite') return says(byAccountRole, `invite ${resource.role}`, principal.role)
  if (action === 'member.manage') {
    const now = says(byAccountRole, `manage ${resource.role}`, principal.role)
    const next = resource.nextRole === undefined || says(byAccountRole, `manage ${resource.nextRole}`, principal.role)
    return now && next
  }
  if (action === 'own.edit') return isTheirs(principal, resource.ownerId)
  const role = slowBoardRole(principal, resource)
  if (action === 'board.takeOver') {
    return principal.role === 'owner' && resource.board['name'] !== undefined && resource.board['hidden'] !== true
  }
  if (action === 'doc.takeOver') return principal.role === 'owner' && resource.board['name'] !== undefined
  if (role === '-') return false
  const { column } = question as { readonly column?: { readonly readers?: Json; readonly editors?: Json } }
  if (action === 'column.read') return role === 'owner' || names(principal, column?.readers)
  if (action === 'column.edit') {
    if (role === 'owner') return true
    return role === 'editor' && names(principal, column?.readers) && names(principal, column?.editors)
  }
  if (action === 'view.edit') {
    if (resource.ownerId !== null) return isTheirs(principal, resource.ownerId)
    return role === 'owner' || role === 'editor'
  }
  if (action === 'update.edit') {
    if (role === 'owner') return true
    return (role === 'editor' || role === 'commenter') && isTheirs(principal, resource.ownerId)
  }
  throw new Error(`the oracle does not know ${action}`)
}

/** The role on a board by the table; `-` where there is none. */
export function slowBoardRole(
  principal: Extract<Principal, { kind: 'member' }>,
  { board, members }: BoardResource,
): BoardRole | '-' {
  if (board['name'] === undefined) return '-'
  if (board['hidden'] === true) return board['createdBy'] === principal.memberId ? 'owner' : '-'
  let best = 'none'
  for (const grant of members) {
    let isMine = grant.id === principal.memberId
    for (const team of principal.teamIds) if (grant.subject === 'team' && grant.id === team) isMine = true
    if (isMine && grantColumns.indexOf(grant.role) > grantColumns.indexOf(best)) best = grant.role
  }
  const row = boardRoleTable[`${String(board['access'] ?? 'main')} ${principal.role}`] ?? ''
  return row.split(' ')[grantColumns.indexOf(best)] as BoardRole | '-'
}

function says(table: Readonly<Record<string, string>>, row: string, word: string): boolean {
  const words = table[row]
  if (words === undefined) throw new Error(`the oracle's table has no row "${row}"`)
  return words.split(' ').includes(word)
}

function isTheirs({ memberId }: Principal, ownerId: string | null): boolean {
  return ownerId !== null && ownerId === memberId
}

/** No list is for everybody; a list is for those it names. */
function names(principal: Extract<Principal, { kind: 'member' }>, list: Json | undefined): boolean {
  if (list === undefined || list === null) return true
  const named = list as readonly string[]
  for (const id of named) {
    if (id === principal.memberId) return true
    for (const team of principal.teamIds) if (team === id) return true
  }
  return false
}
