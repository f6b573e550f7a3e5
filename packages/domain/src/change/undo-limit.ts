/**
 * Scopes of one change that an undo takes back. A connection is written on its own board and, where it shows there, on each of the
 * twenty to which a column connects.
 */
export const maxScopesOfUndo = 21
