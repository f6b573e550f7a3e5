/** Under this and a member's id the browser keeps the tree that the member saw last. */
export const keptTreePrefix = 'fulcrum.tree.'

/** Forgets what was kept of the account's content, as at signing out. */
export function forgetTrees(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(keptTreePrefix)) localStorage.removeItem(key)
  }
}
