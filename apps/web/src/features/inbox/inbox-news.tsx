import { inboxOf, scopeOf } from '@fulcrum/domain'
import type { Notification } from '@fulcrum/domain'
import type { InboxSubject } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useRef } from 'react'
import { useAccount, useClient, useScope, useToasts } from '../../shell/client-context.tsx'
import { inboxPath } from '../../shell/inbox.ts'
import { useGo, usePlace } from '../../shell/router/router-context.tsx'
import { openingOf, pageOf, titleOf } from './abouts.ts'
import { sayEvent } from './words.ts'

/** More at once than this are seen in the inbox's count. */
const maxSaid = 3

/** Says in passing what comes into the inbox while the page is looked at, unless it is about what is open. */
export function InboxNews() {
  const client = useClient()
  const go = useGo()
  const { path } = usePlace()
  const toasts = useToasts()
  const { members, day } = useAccount()
  const handle = useScope(scopeOf('user', client.memberId))
  /** Up to when everything was said, or was there before the page. */
  const said = useRef<number | null>(null)
  const say = ({ id, events: [event] }: Notification, { about }: InboxSubject): void => {
    if (event === undefined || path === inboxPath(id) || path === pageOf(about)) return
    const actor = members.find((member) => member.id === event.actor)?.name
    const what = sayEvent(event, day ?? 0)
    toasts.show({
      key: `inbox ${id}`,
      icon: 'inbox',
      text: `${actor === undefined ? what : `${actor} ${what}`}: ${titleOf(about)}`,
      action: { title: t('Open'), onSelect: () => go(openingOf(about)) },
    })
  }
  const latestSay = useRef(say)
  useEffect(() => {
    latestSay.current = say
    if (!handle?.state || handle.phase !== 'ready') return
    const entries = inboxOf(handle.state.records('notification'))
    const before = said.current
    said.current = Math.max(before ?? 0, entries[0]?.at ?? 0)
    if (before === null || document.visibilityState !== 'visible' || path === inboxPath()) return
    const fresh = entries.filter(({ at, unread }) => at > before && unread > 0).slice(0, maxSaid)
    if (fresh.length === 0) return
    // What cannot be asked now is in the inbox.
    client.query<{ readonly subjects: readonly InboxSubject[] }>('inbox.list', { ids: fresh.map(({ id }) => id) }).then(
      ({ subjects }) => {
        for (const entry of fresh) {
          const subject = subjects.find(({ id }) => id === entry.id)
          if (subject !== undefined) latestSay.current(entry, subject)
        }
      },
      () => undefined,
    )
  })
  return null
}
