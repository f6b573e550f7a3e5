import type { MemberId } from './ids.ts'

/** What a person may do in an account at most. */
export const accountRoles = ['owner', 'admin', 'member', 'viewer', 'guest'] as const

export type AccountRole = (typeof accountRoles)[number]

/** What a person may do on one board. */
export const boardRoles = ['owner', 'editor', 'commenter', 'viewer'] as const

export type BoardRole = (typeof boardRoles)[number]

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
    }
  | { readonly kind: 'system' | 'operator'; readonly memberId: MemberId | null }

/** True where a board role is at least as strong as another. */
export function atLeast(role: BoardRole | null, wanted: BoardRole): boolean {
  return role !== null && boardRoles.indexOf(role) <= boardRoles.indexOf(wanted)
}
