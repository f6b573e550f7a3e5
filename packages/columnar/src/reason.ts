import type { GroupKey } from './types.ts'

/** No text of a lane has half a surrogate pair in it, so that no value is taken for a reason. */
const reasonMark = '\ud800'

/** The key of a group whose cells are blank for a reason. */
export function reasonKey(reason: string): GroupKey {
  return `${reasonMark}${reason}`
}

/** The reason that a group's cells are blank for; null for groups of values, and for the one without a reason. */
export function reasonOf(key: GroupKey): string | null {
  return typeof key === 'string' && key.startsWith(reasonMark) ? key.slice(reasonMark.length) : null
}
