import { assert } from '../errors.ts'
import type { Json } from '../json.ts'
import type { AccountRole, BoardRole, FormPrincipal, LinkPrincipal, Principal } from '../principal.ts'
import { atLeast, boardRoles } from '../principal.ts'
import type { Fields } from '../record.ts'
import { isPlace, isWithinLimits } from './limits.ts'
import { grantsOf, narrowGrants } from './narrow-grants.ts'

/** What a rule about a board looks at: its record, and who has which role on it. */
export interface BoardResource {
  /** Which board it is; without it, whoever is limited to some boards may do nothing there. */
  readonly id?: string
  readonly board: Fields
  readonly members: readonly {
    readonly id: string
    readonly subject: string
    readonly role: string
    /** Which items the grant shows, see `RowGrant`; without it, all. */
    readonly rows?: Json | undefined
  }[]
}

/** What a rule about one column looks at. */
export interface ColumnResource extends BoardResource {
  readonly column: Fields
}

/** What a rule about a person's own things looks at. */
export interface OwnedResource {
  readonly ownerId: string | null
}

/** What a rule about a message looks at. */
export interface UpdateResource extends BoardResource, OwnedResource {}

/** What a rule about a view looks at. */
export interface ViewResource extends BoardResource, OwnedResource {}

/** What a rule about a member looks at. */
export interface MemberResource {
  readonly memberId: string
  readonly role: AccountRole
  /** The role it is about to get, where that is asked. */
  readonly nextRole?: AccountRole
}

/** Every action with the resource that its rule looks at. */
export interface Resources {
  'account.read': null
  'account.manage': null
  'member.invite': { readonly role: AccountRole }
  'member.manage': MemberResource
  /** To know how members are reached: their addresses, time zones and names elsewhere. */
  'member.contact': null
  'workspace.create': null
  'workspace.edit': null
  /** In a workspace, by who makes boards there; null is anywhere at all. */
  'board.create': { readonly makers: 'members' | 'managers' } | null
  'board.read': BoardResource
  'board.structure': BoardResource
  'board.manage': BoardResource
  'board.takeOver': BoardResource
  'doc.create': null
  /** A doc is judged as a board is. */
  'doc.read': BoardResource
  'doc.edit': BoardResource
  'doc.discuss': BoardResource
  'doc.manage': BoardResource
  'doc.takeOver': BoardResource
  'item.edit': BoardResource
  /** To make an item, which answers of a form do too. */
  'item.create': BoardResource
  'item.discuss': BoardResource
  'column.read': ColumnResource
  'column.edit': ColumnResource
  'view.edit': ViewResource
  'update.edit': UpdateResource
  'own.edit': OwnedResource
}

export type Action = keyof Resources

type Rules = { readonly [A in Action]: (principal: Principal, resource: Resources[A]) => boolean }

/**
 * The one table of rights. HTTP, sync, the CLI and every list ask it through `can`.
 */
const rules: Rules = {
  'account.read': (principal) => isTrusted(principal) || principal.kind === 'member',
  'account.manage': (principal) => isTrusted(principal) || hasRole(principal, ['owner', 'admin']),
  'member.invite': (principal, { role }) =>
    isTrusted(principal) ||
    hasRole(
      principal,
      role === 'owner' ? ['owner'] : role === 'admin' ? ['owner', 'admin'] : ['owner', 'admin', 'member'],
    ),
  'member.manage': (principal, member) => {
    if (isTrusted(principal)) return true
    const roles = [member.role, member.nextRole]
    return hasRole(principal, roles.includes('owner') ? ['owner'] : ['owner', 'admin'])
  },
  'member.contact': (principal) => isTrusted(principal) || hasRole(principal, ['owner', 'admin', 'member', 'viewer']),
  'workspace.create': (principal) => isTrusted(principal) || hasRole(principal, ['owner', 'admin', 'member']),
  'workspace.edit': (principal) => isTrusted(principal) || hasRole(principal, ['owner', 'admin', 'member']),
  'board.create': (principal, place) =>
    isTrusted(principal) ||
    hasRole(principal, place?.makers === 'managers' ? ['owner', 'admin'] : ['owner', 'admin', 'member']),
  'board.read': (principal, resource) => boardRole(principal, resource) !== null,
  // What a group or a column means is for those to say who see all that is in it.
  'board.structure': (principal, resource) =>
    atLeast(boardRole(principal, resource), 'editor') && narrowGrants(principal, resource) === null,
  'board.manage': (principal, resource) =>
    atLeast(boardRole(principal, resource), 'owner') && narrowGrants(principal, resource) === null,
  // Private means private from owners too: taking a board over is an act of its own, logged and told to its members.
  'board.takeOver': (principal, resource) =>
    isTrusted(principal) ||
    (hasRole(principal, ['owner']) && resource.board['name'] !== undefined && resource.board['hidden'] !== true),
  'doc.create': (principal) => isTrusted(principal) || hasRole(principal, ['owner', 'admin', 'member']),
  'doc.read': (principal, resource) => boardRole(principal, resource) !== null,
  'doc.edit': (principal, resource) => atLeast(boardRole(principal, resource), 'editor'),
  'doc.discuss': (principal, resource) => atLeast(boardRole(principal, resource), 'commenter'),
  'doc.manage': (principal, resource) => atLeast(boardRole(principal, resource), 'owner'),
  'doc.takeOver': (principal, resource) =>
    isTrusted(principal) || (hasRole(principal, ['owner']) && resource.board['name'] !== undefined),
  'item.edit': (principal, resource) => atLeast(boardRole(principal, resource), 'editor'),
  'item.create': (principal, resource) =>
    principal.kind === 'form'
      ? isOpenToForms(resource) && resource.id === principal.board
      : atLeast(boardRole(principal, resource), 'editor'),
  'item.discuss': (principal, resource) => atLeast(boardRole(principal, resource), 'commenter'),
  'column.read': (principal, resource) => {
    if (principal.kind === 'link') return mayBeShown(principal, resource)
    const role = boardRole(principal, resource)
    return role !== null && (role === 'owner' || isNamed(principal, resource.column['readers']))
  },
  'column.edit': (principal, resource) => {
    if (principal.kind === 'form') return mayFill(principal, resource)
    const role = boardRole(principal, resource)
    if (!atLeast(role, 'editor')) return false
    const { readers, editors } = resource.column
    return role === 'owner' || (isNamed(principal, readers) && isNamed(principal, editors))
  },
  'view.edit': (principal, resource) =>
    resource.ownerId === null
      ? atLeast(boardRole(principal, resource), 'editor') && narrowGrants(principal, resource) === null
      : boardRole(principal, resource) !== null && isSelf(principal, resource.ownerId),
  'update.edit': (principal, resource) =>
    atLeast(boardRole(principal, resource), 'commenter') &&
    (isSelf(principal, resource.ownerId) || boardRole(principal, resource) === 'owner'),
  'own.edit': (principal, resource) => isSelf(principal, resource.ownerId),
}

/** Every action there is. */
export const actions = Object.keys(rules) as readonly Action[]

/** Whether a principal may do something to something. `can(principal, 'board.read', boardResource(state)) // true` */
export function can<A extends Action>(principal: Principal, action: A, resource: Resources[A]): boolean {
  const rule = rules[action]
  assert(rule, `a rule for ${action}`)
  return isWithinLimits(principal, action, resource) && rule(principal, resource)
}

/** The strongest role of a principal on a board, or null where it may not even know of it. */
export function boardRole(principal: Principal, resource: BoardResource): BoardRole | null {
  const { board, members } = resource
  if (isTrusted(principal)) return 'owner'
  if (principal.kind === 'form' || !isPlace(principal, resource)) return null
  // A board that is not there is nobody's, whatever its access would be.
  if (board['name'] === undefined) return null
  if (principal.kind === 'link') return resource.id === principal.board && board['hidden'] !== true ? 'viewer' : null
  if (board['hidden'] === true) return board['createdBy'] === principal.memberId ? 'owner' : null
  const access = board['access'] ?? 'main'
  const named = grantsOf(principal, members)
  if (principal.role === 'guest' && access !== 'shareable') return null
  const granted = named.map(({ role }) => role as BoardRole)
  if (access === 'main') granted.push(mainBoardRoles[principal.role])
  const strongest = granted.sort((left, right) => boardRoles.indexOf(left) - boardRoles.indexOf(right))[0]
  if (strongest === undefined) return null
  return weaker(strongest, strongestByAccountRole[principal.role])
}

const mainBoardRoles: Record<AccountRole, BoardRole> = {
  owner: 'owner',
  admin: 'owner',
  member: 'editor',
  viewer: 'viewer',
  guest: 'viewer',
}

/** No grant on a board lifts a viewer or a guest above these. */
const strongestByAccountRole: Record<AccountRole, BoardRole> = {
  owner: 'owner',
  admin: 'owner',
  member: 'owner',
  viewer: 'viewer',
  guest: 'editor',
}

function weaker(left: BoardRole, right: BoardRole): BoardRole {
  return boardRoles.indexOf(left) > boardRoles.indexOf(right) ? left : right
}

function isTrusted(principal: Principal): principal is Extract<Principal, { kind: 'system' | 'operator' }> {
  return principal.kind === 'system' || principal.kind === 'operator'
}

/** A column that only some may read or fill is for no form: whoever answers one is nobody of these. */
function mayFill(form: FormPrincipal, resource: ColumnResource): boolean {
  const { number, readers, editors } = resource.column
  if (Array.isArray(readers) || Array.isArray(editors)) return false
  return isOpenToForms(resource) && resource.id === form.board && form.columns.includes(Number(number))
}

/** A column that only some may read is for no link. */
function mayBeShown(link: LinkPrincipal, resource: ColumnResource): boolean {
  const { number, readers } = resource.column
  return boardRole(link, resource) !== null && !Array.isArray(readers) && link.columns.includes(Number(number))
}

function isOpenToForms({ board }: BoardResource): boolean {
  return board['name'] !== undefined && board['hidden'] !== true
}

function hasRole(principal: Principal, roles: readonly AccountRole[]): boolean {
  return principal.kind === 'member' && roles.includes(principal.role)
}

function isSelf(principal: Principal, ownerId: string | null): boolean {
  return isTrusted(principal) || (ownerId !== null && principal.kind === 'member' && principal.memberId === ownerId)
}

/** True where a list of members and teams is open to all (null) or names the principal. */
function isNamed(principal: Principal, names: Json | undefined): boolean {
  if (!Array.isArray(names)) return true
  if (isTrusted(principal)) return true
  if (principal.kind !== 'member') return false
  return names.includes(principal.memberId) || principal.teamIds.some((teamId) => names.includes(teamId))
}
