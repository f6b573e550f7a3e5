// What `/auth/token.create`, `token.list` and `token.revoke` give.

/** A token as its list shows it: never the secret. */
export interface TokenEntry {
  readonly id: string
  /** A personal token acts as whoever made it; a service token as a member of its own, which no person is. */
  readonly kind: 'personal' | 'service'
  readonly name: string
  /** The last letters of the secret, by which its holder knows it again. */
  readonly tail: string
  /** As whom it acts, and who made it. */
  readonly member: string
  readonly createdBy: string
  readonly mayWrite: boolean
  /** The only places it knows of; null is all of the account that the member sees. */
  readonly places: { readonly workspaces: readonly string[]; readonly boards: readonly string[] } | null
  readonly createdAt: number
  readonly expiresAt: number | null
  /** When it was last used, to within a minute. */
  readonly usedAt: number | null
}

/** A token that was made just now, with the secret, which nobody is shown again. */
export interface NewTokenAnswer {
  readonly token: string
  readonly entry: TokenEntry
}
