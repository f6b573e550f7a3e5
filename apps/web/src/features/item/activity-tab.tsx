import type { ActivityEntry } from '@fulcrum/protocol'
import { Avatar, Button, EmptyState, ErrorState, Icon, Skeleton } from '@fulcrum/ui'
import { useClient } from '../../shell/client-context.tsx'
import { causeWords } from './cause-words.ts'
import { changeLines, type ChangeLine } from './change-words.ts'
import { exactTime, shortTime } from './times.ts'
import { useItem } from './use-item.ts'
import { useQuery } from './use-query.ts'

/** Everything that happened to the item, the latest first, each value of which can be put back. */
export function ActivityTab() {
  const { board, item, context } = useItem()
  const client = useClient()
  const { answer, error, retry } = useQuery<{ readonly entries: readonly ActivityEntry[] }>(
    'item.activity',
    { board: board.boardId, row: item.row, limit: 200 },
    board.version,
  )
  if (answer === null && error !== null)
    return <ErrorState compact text={error} action={<Button onClick={retry}>Try again</Button>} />
  if (answer === null) {
    return (
      <div className="item-tab">
        <Skeleton lines={5} label="Reading the log" />
      </div>
    )
  }
  const shown = answer.entries
    .map((entry) => ({ entry, lines: changeLines(entry, board, context) }))
    .filter(({ lines }) => lines.length > 0)
  if (shown.length === 0) return <EmptyState compact icon="history" text="Nothing has happened here yet." />
  return (
    <ol className="item-tab item-activity" aria-label="Activity">
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
                <Line key={at} line={line} name={at === 0 ? (person?.name ?? cause?.doer ?? 'Somebody') : ''} />
              ))}
              <span className="item-change-foot">
                <time title={exactTime(entry.at)} dateTime={new Date(entry.at).toISOString()}>
                  {shortTime(entry.at, client.now())}
                </time>
                {cause !== null && person !== undefined && !entry.historic && <span> · {cause.words}</span>}
                {entry.historic && <span> · from imported history</span>}
                {entry.was !== undefined && <span> · as {entry.was}</span>}
              </span>
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
        {line.from !== undefined && (
          <>
            {' '}
            from <b>{line.from}</b> to <b>{line.to}</b>
          </>
        )}
      </span>
      {restorable && column !== undefined && (column !== 'title' || before !== null) && (
        <button
          type="button"
          className="item-link item-restore"
          title={`Back to ${line.from}`}
          onClick={() => void run('item.setCells', { column, rows: [item.row], values: [before] })}
        >
          Restore
        </button>
      )}
    </p>
  )
}
