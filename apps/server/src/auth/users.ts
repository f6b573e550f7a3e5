import { DomainError } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { browserLimit, countTry, forgive, networkLimit, personLimit } from './attempts.ts'
import { audit } from './audit.ts'
import { hashPassword, needsRehash, verifyPassword } from './password-hash.ts'
import type { AuthContext, Caller } from './ports.ts'

/** A user's address as it is stored and compared. */
export const emailArg = z.pipe(
  z.string().check(z.maxLength(320)),
  z.pipe(
    z.transform((text: string) => text.normalize('NFKC').trim().toLowerCase()),
    z.string().check(z.email('This is not an e-mail address.')),
  ),
)

export interface KnownUser {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly password: string | null
}

/** The user with this address. */
export async function findUser({ auth }: AuthContext, email: string): Promise<KnownUser | null> {
  const { internalAdapter } = await auth.$context
  const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
  if (!found) return null
  const credential = found.accounts.find(({ providerId }) => providerId === 'credential')
  return { id: found.user.id, name: found.user.name, email: found.user.email, password: credential?.password ?? null }
}

/**
 * Makes a user with a password and gives its id. Nobody but whoever holds a link gets here. A user without a password, left
 * by an interrupted use of a link, gets this one.
 */
export async function createUser(
  context: AuthContext,
  { email, name, password }: { readonly email: string; readonly name: string; readonly password: string },
): Promise<string> {
  const { internalAdapter } = await context.auth.$context
  const hash = await hashPassword(password)
  const { id } =
    (await findUser(context, email)) ??
    (await internalAdapter.createUser({ email, name, emailVerified: false }, { method: 'email-password' }))
  await internalAdapter.linkAccount({ userId: id, accountId: id, providerId: 'credential', password: hash })
  return id
}

/** Gives a user another password. */
export async function setPassword({ auth }: AuthContext, userId: string, password: string): Promise<void> {
  const { internalAdapter } = await auth.$context
  await internalAdapter.updatePassword(userId, await hashPassword(password))
}

/**
 * Checks a user's password as every path must: counted by person and by network, the same answer and about the same time
 * whether the address or the password was wrong.
 */
export async function provePassword(
  context: AuthContext,
  caller: Caller,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<KnownUser> {
  const user = await findUser(context, email)
  const mark = user && context.known.markFor(user.id, caller.cookie)
  const limits = [mark ? browserLimit(mark) : personLimit(email), networkLimit(caller.ip)]
  await countTry(context, limits).catch(async (error: unknown) => {
    await audit(context, { event: 'sign-in.locked', subject: email, details: { ip: caller.ip } })
    throw error
  })
  const isRight = user?.password ? await verifyPassword(user.password, password) : await wasteAHash(password)
  if (!user || !isRight) {
    await audit(context, { event: 'sign-in.failed', subject: email, details: { ip: caller.ip } })
    throw new DomainError('invalid', 'The e-mail or the password is wrong.', { field: 'password' })
  }
  await forgive(context, limits)
  if (user.password && needsRehash(user.password)) await setPassword(context, user.id, password)
  return user
}

/** What a new session gives: the cookie to set and the session's id. */
export interface NewSession {
  readonly id: string
  readonly token: string
}

/** Starts a session for a user whose password was proven: always with a token of its own. */
export async function startSession({ auth }: AuthContext, caller: Caller, userId: string): Promise<NewSession> {
  const { internalAdapter } = await auth.$context
  const session = await internalAdapter.createSession(userId, false, {
    ipAddress: caller.ip,
    userAgent: caller.userAgent.slice(0, 500),
  })
  return { id: session.id, token: session.token }
}

/** Takes as long as looking at a password does, where there is none to look at. */
export async function wasteAHash(password: string): Promise<false> {
  await hashPassword(password)
  return false
}
