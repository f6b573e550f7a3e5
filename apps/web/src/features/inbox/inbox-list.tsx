import './inbox.css'
import { appHref, Banner, Button, EmptyState, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { useActions } from '../../shell/client-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { mutesOf, type Mute } from './abouts.ts'
import { InboxLine, lineId } from './inbox-line.tsx'
import { NotHereYet } from '../../shell/not-here-yet.tsx'
import { useDeeds } from './use-deeds.ts'
import { useInbox, type InboxEntry } from '../../shell/use-inbox.ts'

interface InboxListProps {
  /** The entry that is open, and the way to open another one or none. */
  readonly open: string | null
  readonly onOpen: (entry: InboxEntry | null) => void
  /** Draws the first line of the page around what can be done with all of it. */
  readonly renderHead: (tools: React.ReactNode) => React.ReactNode
  /** Draws what the open entry is about; `step` goes to its neighbours. */
  readonly renderBeside: (entry: InboxEntry, step: (by: 1 | -1) => void) => React.ReactNode
}

/** Mutes the current entry, also while its item stands beside the list. */
export const muteKey = 'M'

/** The inbox: its entries, worked through with J, K, Enter, E, U and M, and the open one beside them. */
export function InboxList({ open, onOpen, renderHead, renderBeside }: InboxListProps) {
  const { entries, error, retry } = useInbox()
  const deeds = useDeeds()
  const [cursor, setCursor] = useState<string | null>(null)
  const opened = entries?.find(({ id }) => id === open)
  const current = opened ?? entries?.find(({ id }) => id === cursor)
  useEffect(() => {
    if (opened !== undefined && opened.unread > 0 && document.visibilityState === 'visible') deeds.read(opened)
    // Read once it is open and for each time that something new comes; what is marked as unread then stays so.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [opened?.id, opened?.at])

  const goTo = (entry: InboxEntry | undefined): void => {
    setCursor(entry?.id ?? null)
    if (opened !== undefined) onOpen(entry ?? null)
    else if (entry !== undefined) document.getElementById(lineId(entry.id))?.focus()
  }
  const step = (by: 1 | -1): void => {
    if (entries === null || entries.length === 0) return
    const at = current === undefined ? (by > 0 ? -1 : entries.length) : entries.indexOf(current)
    goTo(entries[Math.max(0, Math.min(entries.length - 1, at + by))])
  }
  /** Goes on to the neighbour, then lets go of the entry. */
  const leave = (entry: InboxEntry, deed: () => void): void => {
    const at = entries?.indexOf(entry) ?? -1
    if (entry.id === current?.id) goTo(entries?.[at + 1] ?? entries?.[at - 1])
    deed()
  }
  const withCurrent = (deed: (entry: InboxEntry) => void) => () => {
    if (current !== undefined) deed(current)
  }
  const done = (entry: InboxEntry): void => leave(entry, () => deeds.done(entry))
  const mute = (entry: InboxEntry, what: Mute): void => leave(entry, () => deeds.mute(what))
  const section = t('Inbox')
  useActions([
    { id: 'inbox.next', title: t('Next'), section, icon: 'arrow-down', shortcut: 'J', run: () => step(1) },
    { id: 'inbox.previous', title: t('Previous'), section, icon: 'arrow-up', shortcut: 'K', run: () => step(-1) },
    { id: 'inbox.done', title: t('Done'), section, icon: 'check', shortcut: 'E', run: withCurrent(done) },
    {
      id: 'inbox.unread',
      title: t('Mark as read or unread'),
      section,
      icon: 'inbox',
      shortcut: 'U',
      run: withCurrent(deeds.toggleRead),
    },
    {
      id: 'inbox.mute',
      title: t('Mute'),
      section,
      icon: 'eye-off',
      shortcut: muteKey,
      run: withCurrent((entry) => mute(entry, mutesOf(entry.subject.about)[0])),
    },
  ])
  const count = entries?.length ?? 0
  return (
    <div className="inbox" data-beside={opened !== undefined || undefined}>
      {renderHead(
        count > 0 && (
          <Button size="small" icon="check" onClick={deeds.allDone}>
            {t('All done')}
          </Button>
        ),
      )}
      <div className="inbox-scroll">
        {entries === null && error === null && (
          <>
            <NotHereYet />
            <Skeleton lines={6} heightPx={64} label={t('Loading the inbox')} />
          </>
        )}
        {error !== null && count === 0 && (
          <Failure
            trouble={error}
            refused={t('Your inbox cannot be shown to you. Ask an owner of the account.')}
            onRetry={retry}
          />
        )}
        {error !== null && count > 0 && (
          <Banner
            tone="warning"
            icon="warning"
            action={
              <Button size="small" icon="refresh" onClick={retry}>
                {t('Try again')}
              </Button>
            }
          >
            {t('Some of what came is not shown: {error}', { error: error.text })}
          </Banner>
        )}
        {entries !== null && count === 0 && error === null && (
          <EmptyState
            icon="inbox"
            text={t('Nothing waits for you. Mentions, replies, assignments and due dates come here by themselves.')}
            action={<a href={appHref('/my-work')}>{t('Look at my work')}</a>}
          />
        )}
        {entries !== null && count > 0 && (
          <ul className="inbox-list" aria-label={t('Inbox')}>
            {entries.map((entry) => (
              <InboxLine
                key={entry.id}
                entry={entry}
                isOpen={entry.id === opened?.id}
                deeds={{ done, mute, toggleRead: deeds.toggleRead }}
                onFocus={() => setCursor(entry.id)}
              />
            ))}
          </ul>
        )}
      </div>
      {opened !== undefined && renderBeside(opened, step)}
    </div>
  )
}
