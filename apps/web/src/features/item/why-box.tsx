import type { BoardState, Json } from '@fulcrum/domain'
import type { WhyEntry } from '@fulcrum/protocol'
import { Avatar, Icon } from '@fulcrum/ui'
import { rich, t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useClient } from '../../shell/client-context.tsx'
import { causeWords } from './cause-words.ts'
import { valueWords } from './change-words.ts'
import { withSources } from './source-reasons.ts'
import type { SourceReason } from './source-reasons.ts'
import { exactTime, shortTime } from '../../shell/times.ts'
import { useItem } from './use-item.ts'
import { useQuery } from './use-query.ts'

const SHOWN_AT_FIRST = 1

/** Why a cell is what it is: every change of it, the latest first, each of which can be put back. */
export function WhyBox({ column, onAll }: { readonly column: number; readonly onAll: () => void }) {
  const scene = useItem()
  const { board, item, rights, context, run } = scene
  const client = useClient()
  const found = board.column(column)
  const value = board.cell(item.row, column)
  const why = useQuery<{ readonly entries: readonly WhyEntry[] }>(
    'cell.why',
    { board: board.boardId, row: item.row, column },
    JSON.stringify(value),
  )
  const [all, setAll] = useState(false)
  if (found === undefined) return null
  const shown = valueWords(board, column, value, context)
  if (why.answer === null && why.error !== null) {
    return (
      <section className="item-why" aria-label={t('Why')}>
        <p className="item-why-line">{why.error.text}</p>
      </section>
    )
  }
  if (why.answer === null) return <section className="item-why item-why-waits" aria-busy="true" aria-label={t('Why')} />
  // What an item was made with is no change of it.
  const entries = withSources(why.answer.entries, column, scene)
  const answer = entries.filter(({ made }) => !made).toSorted((left, right) => right.at - left.at)
  const restorable = found.lanes.some(({ own }) => own) && rights.editColumn(found) && !item.deleted
  const restore = (to: Json): void => void run('item.setCells', { column, rows: [item.row], values: [to] })
  const latest = answer[0]
  return (
    <section className="item-why" aria-label={t('Why is {title} {shown}?', { title: found.title, shown })}>
      <div className="item-why-head">
        <b className="fu-truncate">
          {value === null
            ? t('Why is {title} empty?', { title: found.title })
            : t('Why is {title} “{shown}”?', { title: found.title, shown })}
        </b>
        <span className="fu-grow" />
        {restorable && latest !== undefined && (
          <button
            type="button"
            className="item-link"
            title={t('Back to {value}', { value: valueWords(board, column, latest.from, context) })}
            onClick={() => restore(latest.from)}
          >
            {t('Restore earlier value')}
          </button>
        )}
      </div>
      {latest === undefined && (
        <p className="item-why-line">
          {value === null ? t('It was never filled in.') : t('It has been so since the item was made.')}
          {item.createdAt !== null && ` ${shortTime(item.createdAt, client.now())}`}
        </p>
      )}
      {answer.slice(0, all ? undefined : SHOWN_AT_FIRST).map((entry, at) => (
        <WhyLine
          key={`${entry.id} ${'source' in entry ? entry.source.key : ''} ${entry.of?.row ?? ''} ${entry.of?.column ?? ''}`}
          entry={entry}
          column={column}
          onRestore={restorable && at > 0 ? () => restore(entry.to) : null}
        />
      ))}
      {answer.length > SHOWN_AT_FIRST && (
        <div className="item-why-more">
          <button type="button" className="item-link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('Show less') : t('{count} earlier', { count: answer.length - SHOWN_AT_FIRST })}
          </button>
          <button type="button" className="item-link" onClick={onAll}>
            {t('All activity')}
          </button>
        </div>
      )}
    </section>
  )
}

/** What was changed: the cell itself, or one that it follows from. */
function cellWords(board: BoardState, of: WhyEntry['of'], row: number): string {
  if (of === undefined) return t('it')
  const column = typeof of.column === 'number' ? board.column(of.column)?.title : systemWords[of.column]
  const name = column ?? String(of.column)
  return of.row === row ? name : t('{name} of {system}', { name, system: String(board.system(of.row, 'title') ?? '') })
}

const systemWords: Readonly<Record<string, string>> = {
  title: t('the name'),
  parent: t('the place'),
  archivedAt: t('the archiving'),
  templateAt: t('the marking as a template'),
  deletedAt: t('the deletion'),
}

interface WhyLineProps {
  readonly entry: WhyEntry | SourceReason
  readonly column: number
  readonly onRestore: (() => void) | null
}

function WhyLine({ entry, column, onRestore }: WhyLineProps) {
  const { board, context, item } = useItem()
  const client = useClient()
  const source = 'source' in entry ? entry.source : null
  const words = (value: Json): string =>
    source === null || value === null
      ? valueWords(board, shown, value, context)
      : (source.column.kind.display ?? source.column.kind.format)(value, source.column.settings, context)
  const shown = typeof entry.of?.column === 'number' ? entry.of.column : column
  const cause = causeWords(entry.cause)
  const person = entry.actor === null ? undefined : context.person(entry.actor)
  return (
    <p className="item-why-line">
      {person === undefined ? (
        <Icon name={cause?.icon ?? 'history'} />
      ) : (
        <Avatar person={person} size="small" decorative />
      )}
      <span>
        {rich('<b>{who}</b> changed', { who: person?.name ?? cause?.doer ?? t('Somebody') })}{' '}
        {source === null
          ? cellWords(board, entry.of, item.row)
          : t('{title} of {key}', { title: source.column.title, key: source.key })}
        {entry.purged ? (
          <> {t('(purged)')}</>
        ) : typeof entry.of?.column === 'string' ? null : (
          <> {rich('from <b>{words}</b>', { words: words(entry.from) })}</>
        )}
        {entry.to !== null && (onRestore !== null || source !== null || typeof entry.of?.column === 'number') && (
          <> {rich('to <b>{words}</b>', { words: words(entry.to) })}</>
        )}
        {cause !== null && person !== undefined && !entry.historic && ` ${cause.words}`},{' '}
        <time title={exactTime(entry.at)} dateTime={new Date(entry.at).toISOString()}>
          {shortTime(entry.at, client.now())}
        </time>
        {entry.historic && t(', from imported history')}
      </span>
      {onRestore !== null && (
        <button type="button" className="item-link item-restore" onClick={onRestore}>
          {t('Restore')}
        </button>
      )}
    </p>
  )
}
