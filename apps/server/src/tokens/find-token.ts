import { DomainError } from '@fulcrum/domain'
import { countTry, tokenLimit } from '../auth/attempts.ts'
import { audit } from '../auth/audit.ts'
import type { AuthContext } from '../auth/ports.ts'
import { hashToken } from '../auth/secrets.ts'
import type { TokenGrant } from '../http/sign-in.ts'
import { tokenByHash, touchToken } from './token-store.ts'
import type { StoredToken } from './token-store.ts'

/** What every token begins with, so that whoever finds one in a file knows what it is. */
export const tokenPrefix = 'ful_'

const tokenShape = /^ful_[\w-]{43}$/

/** What a token grants now. Each refusal says why; wrong ones are counted by network. */
export async function findToken(context: AuthContext, token: string, address: string): Promise<TokenGrant> {
  const stored = tokenShape.test(token) ? await tokenByHash(context, hashToken(token)) : null
  const problem = problemOf(context, stored)
  if (stored === null || problem !== null) {
    await countTry(context, [tokenLimit(address)])
    await audit(context, { event: 'token.refused', subject: stored?.id ?? null, details: { ip: address } })
    throw new DomainError('signed-out', problem ?? unknown)
  }
  await touchToken(context, stored)
  return {
    tokenId: stored.id,
    memberId: stored.member,
    limits: { mayWrite: stored.mayWrite, places: stored.places },
  }
}

const unknown = 'This token is not one of this Fulcrum. Make one in Settings → Tokens.'

function problemOf({ directory, door, now }: AuthContext, token: StoredToken | null): string | null {
  if (token === null) return unknown
  if (token.revokedAt !== null) return 'This token was revoked. Make another one in Settings → Tokens.'
  if (token.expiresAt !== null && token.expiresAt <= now()) {
    return 'This token has expired. Make another one in Settings → Tokens.'
  }
  // A membership that ended took its tokens with it: who is invited again makes others.
  const joinedAt = Number(directory.byId(token.member)?.fields['joinedAt'] ?? 0)
  if (door.principal(token.member) === null || token.createdAt < joinedAt) {
    return 'Whoever this token acts as is not a member here any more.'
  }
  return null
}
