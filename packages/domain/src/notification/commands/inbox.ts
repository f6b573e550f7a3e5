import * as z from 'zod/mini'
import { idOf } from '../../ids.ts'
import type { ScopeWriter } from '../../transaction.ts'
import { defineOwnCommand } from './own.ts'

const member = idOf('member')
/** At most so many entries at once. */
const maxEntries = 500
const ids = z.array(idOf('notification')).check(z.minLength(1), z.maxLength(maxEntries))
/** Up to when its happenings were seen: what came since stays unread. */
const seen = z.int()

/** Marks entries as read. Opening one reads it, so that an undo of it would stand before that of what the reader did. */
export const readNotifications = defineOwnCommand({
  name: 'notification.read',
  args: z.strictObject({ member, ids, seen }),
  undo: { none: 'Mark it as unread instead.' },
  apply: (own, { ids: entries, seen: until }) => {
    for (const id of new Set(entries)) {
      const entry = own.reader.record('notification', id)
      if (entry && Number(entry['at']) <= until) own.put('notification', id, { unread: 0 })
    }
  },
})

/** Marks entries as not read. */
export const unreadNotifications = defineOwnCommand({
  name: 'notification.unread',
  args: z.strictObject({ member, ids }),
  apply: (own, { ids: entries }) => {
    for (const id of new Set(entries)) {
      const entry = own.reader.record('notification', id)
      if (entry && Number(entry['unread'] ?? 0) === 0) own.put('notification', id, { unread: 1, doneAt: null })
    }
  },
})

/** Takes entries out of the inbox; what happens to their items later brings them back. */
export const doneNotifications = defineOwnCommand({
  name: 'notification.done',
  args: z.strictObject({ member, ids, seen }),
  apply: (own, { ids: entries, seen: until }, { now }) => {
    for (const id of new Set(entries)) finish(own, id, { until, now })
  },
})

/** Takes all entries out of the inbox that were seen. */
export const allDoneNotifications = defineOwnCommand({
  name: 'notification.allDone',
  args: z.strictObject({ member, seen }),
  apply: (own, { seen: until }, { now }) => {
    for (const [id] of own.reader.records('notification')) finish(own, id, { until, now })
  },
})

function finish(own: ScopeWriter, id: string, { until, now }: { readonly until: number; readonly now: number }): void {
  const entry = own.reader.record('notification', id)
  if (!entry || entry['doneAt'] !== undefined || Number(entry['at']) > until) return
  own.put('notification', id, { unread: 0, doneAt: now })
}

/** Removes entries: they are old, or their reader may not know of them any more. */
export const dropNotifications = defineOwnCommand({
  name: 'notification.drop',
  args: z.strictObject({ member, ids }),
  internal: true,
  undo: { none: 'What is gone for good does not come back.' },
  apply: (own, { ids: entries }) => {
    for (const id of new Set(entries)) if (own.reader.record('notification', id)) own.drop('notification', id)
  },
})
