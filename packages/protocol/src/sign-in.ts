import type { AccountRole, BoardRole } from '@fulcrum/domain'
import type { LetterState } from './mail.ts'

// Sign-in over HTTP: JSON in and out, refusals as `{ error: { code, message, details } }` like everywhere. A wrong password
// is `invalid` with the field in `details`; too many tries are `too-many` with `details.retryAfterMs`.

/** The page of the web app that one-use links open: `/link#<token>`. The token stays behind the #, which is sent nowhere. */
export const linkPath = '/link'

/** `GET /auth/session`: who is signed in; 401 where nobody is. */
export interface SessionAnswer {
  readonly account: string
  readonly accountName: string
  readonly member: string
  readonly name: string
  readonly email: string
  readonly role: AccountRole
  readonly sessionId: string
}

/** `POST /auth/sign-in` with these; answers a SessionAnswer and sets the cookie. `POST /auth/sign-out` `{}` ends the session. */
export interface SignInRequest {
  readonly email: string
  readonly password: string
}

/** `POST /auth/link` `{ token }`: what a one-use link is for. It is looked at, not used up. */
export interface LinkAnswer {
  readonly kind: 'owner' | 'invitation' | 'reset' | 'team'
  readonly accountName: string
  readonly role: AccountRole | null
  /** The address that the link is bound to; null lets the person give one. */
  readonly email: string | null
  /** The name known so far. */
  readonly name: string | null
  /** The name of the team that the person joins. */
  readonly team: string | null
  readonly expiresAt: number
  /** A user with this address exists: their own password is asked for, not a new one. */
  readonly hasPassword: boolean
}

/** `POST /auth/link/accept`: uses a link up, signs in, answers a SessionAnswer. */
export interface AcceptLinkRequest {
  readonly token: string
  readonly name?: string
  readonly email?: string
  readonly password: string
}

/** `POST /auth/invitation.create`; answers an InvitationAnswer. `member` names a placeholder to take over. */
export interface InvitationRequest {
  readonly email?: string | undefined
  readonly role: AccountRole
  readonly expiresInDays?: number | undefined
  readonly member?: string | undefined
  readonly board?: { readonly id: string; readonly role: BoardRole } | undefined
  /** The team that the person joins; for who manages teams. */
  readonly team?: string | undefined
}

/** An invitation as it is shown once, with its link. */
export interface InvitationAnswer {
  readonly id: string
  readonly url: string
  /** A letter is on its way; `letter` of the open invitations says how it went. */
  readonly mailed: boolean
  readonly expiresAt: number
}

/** `POST /auth/invitation.list` `{}` answers `{ invitations }`, the open ones. `POST /auth/invitation.revoke` `{ id }` ends one. */
export interface InvitationEntry {
  readonly id: string
  readonly role: AccountRole
  readonly email: string | null
  readonly member: string | null
  readonly createdBy: string | null
  readonly createdAt: number
  readonly expiresAt: number
  readonly letter: LetterState | null
}

/** `POST /auth/reset.create` `{ member }` answers `{ url, mailed, expiresAt }`; for owners and admins. */
export interface ResetAnswer {
  readonly url: string
  readonly mailed: boolean
  readonly expiresAt: number
}

/**
 * `POST /auth/session.list` `{}` answers `{ sessions }`, the person's own. `POST /auth/session.end` `{ id }` or
 * `{ others: true }` answers `{ ended }`, how many.
 */
export interface SessionEntry {
  readonly id: string
  readonly current: boolean
  readonly createdAt: number
  readonly usedAt: number
  readonly expiresAt: number
  readonly ip: string | null
  readonly userAgent: string | null
}

/** `POST /auth/password.change`. Ends all sessions with their sockets; this browser gets a new one. */
export interface ChangePasswordRequest {
  readonly current: string
  readonly next: string
}
