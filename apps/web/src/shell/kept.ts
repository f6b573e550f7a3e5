/** Under this and a member's id the browser keeps the tree that the member saw last. */
export const keptTreePrefix = 'fulcrum.tree.'

/** Under this and a member's id the browser keeps which boards and items the member opened last. */
export const keptRecentPrefix = 'fulcrum.recent.'

/** Under this and a member's id the browser keeps what the inbox was last said to be about. */
export const keptInboxPrefix = 'fulcrum.inbox.'

const prefixes = [keptTreePrefix, keptRecentPrefix, keptInboxPrefix]

/** Forgets what was kept of the account's content, as at signing out. */
export function forgetTrees(): void {
  for (const key of Object.keys(localStorage)) {
    if (prefixes.some((prefix) => key.startsWith(prefix))) localStorage.removeItem(key)
  }
}
