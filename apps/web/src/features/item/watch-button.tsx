import { scopeOf, threadPeople, watchersOf } from '@fulcrum/domain'
import { Avatar, IconButton, Popover, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useActions, useClient, useScope } from '../../shell/client-context.tsx'
import { beginsWith } from './rich/choices.ts'
import { useItem } from './use-item.ts'

const MAX_OFFERED = 6

/** Whether one watches the item, and who else does: those who made it, are named in it or wrote on it, and who chose to. */
export function WatchButton() {
  const { memberId } = useClient()
  const { run, item, rights } = useItem()
  const watchers = useWatchers()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { context } = useItem()
  const isWatching = watchers.includes(memberId)
  const names = watchers.filter((id) => id !== memberId).map((id) => context.personName(id))
  const others =
    names.length === 0
      ? ''
      : names.length > 4
        ? t('also {names} …', { names: names.slice(0, 4).join(', ') })
        : t('also {names}', { names: names.slice(0, 4).join(', ') })
  const own = isWatching ? t('You watch this item; stop watching') : t('Watch this item')
  const toggle = (): void => void run(isWatching ? 'item.unwatch' : 'item.watch', { item: item.id })
  useActions([
    {
      id: 'item.watch',
      title: isWatching ? t('Stop watching this item') : t('Watch this item'),
      section: t('Item'),
      icon: 'bell',
      run: toggle,
    },
  ])
  const label = [own, others].filter(Boolean).join(' · ')
  return (
    <span className="item-watch">
      <IconButton icon="bell" label={label} size="small" pressed={isWatching} onClick={toggle} />
      <button
        type="button"
        className="item-watch-count"
        aria-label={
          rights.edit
            ? t('{count} who watch: see and change', { count: watchers.length })
            : t('{count} who watch: see who', { count: watchers.length })
        }
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
      >
        {watchers.length}
      </button>
      <Popover
        open={anchor !== null}
        anchor={anchor}
        align="end"
        label={t('Who watches')}
        onClose={() => setAnchor(null)}
      >
        <WatcherList watchers={watchers} />
      </Popover>
    </span>
  )
}

function useWatchers(): readonly string[] {
  const { board, item } = useItem()
  const thread = useScope(scopeOf('item', item.id))?.state
  return [...watchersOf(board, item.row, threadPeople(thread ?? undefined))]
}

/** Who watches, each to be taken out; others are found by their names. Whoever edits the item may say so of others. */
function WatcherList({ watchers }: { readonly watchers: readonly string[] }) {
  const { context, item, rights, run } = useItem()
  const { memberId } = useClient()
  const [query, setQuery] = useState('')
  const offered = context.people
    .filter(({ id, name }) => !watchers.includes(id) && beginsWith(name, query))
    .slice(0, MAX_OFFERED)
  const set = (command: 'item.watch' | 'item.unwatch', member: string): void =>
    void run(command, member === memberId ? { item: item.id } : { item: item.id, member })
  return (
    <div className="item-watchers">
      <h2>{t('Who watches')}</h2>
      <p>{t('They hear of updates here, and of its status.')}</p>
      {watchers.length > 0 && (
        <ul aria-label={t('Who watches')}>
          {watchers.map((id) => {
            const person = context.person(id) ?? { id, name: t('Somebody') }
            return (
              <li key={id}>
                <Avatar person={person} size="small" decorative />
                <span className="fu-truncate fu-grow">
                  {id === memberId ? t('{name} (you)', { name: person.name }) : person.name}
                </span>
                {(rights.edit || id === memberId) && (
                  <IconButton
                    icon="x"
                    size="small"
                    label={t('{name} watches no more', { name: person.name })}
                    onClick={() => set('item.unwatch', id)}
                  />
                )}
              </li>
            )
          })}
        </ul>
      )}
      {rights.edit && (
        <>
          <TextField
            label={t('Add somebody')}
            size="small"
            icon="search"
            placeholder={t('Name')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <ul aria-label={t('Who can be added')}>
            {offered.map((person) => (
              <li key={person.id}>
                <button type="button" className="item-watcher-add" onClick={() => set('item.watch', person.id)}>
                  <Avatar person={person} size="small" decorative />
                  <span className="fu-truncate">{person.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
