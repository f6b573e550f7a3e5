import { DomainError, atLeast, boardRole, can, noGuestsHere, notFound } from '@fulcrum/domain'
import type { AccountRole, BoardResource, MemberId, Principal } from '@fulcrum/domain'
import type { InvitationAnswer, InvitationEntry, InvitationRequest, ResetAnswer } from '@fulcrum/protocol'
import { audit } from './audit.ts'
import { lettersOf } from '../mail/shelf.ts'
import { createLink, openLinks, revokeLink, revokeResets } from './links.ts'
import { invitationLetter, resetLetter, sendLetter } from './letters.ts'
import { isPlaceholder } from './member-directory.ts'
import type { AuthContext } from './ports.ts'

const dayMs = 24 * 60 * 60 * 1000
const invitationDays = 7
const resetMs = dayMs

/** Invites somebody: makes the link, and mails it where an address and a mail server are known. */
export async function createInvitation(
  context: AuthContext,
  { principal, ...request }: InvitationRequest & { readonly principal: Principal },
): Promise<InvitationAnswer> {
  const { directory } = context
  const { role, email, member, board, team } = request
  if (!can(principal, 'member.invite', { role })) throw refused()
  if (member !== undefined) {
    const placeholder = directory.byId(member)
    if (!placeholder || !isPlaceholder(placeholder)) throw notFound('placeholder')
  }
  if (email !== undefined && directory.activeWithEmail(email) !== null) {
    throw new DomainError('conflict', `${email} is a member already.`, { field: 'email' })
  }
  if (team !== undefined) {
    if (!can(principal, 'account.manage', null)) throw refused()
    if (context.door.team(team) === null) throw notFound('team')
  }
  if (board) await checkBoard(context, principal, { role, board })
  const link = await createLink(context, {
    kind: 'invitation',
    lifeMs: (request.expiresInDays ?? invitationDays) * dayMs,
    createdBy: principal.memberId,
    role,
    email,
    member,
    board: board?.id,
    boardRole: board?.role,
    team,
  })
  const mailed = email !== undefined && (await sendLetter(context, invitationLetter(context, { to: email, link })))
  return { ...link, mailed }
}

/** The open invitations that a principal may know of: their own, and all of them for who manages the account. */
export async function listInvitations(context: AuthContext, principal: Principal): Promise<readonly InvitationEntry[]> {
  const links = (await openLinks(context, 'invitation')).filter((link) => mayManage(principal, link.createdBy))
  const shelf = { pool: context.pool, accountId: context.door.accountId, now: context.now }
  const letters = await lettersOf(
    shelf,
    links.map(({ id }) => id),
  )
  return links.map(({ id, role, email, member, createdBy, createdAt, expiresAt }) => ({
    id,
    role: role ?? 'guest',
    email,
    member,
    createdBy,
    createdAt,
    expiresAt,
    letter: letters.get(id) ?? null,
  }))
}

/** Takes an invitation back. */
export async function revokeInvitation(context: AuthContext, principal: Principal, id: string): Promise<void> {
  const link = (await openLinks(context, 'invitation')).find((each) => each.id === id)
  if (!link || !mayManage(principal, link.createdBy) || !(await revokeLink(context, 'invitation', id))) {
    throw notFound('invitation')
  }
  await audit(context, { event: 'link.revoked', actor: principal.memberId, subject: id })
}

/** Makes a link by which a member chooses a new password; mailed unless said otherwise. The ones made before it are void. */
export async function createReset(
  context: AuthContext,
  {
    principal,
    memberId,
    mailed = true,
  }: { readonly principal: Principal; readonly memberId: string; readonly mailed?: boolean },
): Promise<ResetAnswer> {
  const member = context.directory.byId(memberId)
  const fields = member?.fields
  const role = context.door.principal(memberId as MemberId)
  if (
    !fields ||
    role?.kind !== 'member' ||
    !can(principal, 'member.manage', { memberId: role.memberId, role: role.role })
  ) {
    throw refused()
  }
  const userId = String(fields['userId'])
  const link = await createLink(context, {
    kind: 'reset',
    lifeMs: resetMs,
    createdBy: principal.memberId,
    member: memberId,
    userId,
  })
  await revokeResets(context, userId, link.id)
  const to = String(fields['email'])
  const isMailed = mailed && (await sendLetter(context, resetLetter(context, { to, link })))
  return { url: link.url, mailed: isMailed, expiresAt: link.expiresAt }
}

async function checkBoard(
  { door }: AuthContext,
  principal: Principal,
  { role, board }: { readonly role: AccountRole; readonly board: NonNullable<InvitationRequest['board']> },
): Promise<void> {
  const resource: BoardResource | null = await door.board(board.id)
  if (!resource || !can(principal, 'board.read', resource)) throw notFound('board')
  if (!can(principal, 'board.manage', resource)) throw refused()
  if (role === 'guest' && !door.boardRules(resource.board).guests) {
    throw new DomainError('conflict', noGuestsHere, { field: 'board' })
  }
  const guest: Principal = { kind: 'member', memberId: board.id as MemberId, role, teamIds: [] }
  const members = [{ id: board.id, subject: 'member', role: board.role }]
  if (!atLeast(boardRole(guest, { ...resource, members }), board.role)) {
    throw new DomainError(
      'invalid',
      role === 'guest' && resource.board['access'] !== 'shareable'
        ? 'Guests see shareable boards only: make the board shareable first.'
        : `A ${role} cannot be ${board.role} of a board.`,
      { field: 'board' },
    )
  }
}

function mayManage(principal: Principal, createdBy: string | null): boolean {
  return can(principal, 'account.manage', null) || (createdBy !== null && principal.memberId === createdBy)
}

function refused(): DomainError {
  return new DomainError('forbidden', 'You have no right to do this, or it does not exist.')
}
