import type { Principal } from '../principal.ts'
import type { BoardResource } from './can.ts'

/** What a grant on a board shows of its items, where that is not all of them: those with whom one has to do. */
export interface RowGrant {
  /** The columns of people, by short number, of which one has to name whoever has the grant. */
  readonly columns: readonly number[]
  /** Items that they chose to watch, or were put down to watch, are shown too. */
  readonly watched: boolean
}

/**
 * The grants by which somebody sees some items of a board only; null where they see all of them. Whoever has several grants sees
 * what any of them shows, so one that shows all lifts what others leave out; and so does a board that is for everybody.
 */
export function narrowGrants(principal: Principal, { board, members }: BoardResource): readonly RowGrant[] | null {
  if (principal.kind !== 'member' || (board['access'] ?? 'main') === 'main') return null
  const grants = grantsOf(principal, members).map(({ rows }) => rows)
  // @NOTE the command that stored it has parsed it.
  return grants.length > 0 && grants.every(Boolean) ? (grants as unknown as readonly RowGrant[]) : null
}

/** What somebody, or a team of theirs, was given on a board. */
export function grantsOf(
  { memberId, teamIds }: Extract<Principal, { kind: 'member' }>,
  members: BoardResource['members'],
): BoardResource['members'] {
  return members.filter(({ id, subject }) => id === memberId || (subject === 'team' && teamIds.includes(id)))
}
