import { Avatar, Button, EmptyState, Icon, Skeleton } from '@fulcrum/ui'
import { rich, t } from '@fulcrum/ui/messages'
import { useRef } from 'react'
import { useClient } from '../../shell/client-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { boardPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { activityKey } from './activity-pages.ts'
import { causeWords } from './cause-words.ts'
import { changeLines, type ChangeLine } from './change-words.ts'
import { WhyEntryBox } from './why-entry.tsx'
import { exactTime, shortTime } from '../../shell/times.ts'
import { useActivity } from './use-activity.ts'
import { useItem } from './use-item.ts'

/** Everything that happened to the item, the latest first, each value of which can be put back. */
export function ActivityTab() {
  const { board, item, context } = useItem()
  const client = useClient()
  const go = useGo()
  const { shown: pages, error, retry, busy, askEarlier } = useActivity(board.boardId, item.row, board.version)
  const list = useRef<HTMLOListElement>(null)
  const refused = t('What happened to this item is not shared with you. Ask an owner of its board.')
  if (pages === null && error !== null)
    return (
      <div className="item-tab">
        <Failure compact trouble={error} refused={refused} onRetry={retry} />
      </div>
    )
  if (pages === null) {
    return (
      <div className="item-tab">
        <Skeleton lines={5} label={t('Reading the log')} />
      </div>
    )
  }
  // The keyboard goes on where the earlier ones begin: the button may be gone with them.
  const showEarlier = async (): Promise<void> => {
    const before = list.current?.children.length ?? 0
    await askEarlier()
    // They are drawn within some frames, or none came.
    const goOn = (frames: number): void => {
      const first = list.current?.children[before]
      if (first instanceof HTMLElement) first.focus()
      else if (frames > 0) requestAnimationFrame(() => goOn(frames - 1))
    }
    requestAnimationFrame(() => goOn(60))
  }
  const shown = pages.entries
    .map((entry) => ({ entry, lines: changeLines(entry, board, context) }))
    .filter(({ lines }) => lines.length > 0)
  if (shown.length === 0 && pages.next === null)
    return <EmptyState compact icon="history" text={t('Nothing has happened here yet.')} />
  return (
    <div className="item-tab">
      <ol ref={list} className="item-activity" aria-label={t('Activity')}>
        {shown.map(({ entry, lines }) => {
          const cause = causeWords(entry.cause)
          const person = entry.actor === null ? undefined : context.person(entry.actor)
          return (
            <li key={activityKey(entry)} className="item-change" tabIndex={-1}>
              {person === undefined ? (
                <span className="item-change-icon">
                  <Icon name={cause?.icon ?? 'history'} />
                </span>
              ) : (
                <Avatar person={person} size="small" decorative />
              )}
              <div className="fu-grow">
                {lines.map((line, at) => (
                  <Line key={at} line={line} name={at === 0 ? (person?.name ?? cause?.doer ?? t('Somebody')) : ''} />
                ))}
                <span className="item-change-foot">
                  <time title={exactTime(entry.at)} dateTime={new Date(entry.at).toISOString()}>
                    {shortTime(entry.at, client.now())}
                  </time>
                  {cause !== null && person !== undefined && !entry.historic && <span> · {cause.words}</span>}
                  {entry.historic && <span> {t('· from imported history')}</span>}
                  {entry.was !== undefined && <span> {t('· as {was}', { was: entry.was })}</span>}
                  {' · '}
                  <button
                    type="button"
                    className="item-link"
                    onClick={() => go(`${boardPath(board.boardId)}?at=${new Date(entry.at).toISOString()}`)}
                  >
                    {t('Show the board then')}
                  </button>
                </span>
                <WhyEntryBox entry={entry} />
              </div>
            </li>
          )
        })}
      </ol>
      {error !== null && <Failure compact trouble={error} refused={refused} onRetry={retry} />}
      {pages.next !== null && (
        <Button className="item-earlier" icon="history" busy={busy} onClick={() => void showEarlier()}>
          {t('Show earlier')}
        </Button>
      )}
    </div>
  )
}

function Line({ line, name }: { readonly line: ChangeLine; readonly name: string }) {
  const { item, rights, run, board } = useItem()
  const { column, before } = line
  const found = typeof column === 'number' ? board.column(column) : undefined
  const restorable =
    before !== undefined &&
    !item.deleted &&
    (column === 'title' ? rights.edit : found !== undefined && rights.editColumn(found))
  return (
    <p className="item-change-line">
      <span>
        {name !== '' && <b>{name} </b>}
        {line.words}
        {line.from !== undefined && <> {rich('from <b>{from}</b> to <b>{to}</b>', { from: line.from, to: line.to })}</>}
      </span>
      {restorable && column !== undefined && (column !== 'title' || before !== null) && (
        <button
          type="button"
          className="item-link item-restore"
          title={t('Back to {from}', { from: line.from })}
          onClick={() => void run('item.setCells', { column, rows: [item.row], values: [before] })}
        >
          {t('Restore')}
        </button>
      )}
    </p>
  )
}
