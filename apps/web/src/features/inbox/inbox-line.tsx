import { appHref, Avatar, Icon, IconButton, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useId, useState } from 'react'
import { useAccount, useClient } from '../../shell/client-context.tsx'
import { useDocs } from '../../shell/doc-list.ts'
import { inboxPath } from '../../shell/inbox.ts'
import { MenuButton } from '../../shell/menu-button.tsx'
import { keyOf, mutesOf, placeOf, type Mute } from './abouts.ts'
import type { InboxEntry } from '../../shell/use-inbox.ts'
import { dayOrTime } from '../../shell/times.ts'
import { sayEvent, sayMessage, sayWhy } from './words.ts'

export interface InboxDeeds {
  readonly done: (entry: InboxEntry) => void
  readonly toggleRead: (entry: InboxEntry) => void
  readonly mute: (entry: InboxEntry, what: Mute) => void
}

interface InboxLineProps {
  readonly entry: InboxEntry
  readonly isOpen: boolean
  readonly deeds: InboxDeeds
  readonly onFocus: () => void
}

/** The element of a line, for the focus. */
export function lineId(entry: string): string {
  return `inbox-${entry}`
}

/** One entry: what it is about, what happened last and how often, and why it is here. */
export function InboxLine({ entry, isOpen, deeds, onFocus }: InboxLineProps) {
  const { members, teams, day } = useAccount()
  const { now } = useClient()
  const docs = useDocs()
  const [asksWhy, setAsksWhy] = useState(false)
  const whyId = useId()
  const [event] = entry.events
  if (event === undefined) return null
  const { about, says } = entry.subject
  const key = keyOf(about)
  const actor = members.find(({ id }) => id === event.actor)
  const team = (id: string): string | undefined => teams.find((each) => each.id === id)?.name
  const doc = (id: string): string | undefined => docs.find((each) => each.id === id)?.name
  const member = (id: string): string => members.find((each) => each.id === id)?.name ?? t('Somebody')
  const today = day ?? Math.floor(now() / 86_400_000)
  const what = sayEvent(event, today)
  const isUnread = entry.unread > 0
  const sections: MenuSection[] = [
    {
      items: [
        {
          id: 'read',
          title: isUnread ? t('Mark as read') : t('Mark as unread'),
          icon: 'inbox',
          onSelect: () => deeds.toggleRead(entry),
        },
        {
          id: 'why',
          title: t('Why do I get this?'),
          icon: 'history',
          onSelect: () => setAsksWhy(true),
        },
      ],
    },
    {
      items: mutesOf(about).map((what) => ({
        id: `mute-${what.kind}`,
        title: what.title,
        icon: 'eye-off',
        onSelect: () => deeds.mute(entry, what),
      })),
    },
  ]
  return (
    <li className="inbox-entry" data-open={isOpen || undefined} data-unread={isUnread || undefined}>
      <span className="inbox-dot" aria-hidden />
      {actor === undefined ? (
        <span className="inbox-mark" aria-hidden>
          <Icon name={event.day === undefined ? 'inbox' : 'calendar'} />
        </span>
      ) : (
        <Avatar person={actor} decorative />
      )}
      <div className="inbox-body">
        <a
          id={lineId(entry.id)}
          className="inbox-link"
          href={appHref(inboxPath(entry.id))}
          aria-current={isOpen ? 'true' : undefined}
          onFocus={onFocus}
        >
          {key !== null && <span className="inbox-key">{key}</span>}
          <span className="fu-truncate">{about.name}</span>
          {isUnread && <span className="fu-hidden">{t(', unread')}</span>}
        </a>
        <p className="inbox-said fu-truncate">
          <b>{actor === undefined ? what : `${actor.name} ${what}`}</b>
          {says !== null && <> {sayMessage(says, { member, team, doc })}</>}
        </p>
        <p className="inbox-place">
          <span className="fu-truncate">{placeOf(about)}</span>
          <button
            type="button"
            className="inbox-why"
            aria-expanded={asksWhy}
            aria-controls={whyId}
            onClick={() => setAsksWhy(!asksWhy)}
          >
            {t('Why do I get this?')}
          </button>
        </p>
        {asksWhy && (
          <p className="inbox-reason" id={whyId} role="note">
            {sayWhy(event, about.kind, team)}
          </p>
        )}
      </div>
      <div className="inbox-end">
        <time dateTime={new Date(entry.at).toISOString()}>{dayOrTime(entry.at, now())}</time>
        {entry.unread > 1 && (
          <span
            className="inbox-count"
            title={t('{unread} things happened that you have not read', { unread: entry.unread })}
          >
            {entry.unread}
          </span>
        )}
        <span className="inbox-tools">
          <MenuButton label={t('More about {key}', { key: key ?? about.name })} sections={sections} align="end" />
          <IconButton icon="check" label={t('Done')} shortcut="E" size="small" onClick={() => deeds.done(entry)} />
        </span>
      </div>
    </li>
  )
}
