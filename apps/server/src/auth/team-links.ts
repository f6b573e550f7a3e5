import { DomainError, can, notFound } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type { TeamLinkAnswer, TeamLinkEntry, TeamLinkRequest } from '@fulcrum/protocol'
import { audit } from './audit.ts'
import { createLink, openLinks, revokeLink } from './links.ts'
import type { AuthContext } from './ports.ts'
import { revokeTeamLinks } from './shared-links.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Makes the link of a team, by which many join; the one before it is void. */
export async function createTeamLink(
  context: AuthContext,
  principal: Principal,
  { team, role, maxUses, expiresInDays }: TeamLinkRequest,
): Promise<TeamLinkAnswer> {
  demandTeamRights(principal)
  if (!can(principal, 'member.invite', { role })) throw refused()
  if (context.door.team(team) === null) throw notFound('team')
  await revokeTeamLinks(context, team, principal.memberId)
  return createLink(context, {
    kind: 'team',
    lifeMs: expiresInDays * dayMs,
    createdBy: principal.memberId,
    role,
    team,
    maxUses,
  })
}

/** The open links of teams. */
export async function listTeamLinks(context: AuthContext, principal: Principal): Promise<readonly TeamLinkEntry[]> {
  demandTeamRights(principal)
  const links = await openLinks(context, 'team')
  return links.flatMap(({ id, team, role, maxUses, uses, createdBy, createdAt, expiresAt }) =>
    team === null || role === null
      ? []
      : [{ id, team, role, maxUses: maxUses ?? 0, uses, createdBy, createdAt, expiresAt }],
  )
}

/** Takes the link of a team back. */
export async function endTeamLink(context: AuthContext, principal: Principal, id: string): Promise<void> {
  demandTeamRights(principal)
  if (!(await revokeLink(context, 'team', id))) throw notFound('link')
  await audit(context, { event: 'link.revoked', actor: principal.memberId, subject: id })
}

function demandTeamRights(principal: Principal): void {
  if (!can(principal, 'account.manage', null)) throw refused()
}

function refused(): DomainError {
  return new DomainError('forbidden', 'You have no right to do this, or it does not exist.')
}
