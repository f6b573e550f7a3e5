import type { Fields } from '../record.ts'
import { aboutOf } from './about.ts'
import type { About } from './about.ts'

/** One happening of an entry. */
export interface NotificationEvent {
  readonly reason: string
  /** Who did it; null where nobody did. */
  readonly actor: string | null
  readonly at: number
  readonly update?: string
  readonly comment?: string
  readonly column?: number
  readonly day?: number
  readonly team?: string
}

/** An entry of the inbox. */
export interface Notification {
  readonly id: string
  readonly about: About
  /** The board on which it is; null where it is on none. */
  readonly board: string | null
  readonly at: number
  readonly unread: number
  readonly done: boolean
  /** The latest, newest first; never none. */
  readonly events: readonly NotificationEvent[]
}

/** So many happenings of an entry are kept; of the others there is the count. */
export const eventsKept = 6

/** How long an entry is kept behind its latest happening. */
export const notificationDays = 90

/** The entry that a record of the inbox holds. */
export function readNotification(id: string, fields: Fields): Notification {
  // @NOTE written by `notification.add` alone.
  const events = (fields['events'] ?? []) as unknown as readonly NotificationEvent[]
  return {
    id,
    about: aboutOf(id, fields),
    board: typeof fields['boardId'] === 'string' ? fields['boardId'] : null,
    at: Number(fields['at']),
    unread: Number(fields['unread'] ?? 0),
    done: fields['doneAt'] !== undefined,
    events,
  }
}

/** The entries of the inbox that are not done, the latest first. */
export function inboxOf(records: Iterable<readonly [string, Fields]>): Notification[] {
  return [...records]
    .map(([id, fields]) => readNotification(id, fields))
    .filter(({ done }) => !done)
    .sort((left, right) => right.at - left.at || (left.id < right.id ? -1 : 1))
}

/** How many entries were not read. */
export function unreadIn(records: Iterable<readonly [string, Fields]>): number {
  let count = 0
  for (const [, { unread, doneAt }] of records) if (Number(unread ?? 0) > 0 && doneAt === undefined) count++
  return count
}
