import type { MemberId, PrincipalLimits } from '@fulcrum/domain'
import type { IncomingHttpHeaders } from 'node:http'

/** A session that is good now, and whose it is. */
export interface SignedIn {
  readonly memberId: MemberId
  readonly sessionId: string
}

/** Finds the session behind a request's cookie. The one thing that HTTP and sync know of signing in. */
export type FindSession = (headers: IncomingHttpHeaders) => Promise<SignedIn | null>

/** A token that is good now, as whom it acts, and what it was made for. */
export interface TokenGrant {
  readonly tokenId: string
  readonly memberId: MemberId
  readonly limits: PrincipalLimits
}

/** Finds what a token grants; refuses with a sentence where that is nothing. */
export type FindToken = (token: string, address: string) => Promise<TokenGrant>

/** The token that a request brings in `Authorization: Bearer …`. */
export function bearerOf({ authorization }: IncomingHttpHeaders): string | null {
  return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null
}
