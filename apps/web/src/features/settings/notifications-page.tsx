import { scopeOf } from '@fulcrum/domain'
import type { NamedItem } from '@fulcrum/protocol'
import { appHref, Button, EmptyState, Icon, Switch } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { useClient, useScope, useTree } from '../../shell/client-context.tsx'
import { boardPath, itemPath } from '../../shell/paths.ts'
import { Opening } from './opening.tsx'
import { SettingsSection } from './settings-section.tsx'

/** Whether letters come about the inbox, and what nothing is heard of, each to be heard again. */
export function NotificationsPage() {
  const client = useClient()
  const member = client.memberId
  const own = useScope(scopeOf('user', member))?.state
  if (!own) return <Opening label={t('Loading what is muted')} />
  const muted = [...own.records('mute')].map(([id]) => id)
  const letters = !muted.includes(member)
  return (
    <>
      <SettingsSection
        title={t('Letters')}
        note={t(
          'What you have not read within two minutes also comes by mail, where this server sends mail: at most one letter about an item in ten minutes.',
        )}
      >
        <Switch
          label={t('Send me letters about my inbox')}
          checked={letters}
          onChange={() => client.run(letters ? 'letter.mute' : 'letter.unmute', { member })}
        />
      </SettingsSection>
      <SettingsSection
        title={t('Muted')}
        note={t('Nothing of these reaches your inbox. Mute more in the menu of an entry there.')}
      >
        <MutedList ids={muted.filter((id) => id !== member)} />
      </SettingsSection>
    </>
  )
}

function MutedList({ ids }: { readonly ids: readonly string[] }) {
  const client = useClient()
  const { boards } = useTree()
  const items = useNamed(ids)
  if (ids.length === 0) return <EmptyState compact icon="bell" text={t('Nothing is muted.')} />
  const hear = (id: string, isBoard: boolean): void => {
    const member = client.memberId
    client.run(isBoard ? 'board.unmute' : 'item.unmute', isBoard ? { member, board: id } : { member, item: id })
  }
  return (
    <ul aria-label={t('Muted')}>
      {ids.map((id) => {
        const board = boards.find((each) => each.id === id)
        const item = items?.get(id)
        const name = board?.name ?? (item ? `${item.key} ${item.title}` : t('Something that you may not see any more'))
        const href = board ? boardPath(id) : item ? itemPath(item.board, item.row) : null
        return (
          <li key={id} className="settings-person">
            <Icon name={board ? 'board' : 'eye-off'} />
            <div className="settings-person-words">
              {href === null ? <b>{name}</b> : <a href={appHref(href)}>{name}</a>}
              <span>{board ? t('Board, with all of its items') : t('Item')}</span>
            </div>
            <Button size="small" onClick={() => hear(id, board !== undefined)}>
              {t('Hear of it again')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

/** What muted items are called; null until it is known. */
function useNamed(ids: readonly string[]): ReadonlyMap<string, NamedItem> | null {
  const client = useClient()
  const [named, setNamed] = useState<ReadonlyMap<string, NamedItem> | null>(null)
  const wanted = ids.slice(0, 200).join(' ')
  useEffect(() => {
    if (wanted === '') return undefined
    let isWanted = true
    client.query<{ readonly items: readonly NamedItem[] }>('item.named', { ids: wanted.split(' ') }).then(
      ({ items }) => isWanted && setNamed(new Map(items.map((item) => [item.id, item]))),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [client, wanted])
  return named
}
