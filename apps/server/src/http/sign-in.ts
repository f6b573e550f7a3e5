import type { MemberId } from '@fulcrum/domain'
import type { IncomingHttpHeaders } from 'node:http'

/** A session that is good now, and whose it is. */
export interface SignedIn {
  readonly memberId: MemberId
  readonly sessionId: string
}

/** Finds the session behind a request's cookie. The one thing that HTTP and sync know of signing in. */
export type FindSession = (headers: IncomingHttpHeaders) => Promise<SignedIn | null>
