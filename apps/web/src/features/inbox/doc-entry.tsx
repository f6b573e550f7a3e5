import type { InboxAbout } from '@fulcrum/protocol'
import { appHref, Avatar, Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useAccount, useClient } from '../../shell/client-context.tsx'
import { useDocs } from '../../shell/doc-list.ts'
import { exactTime, shortTime } from '../../shell/times.ts'
import { openingOf } from './abouts.ts'
import { EntryPanel } from './entry-panel.tsx'
import type { InboxEntry } from '../../shell/use-inbox.ts'
import { sayEvent, sayMessage, sayWhy } from './words.ts'

interface DocEntryProps {
  readonly entry: InboxEntry
  readonly about: InboxAbout<'doc'>
  readonly onClose: () => void
}

/** What happened in a doc, the latest first with its words, and the way there. */
export function DocEntry({ entry, about, onClose }: DocEntryProps) {
  const { members, teams, day } = useAccount()
  const { now } = useClient()
  const docs = useDocs()
  const { says } = entry.subject
  const [latest] = entry.events
  const team = (id: string): string | undefined => teams.find((each) => each.id === id)?.name
  const doc = (id: string): string | undefined => docs.find((each) => each.id === id)?.name
  const person = (id: string | null) => members.find((each) => each.id === id) ?? { id: 'nobody', name: t('Somebody') }
  const head = (
    <h2 className="inbox-panel-title">
      <Icon name="doc" />
      <span className="fu-truncate">{about.name}</span>
    </h2>
  )
  return (
    <EntryPanel label={about.name} head={head} onClose={onClose}>
      <div className="inbox-doc">
        <ul className="inbox-happened">
          {entry.events.map((event, index) => {
            const actor = person(event.actor)
            return (
              // @NOTE happenings have no ids; one that is new stands before the others.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={entry.events.length - index}>
                <Avatar person={actor} size="small" decorative />
                <div>
                  <b>{`${actor.name} ${sayEvent(event, day ?? 0)}`}</b>{' '}
                  <time title={exactTime(event.at)} dateTime={new Date(event.at).toISOString()}>
                    {shortTime(event.at, now())}
                  </time>
                  {index === 0 && says !== null && (
                    <blockquote>{sayMessage(says, { member: (id) => person(id).name, team, doc })}</blockquote>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
        {latest !== undefined && <p className="inbox-reason">{sayWhy(latest, about.kind, team)}</p>}
        <a className="fu-button fu-button-primary" href={appHref(openingOf(about))} data-autofocus>
          {about.thread === null ? t('Open the doc') : t('Open the comments')}
        </a>
      </div>
    </EntryPanel>
  )
}
