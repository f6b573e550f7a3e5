import type { MemberId } from './ids.ts'

/** What a person may do in an account at most. */
export const accountRoles = ['owner', 'admin', 'member', 'viewer', 'guest'] as const

export type AccountRole = (typeof accountRoles)[number]

/** What a person may do on one board. */
export const boardRoles = ['owner', 'editor', 'commenter', 'viewer'] as const

export type BoardRole = (typeof boardRoles)[number]

/** What a token leaves of what the member may do as whom it acts; it never adds. */
export interface PrincipalLimits {
  readonly mayWrite: boolean
  /** The only boards it knows of: these, and all of these workspaces. Null is everything. */
  readonly places: { readonly workspaces: readonly string[]; readonly boards: readonly string[] } | null
}

/**
 * Who acts. `system` is the server's own work (imports, consumers); `operator` is whoever holds the data folder, which is
 * as good as owning the machine.
 */
export type Principal =
  | {
      readonly kind: 'member'
      readonly memberId: MemberId
      readonly role: AccountRole
      readonly teamIds: readonly string[]
      /** The items that they watch, where that is known: some see only those. */
      readonly watches?: ReadonlySet<string>
      /** Set where a token acts as the member. */
      readonly limits?: PrincipalLimits
    }
  | { readonly kind: 'system' | 'operator'; readonly memberId: MemberId | null }
  | FormPrincipal
  | LinkPrincipal

/** Whoever has a link to a board or to one of its views. They read these columns of it, and do nothing. */
export interface LinkPrincipal {
  readonly kind: 'link'
  /** Nobody: whoever has a link is the same as all others who have it. */
  readonly memberId: null
  readonly board: string
  readonly columns: readonly number[]
}

/** Whoever answers a form: it makes items on one board, and fills these columns of it. It reads nothing. */
export interface FormPrincipal {
  readonly kind: 'form'
  /** Who answers, where that is known. */
  readonly memberId: MemberId | null
  readonly board: string
  readonly columns: readonly number[]
}

/** True where a board role is at least as strong as another. */
export function atLeast(role: BoardRole | null, wanted: BoardRole): boolean {
  return role !== null && boardRoles.indexOf(role) <= boardRoles.indexOf(wanted)
}
