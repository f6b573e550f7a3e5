import type { TrashPart } from '@fulcrum/domain'
import type { TrashEntry } from '@fulcrum/protocol'
import { Button, Checkbox, EmptyState, Skeleton, appHref, type IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { itemPath } from '../../shell/paths.ts'
import { focusBeside } from './focus-beside.ts'
import type { BoardTrash } from './use-board-trash.ts'

interface BoardTrashListProps {
  readonly board: string
  readonly part: TrashPart
  readonly trash: BoardTrash
}

const icons: Readonly<Record<TrashPart, IconName>> = {
  items: 'board',
  archived: 'archive',
  groups: 'group',
  columns: 'sliders',
  views: 'eye',
}

const nothing = (): Readonly<Record<TrashPart, string>> => ({
  items: t('No item of this board is in the trash.'),
  archived: t('No item of this board is archived.'),
  groups: t('No group of this board is in the trash.'),
  columns: t('No column of this board is in the trash.'),
  views: t('No view of this board is in the trash.'),
})

/** The lines of one part, with a tick each for whoever may bring it back. */
export function BoardTrashList({ board, part, trash }: BoardTrashListProps) {
  const { held, error, ask, askMore, restore } = trash
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const failure = error !== null && (
    <Failure
      compact
      trouble={error}
      refused={t('What was deleted of this board is not open to you. Ask an owner of the board.')}
      onRetry={ask}
    />
  )
  if (held === null) return failure || <Skeleton lines={4} heightPx={46} label={t('Loading the trash')} />
  const { entries, next } = held
  if (entries.length === 0 && next === null) return <EmptyState compact icon={icons[part]} text={nothing()[part]} />
  const offered = entries.filter(({ mayRestore }) => mayRestore)
  const chosen = offered.filter(({ id }) => ticked.has(id))
  const set = (id: string, on: boolean): void =>
    setTicked((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)))
  return (
    <>
      {offered.length > 0 && (
        <div className="trash-chosen">
          <Checkbox
            label={
              chosen.length === 0
                ? t('Choose all shown')
                : t('{count, plural, one {# chosen} other {# chosen}}', { count: chosen.length })
            }
            checked={chosen.length === offered.length}
            mixed={chosen.length > 0 && chosen.length < offered.length}
            onChange={(on) => setTicked(new Set(on ? offered.map(({ id }) => id) : []))}
          />
          <span className="fu-grow" />
          <Button
            variant="primary"
            size="small"
            disabled={chosen.length === 0}
            onClick={() => {
              restore(chosen)
              setTicked(new Set())
            }}
          >
            {t('Restore chosen')}
          </Button>
        </div>
      )}
      {offered.length === 0 && (
        <p className="form-note">{t('You may look, and not bring back: that is for those who edit this board.')}</p>
      )}
      <ul className="trash-lines">
        {entries.map((entry) => (
          <EntryLine
            key={entry.id}
            board={board}
            entry={entry}
            archived={part === 'archived'}
            ticked={ticked.has(entry.id)}
            onTick={(on) => set(entry.id, on)}
            onRestore={() => restore([entry])}
          />
        ))}
      </ul>
      {failure}
      {next !== null && (
        <Button className="trash-more" onClick={askMore}>
          {t('Show more')}
        </Button>
      )}
    </>
  )
}

interface EntryLineProps {
  readonly board: string
  readonly entry: TrashEntry
  readonly archived: boolean
  readonly ticked: boolean
  readonly onTick: (on: boolean) => void
  readonly onRestore: () => void
}

function EntryLine({ board, entry, archived, ticked, onTick, onRestore }: EntryLineProps) {
  const words = useWords()
  const { row, key, title, mayRestore } = entry
  return (
    <li className="settings-person">
      {mayRestore ? (
        <Checkbox label="" aria-label={t('Choose {title}', { title })} checked={ticked} onChange={onTick} />
      ) : (
        <span className="trash-no-tick" />
      )}
      <div className="settings-person-words">
        <b>
          {row === null ? (
            title
          ) : (
            <a className="trash-title" href={appHref(itemPath(board, row))}>
              <span className="trash-key">{key}</span> {title}
            </a>
          )}
        </b>
        <span>{words(entry, archived)}</span>
      </div>
      {mayRestore && (
        <Button
          size="small"
          aria-label={t('Restore {title}', { title })}
          onClick={({ currentTarget }) => {
            focusBeside(currentTarget)
            onRestore()
          }}
        >
          {t('Restore')}
        </Button>
      )}
    </li>
  )
}

/** Who put it away and when, until when it is kept, and what comes back with it. */
function useWords(): (entry: TrashEntry, archived: boolean) => string {
  const { members, locale } = useAccount()
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  return ({ at, by, until, holds, within }, archived) => {
    const person = members.find(({ id }) => id === by)?.name
    const when = day.format(at)
    const done = archived
      ? person === undefined
        ? t('Archived on {when}', { when })
        : t('Archived by {person} on {when}', { person, when })
      : person === undefined
        ? t('Deleted on {when}', { when })
        : t('Deleted by {person} on {when}', { person, when })
    const parts = [done]
    if (until !== null) parts.push(t('goes for good on {count}', { count: day.format(until) }))
    if (holds > 0) parts.push(t('with {count, plural, one {# item} other {# items}}', { count: holds }))
    if (within !== null) parts.push(t('in “{title}”, which comes back too', { title: within.title }))
    return parts.join(' · ')
  }
}
