import { DomainError, can, uuidV7 } from '@fulcrum/domain'
import type { MemberId, Principal } from '@fulcrum/domain'
import { countTry, forgive, personLimit } from './attempts.ts'
import { audit } from './audit.ts'
import { bindLink, deadLink, revokeResets, withLink } from './links.ts'
import { withSharedLink } from './shared-links.ts'
import type { SharedUse } from './shared-links.ts'
import type { Link } from './links.ts'
import { isPlaceholder } from './member-directory.ts'
import { checkPassword } from './password-policy.ts'
import type { AuthContext, Caller, DoorAnswer } from './ports.ts'
import { endSessions } from './sessions.ts'
import { endTokensOf } from './end-tokens.ts'
import { createUser, findUser, provePassword, setPassword, wasteAHash } from './users.ts'
import type { KnownUser } from './users.ts'

/** What a person says when they use a link. */
export interface LinkUse {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly password: string
}

/** Whether a link is still good: an invitation is worth what its maker may do now, and the first owner comes once. */
export function isGood({ door, directory }: AuthContext, link: Link): boolean {
  if (link.kind === 'owner') return !directory.hasOwner()
  if (link.kind === 'reset') return link.userId !== null && directory.ofUser(link.userId) !== null
  if (link.kind === 'team' && (link.team === null || door.team(link.team) === null)) return false
  const maker = link.createdBy === null ? null : door.principal(link.createdBy as MemberId)
  if (maker === null || link.role === null || !can(maker, 'member.invite', { role: link.role })) return false
  return link.team === null || can(maker, 'account.manage', null)
}

/** Uses a link up; gives the user who may sign in by it. */
export async function acceptLink(
  context: AuthContext,
  { link, use, caller }: { readonly link: Link; readonly use: LinkUse; readonly caller: Caller },
): Promise<string> {
  const { userId } = await useLink(context, link, async () => {
    if (!isGood(context, link)) throw deadLink()
    return link.kind === 'reset' ? reset(context, link, use) : join(context, { link, use, caller })
  })
  const member = context.directory.ofUser(userId)
  const details = { kind: link.kind, ip: caller.ip }
  await audit(context, { event: 'link.used', actor: member?.id ?? null, subject: link.id, details })
  return userId
}

/** A link for one is spent by its use; one for many loses a place. */
function useLink(context: AuthContext, link: Link, work: () => Promise<SharedUse>): Promise<SharedUse> {
  return (link.kind === 'team' ? withSharedLink : withLink)(context, link, work)
}

async function reset(context: AuthContext, link: Link, { password }: LinkUse): Promise<SharedUse> {
  const { directory } = context
  const member = link.userId === null ? null : directory.ofUser(link.userId)
  if (!member || link.userId === null) throw deadLink()
  const email = String(member.fields['email'])
  checkPassword(password, [String(member.fields['name']), email])
  await setPassword(context, link.userId, password)
  await endSessions(context, link.userId)
  await endTokensOf(context, member.id)
  await revokeResets(context, link.userId, link.id)
  await forgive(context, [personLimit(email)])
  await audit(context, { event: 'password.changed', actor: member.id, subject: member.id, details: { by: 'link' } })
  return { userId: link.userId, counts: true }
}

async function join(
  context: AuthContext,
  { link, use, caller }: { readonly link: Link; readonly use: LinkUse; readonly caller: Caller },
): Promise<SharedUse> {
  const { directory } = context
  const email = link.email ?? use.email
  if (email === undefined) throw new DomainError('invalid', 'Give your e-mail address.', { field: 'email' })
  if (link.email !== null && use.email !== undefined && use.email !== link.email) {
    throw new DomainError('invalid', `This invitation is for ${link.email}.`, { field: 'email' })
  }
  const known = await findUser(context, email)
  const entry = { email, password: use.password, name: use.name ?? nameSoFar(context, link) }
  const user = known?.password ? await provenUser(context, { link, caller, entry }) : await newUser(context, entry)
  const member = memberFor(context, link, user)
  if (link.kind !== 'team') await bindLink(context, link, user.id, member)
  const isNew = directory.byId(member)?.fields['userId'] !== user.id || directory.ofUser(user.id) === null
  if (isNew) {
    const principal: Principal = { kind: 'system', memberId: member }
    const args = { id: member, user: user.id, name: use.name ?? user.name, email, role: link.role ?? 'owner' }
    orThrow(await context.door.run(principal, 'member.join', args))
  }
  await joinBoard(context, link, member)
  const joined = await joinTeam(context, link, member)
  return { userId: user.id, counts: isNew || joined }
}

/** What a person gives to come in. */
interface Entry {
  readonly email: string
  readonly password: string
  readonly name: string | undefined
}

/**
 * Somebody whom we know already proves it with the password they have. A link that names no address may be held by many: who does
 * not prove it is told first what a new person would be told, so that nobody finds out by it which addresses are known.
 */
async function provenUser(
  context: AuthContext,
  { link, caller, entry }: { readonly link: Link; readonly caller: Caller; readonly entry: Entry },
): Promise<KnownUser> {
  return provePassword(context, caller, entry).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.code !== 'invalid') throw error
    if (link.email === null) demandEntry(entry)
    throw new DomainError('invalid', 'This address has a password here already, and this is not it.', {
      field: 'password',
    })
  })
}

/** Tries count as those of a known person do, and a refused one takes as long. */
async function newUser(context: AuthContext, entry: Entry): Promise<KnownUser> {
  const { email, password } = entry
  const limits = [personLimit(email)]
  await countTry(context, limits)
  let name: string
  try {
    name = demandEntry(entry)
  } catch (error) {
    await wasteAHash(password)
    throw error
  }
  const id = await createUser(context, { email, name, password })
  await forgive(context, limits)
  return { id, name, email, password: null }
}

/** The name of a new person, who has one, and a password that may be theirs. */
function demandEntry({ name, email, password }: Entry): string {
  if (name === undefined) throw new DomainError('invalid', 'Give your name.', { field: 'name' })
  checkPassword(password, [name, email])
  return name
}

/** The member that a user becomes: who they were before, the placeholder that stands for them, or somebody new. */
function memberFor(context: AuthContext, link: Link, user: KnownUser): MemberId {
  const { directory } = context
  const before = directory.everOfUser(user.id)
  if (before && before.fields['removedAt'] === undefined) {
    // The first use of this link was interrupted after the join: this one finishes it.
    if (before.id === link.member) return before.id
    // A link for a team is for those who are here already as well.
    if (link.kind === 'team') return before.id
    throw new DomainError('conflict', 'You are a member here already: sign in.')
  }
  // Whoever was taken out comes back by somebody's word for them, not by a link that was lying about.
  if (before && link.kind === 'team') {
    throw new DomainError('conflict', 'You were a member here before: ask for an invitation of your own.')
  }
  const placeholder = link.member === null ? null : directory.byId(link.member)
  if (before && placeholder && placeholder.id !== before.id) {
    throw new DomainError(
      'conflict',
      `You were a member before, as ${String(before.fields['name'])}. Ask for an invitation that takes over nobody else.`,
    )
  }
  if (before) return before.id
  return (placeholder && isPlaceholder(placeholder) ? placeholder.id : newId(context)) as MemberId
}

/** The board that the invitation was for; the maker's right to give it is judged now. */
async function joinBoard({ door, log }: AuthContext, link: Link, member: MemberId): Promise<void> {
  const maker = link.createdBy === null ? null : door.principal(link.createdBy as MemberId)
  if (link.board === null || maker === null) return
  const args = { board: link.board, id: member, subject: 'member', role: link.boardRole ?? 'viewer' }
  const answer = await door.run(maker, 'board.setMember', args)
  // The person is in all the same; the board may be gone by now.
  if (!answer.ok) log.warn({ board: link.board, message: answer.message }, 'an invitation could not open its board')
}

/** The team that the link is for; true where the person was not in it yet. */
async function joinTeam({ door, log }: AuthContext, { team }: Link, member: MemberId): Promise<boolean> {
  const principal = door.principal(member)
  if (team === null || principal?.kind !== 'member' || principal.teamIds.includes(team)) return false
  const answer = await door.run({ kind: 'system', memberId: member }, 'team.join', { id: team, member })
  // The person is in all the same; the team may be gone by now.
  if (!answer.ok) log.warn({ team, message: answer.message }, 'a link could not put somebody into its team')
  return answer.ok
}

function nameSoFar({ directory }: AuthContext, link: Link): string | undefined {
  const name = link.member === null ? undefined : directory.byId(link.member)?.fields['name']
  return typeof name === 'string' ? name : undefined
}

function orThrow(answer: DoorAnswer): void {
  if (!answer.ok) throw new DomainError(answer.code, answer.message)
}

function newId({ now }: AuthContext): MemberId {
  return uuidV7(now(), (bytes) => crypto.getRandomValues(bytes)) as MemberId
}
