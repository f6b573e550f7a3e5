import type { AccountRole } from '@fulcrum/domain'

/** The roles that a link for many may bring: whoever has it can hand it on. */
export const teamLinkRoles = ['member', 'viewer', 'guest'] as const satisfies readonly AccountRole[]
export type TeamLinkRole = (typeof teamLinkRoles)[number]

/** `POST /auth/teamLink.create`: a link by which many join a team; the team's link before it is void. Answers a TeamLinkAnswer. */
export interface TeamLinkRequest {
  readonly team: string
  readonly role: TeamLinkRole
  readonly maxUses: number
  readonly expiresInDays: number
}

/** A team's link as it is shown once. */
export interface TeamLinkAnswer {
  readonly id: string
  readonly url: string
  readonly expiresAt: number
}

/** `POST /auth/teamLink.list` `{}` answers `{ links }`, the open ones. `POST /auth/teamLink.revoke` `{ id }` ends one. */
export interface TeamLinkEntry {
  readonly id: string
  readonly team: string
  readonly role: AccountRole
  readonly maxUses: number
  readonly uses: number
  readonly createdBy: string | null
  readonly createdAt: number
  readonly expiresAt: number
}

/** `POST /auth/invitation.createMany`: an invitation for each address of a pasted text. Answers `{ results }`, one per entry. */
export interface InviteManyRequest {
  readonly text: string
  readonly role: AccountRole
  readonly expiresInDays?: number | undefined
  /** The team that everybody joins. */
  readonly team?: string | undefined
}

/** What became of one entry of the text, in its order. */
export interface InviteManyResult {
  /** As it was written. */
  readonly entry: string
  readonly line: number
  readonly email: string | null
  readonly outcome: 'invited' | 'invalid' | 'repeated' | 'member' | 'refused'
  /** What to know of it. */
  readonly message: string
  /** The name of whom of an import they become; null where they are somebody new, or not invited. */
  readonly becomes: string | null
  /** The one-use link; null where none was made. */
  readonly url: string | null
  readonly mailed: boolean
}
