import { createLinkedEdits } from './linked-edits.ts'
import type { LinkedEdits } from './linked-edits.ts'
import { createLinkedKeeper } from './linked-keeper.ts'
import type { LinkedKeeper, LinkedKeeperOptions } from './linked-keeper.ts'

/** What knows of items on boards that are not open: one for a client, for whose first rows it need not be here. */
export interface Linking {
  readonly keeper: (options: Omit<LinkedKeeperOptions, 'edits'>) => LinkedKeeper
  /** What this client's own commands set there. */
  readonly edits: Pick<LinkedEdits, 'follow' | 'settled'>
}

export function createLinking(): Linking {
  const edits = createLinkedEdits()
  return { keeper: (options) => createLinkedKeeper({ ...options, edits }), edits }
}
