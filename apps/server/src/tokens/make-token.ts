import { DomainError, can, notFound, uuidV7 } from '@fulcrum/domain'
import type { AccountRole, Principal } from '@fulcrum/domain'
import type { NewTokenAnswer, TokenEntry } from '@fulcrum/protocol'
import { audit } from '../auth/audit.ts'
import type { AuthContext, MemberEntry } from '../auth/ports.ts'
import { hashToken, newToken } from '../auth/secrets.ts'
import { tokenPrefix } from './find-token.ts'
import { allTokens, revokeToken, storeToken } from './token-store.ts'

/** What a person asks of a new token. */
export interface TokenWish {
  readonly name: string
  readonly mayWrite: boolean
  readonly expiresInDays: number | null
  readonly places: TokenEntry['places']
  /** For a service token: which role a service of its own gets, or which service that is here already it is for. */
  readonly service?: { readonly role: Exclude<AccountRole, 'owner'> } | { readonly member: string } | undefined
}

const dayMs = 24 * 60 * 60 * 1000
const tailLength = 4
const maxTokensOfMember = 50

/** Makes a token of a person who proved who they are. */
export async function makeToken(context: AuthContext, maker: MemberEntry, wish: TokenWish): Promise<NewTokenAnswer> {
  const principal = context.door.principal(maker.id)
  if (!principal) throw notFound('member')
  if (wish.service && !can(principal, 'account.manage', null)) {
    throw new DomainError('forbidden', 'Tokens of services are made by owners and admins of the account.')
  }
  const mine = (await allTokens(context)).filter(({ createdBy }) => createdBy === maker.id)
  if (mine.length >= maxTokensOfMember) {
    throw new DomainError('too-many', `Nobody needs more than ${maxTokensOfMember} tokens: revoke some first.`)
  }
  const member = wish.service ? await serviceFor(context, principal, wish) : maker.id
  const secret = `${tokenPrefix}${newToken()}`
  const createdAt = context.now()
  const entry: TokenEntry = {
    id: newId(context),
    kind: wish.service ? 'service' : 'personal',
    name: wish.name,
    tail: secret.slice(-tailLength),
    member,
    createdBy: maker.id,
    mayWrite: wish.mayWrite,
    places: wish.places,
    createdAt,
    expiresAt: wish.expiresInDays === null ? null : createdAt + wish.expiresInDays * dayMs,
    usedAt: null,
  }
  await storeToken(context, hashToken(secret), entry)
  await audit(context, {
    event: 'token.created',
    actor: maker.id,
    subject: entry.id,
    details: { kind: entry.kind, member, mayWrite: entry.mayWrite, expiresAt: entry.expiresAt },
  })
  return { token: secret, entry }
}

/** A member's own tokens; whoever manages the account sees all. */
export async function visibleTokens(context: AuthContext, viewer: MemberEntry): Promise<readonly TokenEntry[]> {
  const principal = context.door.principal(viewer.id)
  const seesAll = principal !== null && can(principal, 'account.manage', null)
  return (await allTokens(context))
    .filter(({ createdBy }) => seesAll || createdBy === viewer.id)
    .map(({ revokedAt: _revokedAt, ...entry }) => entry)
}

/** Ends a token that its holder, or whoever manages the account, may end. */
export async function endToken(context: AuthContext, viewer: MemberEntry, id: string): Promise<void> {
  const known = (await visibleTokens(context, viewer)).some((token) => token.id === id)
  if (!known || !(await revokeToken(context, id))) throw notFound('token')
  await audit(context, { event: 'token.revoked', actor: viewer.id, subject: id })
}

/** The member that a service token acts as: one that is here already, or a new one with the token's name. */
async function serviceFor(context: AuthContext, principal: Principal, { name, service }: TokenWish): Promise<string> {
  if (service === undefined) throw new Error('A service token is for a service.')
  const { door, directory } = context
  const known = 'member' in service ? directory.byId(service.member) : null
  if (known?.fields['service'] === true && known.fields['removedAt'] === undefined) {
    // Whoever may not give the role may not act with it either.
    const role = (known.fields['role'] ?? 'guest') as AccountRole
    if (can(principal, 'member.invite', { role })) return known.id
  }
  if ('member' in service) throw notFound('service')
  if (!can(principal, 'member.invite', { role: service.role })) {
    throw new DomainError('forbidden', 'You cannot give a service this role.', { field: 'service' })
  }
  const id = newId(context)
  const by: Principal = { kind: 'system', memberId: principal.memberId }
  const answer = await door.run(by, 'member.addService', { id, name, role: service.role })
  if (!answer.ok) throw new DomainError(answer.code, answer.message)
  return id
}

function newId({ now }: AuthContext): string {
  return uuidV7(now(), (bytes) => crypto.getRandomValues(bytes))
}
