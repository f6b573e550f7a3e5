import type { MemberId } from '../ids.ts'
import type { AccountRole, Principal } from '../principal.ts'
import type { ScopeReader } from '../state.ts'

/** The principal of a member as the account knows it now, or null where it is none (any more). */
export function memberPrincipal(account: ScopeReader, memberId: MemberId): Principal | null {
  const member = account.record('member', memberId)
  if (!member || member['removedAt'] !== undefined) return null
  if (typeof member['userId'] !== 'string' && member['service'] !== true) return null
  const teamIds: string[] = []
  for (const [id, team] of account.records('team')) {
    const members = team['memberIds']
    if (team['deletedAt'] === undefined && Array.isArray(members) && members.includes(memberId)) teamIds.push(id)
  }
  return { kind: 'member', memberId, role: (member['role'] ?? 'guest') as AccountRole, teamIds }
}
