import { DomainError } from '@fulcrum/domain'
import type { MemberId, Principal } from '@fulcrum/domain'
import type { FastifyRequest } from 'fastify'
import type { Hub } from '../sync/hub.ts'

/** Who calls the API: a person by their session, or a program by a token. */
export interface Caller {
  readonly memberId: MemberId
  /** The session's member or the token: whose idempotency keys count together. */
  readonly id: string
  /** Asked again at each try, so that a right that ended counts at once. */
  readonly principal: () => Principal | null
}

/** Who is at the other end of a request that a policy let in. */
export function callerOf(hub: Hub, { session, token }: FastifyRequest): Caller {
  if (token) {
    const { memberId, tokenId, limits } = token
    return {
      memberId,
      id: tokenId,
      principal: () => {
        const principal = hub.principal(memberId)
        return principal?.kind === 'member' ? { ...principal, limits } : null
      },
    }
  }
  if (!session) throw new DomainError('signed-out', 'Sign in first.')
  const { memberId } = session
  return { memberId, id: memberId, principal: () => hub.principal(memberId) }
}

/** The principal of a caller, who may have ceased to be one while the request came. */
export function principalOf({ principal }: Caller): Principal {
  const now = principal()
  if (!now) throw new DomainError('signed-out', 'You are not a member here any more.')
  return now
}
