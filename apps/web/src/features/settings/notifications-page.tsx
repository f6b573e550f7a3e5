import { scopeOf } from '@fulcrum/domain'
import type { AboutKind } from '@fulcrum/domain'
import type { NamedItem } from '@fulcrum/protocol'
import { appHref, Button, EmptyState, Icon, Switch, type IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { useClient, useScope, useTree } from '../../shell/client-context.tsx'
import { useDocs } from '../../shell/doc-list.ts'
import { boardPath, docPath, itemPath } from '../../shell/paths.ts'
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
          'What you have not read within two minutes also comes by mail, where this server sends mail: at most one letter about an item or a doc in ten minutes.',
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
  const mutedOf = useMuted(ids)
  if (ids.length === 0) return <EmptyState compact icon="bell" text={t('Nothing is muted.')} />
  return (
    <ul aria-label={t('Muted')}>
      {ids.map((id) => {
        const { kind, name, href, icon, says } = mutedOf(id)
        return (
          <li key={id} className="settings-person">
            <Icon name={icon} />
            <div className="settings-person-words">
              {href === null ? <b>{name}</b> : <a href={appHref(href)}>{name}</a>}
              {says !== null && <span>{says}</span>}
            </div>
            <Button size="small" onClick={() => client.run(`${kind}.unmute`, { member: client.memberId, [kind]: id })}>
              {t('Hear of it again')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

interface Muted {
  readonly kind: AboutKind
  readonly name: string
  readonly href: string | null
  readonly icon: IconName
  /** What it is; null where that is not told. */
  readonly says: string | null
}

/** What something is called that is muted, and where it is. */
function useMuted(ids: readonly string[]): (id: string) => Muted {
  const { boards } = useTree()
  const docs = useDocs()
  const items = useNamed(ids)
  return (id) => {
    const board = boards.find((each) => each.id === id)
    const doc = docs.find((each) => each.id === id)
    const item = items?.get(id)
    if (board) {
      const says = t('Board, with all of its items')
      return { kind: 'board', name: board.name, href: boardPath(id), icon: 'board', says }
    }
    if (doc) return { kind: 'doc', name: doc.name, href: docPath(id), icon: 'doc', says: t('Doc') }
    if (!item) {
      return {
        kind: 'item',
        name: t('Something that you may not see any more'),
        href: null,
        icon: 'eye-off',
        says: null,
      }
    }
    const href = itemPath(item.board, item.row)
    return { kind: 'item', name: `${item.key} ${item.title}`, href, icon: 'eye-off', says: t('Item') }
  }
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
