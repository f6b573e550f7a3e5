import type { GroupKey } from '../types.ts'

/** What happened to the rows of one group. A row is listed once. */
export interface GroupChange {
  readonly group: GroupKey
  readonly entered: readonly number[]
  readonly left: readonly number[]
  /** Still in the group, perhaps at another place. */
  readonly moved: readonly number[]
  /** Still in the group at the same place, with another value in some lane. */
  readonly changed: readonly number[]
}

/**
 * What changed in a view. After `reset` everything may have, lanes that it does not read included. Otherwise each group
 * is listed whose rows entered, left, moved or changed; it may be new or gone, which `groups` tells.
 */
export type ViewChange = { readonly kind: 'reset' } | { readonly kind: 'rows'; readonly groups: readonly GroupChange[] }

/** Collects a change. */
export class ChangeRecorder {
  readonly #groups = new Map<GroupKey, { [K in 'entered' | 'left' | 'moved' | 'changed']: number[] }>()

  note(group: GroupKey, what: 'entered' | 'left' | 'moved' | 'changed', row: number): void {
    let change = this.#groups.get(group)
    if (change === undefined) {
      change = { entered: [], left: [], moved: [], changed: [] }
      this.#groups.set(group, change)
    }
    change[what].push(row)
  }

  /** The change, or null when nothing was noted. */
  finish(): ViewChange | null {
    if (this.#groups.size === 0) return null
    return { kind: 'rows', groups: Array.from(this.#groups, ([group, change]) => ({ group, ...change })) }
  }
}
