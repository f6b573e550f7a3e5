import { DomainError } from '@fulcrum/domain'
import { audit } from './audit.ts'
import { checkPassword } from './password-policy.ts'
import type { AuthContext, Caller } from './ports.ts'
import { endSessions } from './sessions.ts'
import type { LiveSession } from './sessions.ts'
import { endTokensOf } from './end-tokens.ts'
import { provePassword, setPassword, startSession } from './users.ts'
import type { NewSession } from './users.ts'

/**
 * Changes the password of whoever proves the present one. All sessions end, with their sockets, and all
 * tokens; this browser gets a new session.
 */
export async function changePassword(
  context: AuthContext,
  caller: Caller,
  {
    session: { userId, member },
    current,
    next,
  }: { readonly session: LiveSession; readonly current: string; readonly next: string },
): Promise<NewSession> {
  const { id, fields } = member
  const email = String(fields['email'])
  await provePassword(context, caller, { email, password: current }).catch(async (error: unknown) => {
    if (!(error instanceof DomainError) || error.code !== 'invalid') throw error
    await audit(context, { event: 'password.change-failed', actor: id, subject: id, details: { ip: caller.ip } })
    throw new DomainError('invalid', 'This is not your present password.', { field: 'current' })
  })
  checkPassword(next, [String(fields['name']), email])
  if (next === current) throw new DomainError('invalid', 'The new password is the old one.', { field: 'next' })
  await setPassword(context, userId, next)
  await endSessions(context, userId)
  await endTokensOf(context, id)
  await audit(context, { event: 'password.changed', actor: id, subject: id, details: { by: 'person' } })
  return startSession(context, caller, userId)
}
