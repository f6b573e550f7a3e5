import type { ActivityEntry } from '@fulcrum/protocol'
import { Avatar, EmptyState, Icon, Skeleton } from '@fulcrum/ui'
import { rich, t } from '@fulcrum/ui/messages'
import { useClient } from '../../shell/client-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { boardPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { causeWords } from './cause-words.ts'
import { changeLines, type ChangeLine } from './change-words.ts'
import { WhyEntryBox } from './why-entry.tsx'
import { exactTime, shortTime } from '../../shell/times.ts'
import { useItem } from './use-item.ts'
import { useQuery } from './use-query.ts'

/** Everything that happened to the item, the latest first, each value of which can be put back. */
export function ActivityTab() {
  const { board, item, context } = useItem()
  const client = useClient()
  const go = useGo()
  const { answer, error, retry } = useQuery<{ readonly entries: readonly ActivityEntry[] }>(
    'item.activity',
    { board: board.boardId, row: item.row, limit: 200 },
    board.version,
  )
  if (answer === null && error !== null)
    return (
      <div className="item-tab">
        <Failure
          compact
          trouble={error}
          refused={t('What happened to this item is not shared with you. Ask an owner of its board.')}
          onRetry={retry}
        />
      </div>
    )
  if (answer === null) {
    return (
      <div className="item-tab">
        <Skeleton lines={5} label={t('Reading the log')} />
      </div>
    )
  }
  const shown = answer.entries
    .map((entry) => ({ entry, lines: changeLines(entry, board, context) }))
    .filter(({ lines }) => lines.length > 0)
  if (shown.length === 0) return <EmptyState compact icon="history" text={t('Nothing has happened here yet.')} />
  return (
    <ol className="item-tab item-activity" aria-label={t('Activity')}>
      {shown.map(({ entry, lines }) => {
        const cause = causeWords(entry.cause)
        const person = entry.actor === null ? undefined : context.person(entry.actor)
        return (
          <li key={`${entry.scope} ${entry.version}`} className="item-change">
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
