import { scopeOf, unreadIn } from '@fulcrum/domain'
import { useScope } from './use-scope.ts'
import { useClient } from './world.tsx'

/** The address of the inbox, or of one of its entries. */
export function inboxPath(entry?: string): string {
  return entry === undefined ? '/inbox' : `/inbox/${entry}`
}

/** How many entries of the inbox were not read: the same on every tab and machine of a person. */
export function useUnread(): number {
  const { memberId } = useClient()
  const own = useScope(scopeOf('user', memberId))?.state
  return own ? unreadIn(own.records('notification')) : 0
}
