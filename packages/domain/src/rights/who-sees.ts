import type { BoardReader } from '../board/board-reader.ts'
import type { BoardRole, Principal } from '../principal.ts'
import { boardRoles } from '../principal.ts'
import type { Fields } from '../record.ts'
import { boardRole } from './can.ts'
import type { BoardResource } from './can.ts'
import { mayReadColumn } from './readable.ts'
import { rowRule, seesRow } from './row-rule.ts'
import type { RowRule } from './row-rule.ts'

type MemberPrincipal = Extract<Principal, { kind: 'member' }>

/** Why somebody has a role on a board: they were given it, or a team of theirs was; the board is for everybody; or only they are to see it yet. */
export type SeenBecause =
  | { readonly is: 'named' }
  | { readonly is: 'team'; readonly team: string }
  | { readonly is: 'everybody' }
  | { readonly is: 'maker' }

/** Somebody who sees a board, or something of it. */
export interface Seer {
  readonly memberId: string
  readonly role: BoardRole
  /** Each would do without the others, as far as reading goes; the one that gives the strongest role comes first. */
  readonly because: readonly SeenBecause[]
  /** Set where they see only some of the board's items. */
  readonly rule?: RowRule
}

/** What of a board is asked about; without either, all of it and each of its items. */
export interface SeenPart {
  readonly column?: Fields
  /** The record of a view: one of somebody's own is seen by nobody else. */
  readonly view?: Fields
  /** The row of an item. */
  readonly row?: number
}

/** Who sees a board, or a column, view or item of it, and why: by the rules that let them in, the strongest roles first. */
export function whoSees(
  board: BoardReader,
  resource: BoardResource,
  people: readonly MemberPrincipal[],
  { column, view, row }: SeenPart = {},
): readonly Seer[] {
  const owner = view?.['ownerId']
  return people
    .flatMap((person): Seer[] => {
      const role = boardRole(person, resource)
      if (role === null || (typeof owner === 'string' && owner !== person.memberId)) return []
      if (column !== undefined && !mayReadColumn(person, board, column, resource)) return []
      const rule = rowRule(person, resource)
      if (row !== undefined && !seesRow(board, rule, row)) return []
      return [{ memberId: person.memberId, role, because: reasons(person, resource), ...(rule !== null && { rule }) }]
    })
    .sort((left, right) => boardRoles.indexOf(left.role) - boardRoles.indexOf(right.role))
}

/** Each reason is one without which, and with no other beside it, the rules say otherwise: they are asked, not told again. */
function reasons(person: MemberPrincipal, resource: BoardResource): readonly SeenBecause[] {
  const alone = (board: Fields, members: BoardResource['members']): BoardRole | null =>
    boardRole(person, { ...resource, board, members })
  const { board, members } = resource
  // Without access for everybody the rules let in only those who are named; guests only where boards may be shared with them.
  const closed: Fields = (board['access'] ?? 'main') === 'main' ? { ...board, access: 'private' } : board
  const found: (readonly [SeenBecause, BoardRole])[] = []
  const add = (because: SeenBecause, role: BoardRole | null): void => {
    if (role !== null) found.push([because, role])
  }
  if (board['hidden'] === true) return alone(board, []) === null ? [] : [{ is: 'maker' }]
  for (const member of members) {
    if (member.id !== person.memberId && !person.teamIds.includes(member.id)) continue
    add(member.subject === 'team' ? { is: 'team', team: member.id } : { is: 'named' }, alone(closed, [member]))
  }
  add({ is: 'everybody' }, alone(board, []))
  return found
    .sort(([, left], [, right]) => boardRoles.indexOf(left) - boardRoles.indexOf(right))
    .map(([because]) => because)
}
