import { dayAt } from '@fulcrum/domain'
import type { BoardComparison, ComparedItem } from '@fulcrum/protocol'
import { Button, EmptyState, IconButton, Popover, Select, Skeleton } from '@fulcrum/ui'
import { DatePicker } from '@fulcrum/ui/date-picker'
import { inDigits, rich, t } from '@fulcrum/ui/messages'
import { SidePanel } from '@fulcrum/ui/side-panel'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useAccount, useClient } from '../../shell/client-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { comparedColumns } from './compared-columns.ts'
import { ComparedRow } from './compared-row.tsx'
import { usePastBoard } from './past-context.ts'
import { useAsked } from './use-asked.ts'
import { momentOf, momentWords } from './words.ts'

type Kind = ComparedItem['kinds'][number]

const kinds: readonly { readonly id: Kind; readonly title: string }[] = [
  { id: 'added', title: t('Added') },
  { id: 'done', title: t('Done') },
  { id: 'moved', title: t('Moved') },
  { id: 'changed', title: t('Changed') },
  { id: 'removed', title: t('Removed') },
]

interface ComparePanelProps {
  readonly from: number
  /** The other moment; null is now. */
  readonly other: number | null
  readonly onOther: (other: number | null) => void
  readonly onTold: (difference: BoardComparison) => void
  readonly onOpenRow: (row: number) => void
  readonly onClose: () => void
}

/** What became of the board's items between the moment that is shown and another one. */
export function ComparePanel({ from, other, onOther, onTold, onOpenRow, onClose }: ComparePanelProps) {
  const { boardId, now } = usePastBoard()
  const client = useClient()
  const { members, locale, timeZone, weekStart } = useAccount()
  const [picking, setPicking] = useState<HTMLElement | null>(null)
  const [kind, setKind] = useState<Kind | null>(null)
  const [person, setPerson] = useState('all')
  const [column, setColumn] = useState('all')
  const [first, last] = other !== null && other < from ? [other, from] : [from, other]
  // Compared with now, what changes meanwhile is told too.
  const asked = useAsked<BoardComparison>('board.compare', { board: boardId, from: first, to: last })
  const { answer, failed, again } = asked
  const version = other === null ? (now?.version ?? 0) : 0
  const told = useRef(version)
  useEffect(() => {
    if (told.current !== version) again()
    told.current = version
  })
  useEffect(() => {
    if (answer !== null) onTold(answer)
  }, [answer, onTold])
  const columns = useMemo(() => comparedColumns(answer, now), [answer, now])
  const shown = (answer?.items ?? []).filter(
    (item) =>
      (kind === null || item.kinds.includes(kind)) &&
      (person === 'all' || item.people.includes(person)) &&
      (column === 'all' || item.cells.some((cell) => String(cell.column) === column)),
  )
  const people = useMemo(() => {
    const named = new Set(answer?.items.flatMap((item) => item.people))
    return members.filter(({ id }) => named.has(id))
  }, [answer, members])
  const today = dayAt(client.now(), timeZone)
  return (
    <SidePanel open label={t('What changed')} onClose={onClose}>
      <div className="past-compare">
        <header className="past-item-head">
          <h2>{t('What changed')}</h2>
          <span className="fu-grow" />
          <IconButton icon="x" label={t('Close')} onClick={onClose} />
        </header>
        <p className="past-between">
          <span>{rich('Between <b>{moment}</b> and', { moment: momentWords(from, locale, timeZone) })}</span>
          <Button icon="calendar" aria-haspopup="dialog" onClick={(event) => setPicking(event.currentTarget)}>
            {other === null ? t('Now') : momentWords(other, locale, timeZone)}
          </Button>
          {other !== null && <Button onClick={() => onOther(null)}>{t('Now')}</Button>}
        </p>
        <Popover
          open={picking !== null}
          anchor={picking}
          label={t('The other moment')}
          onClose={() => setPicking(null)}
        >
          <DatePicker
            label={t('Day')}
            today={today}
            locale={locale}
            weekStart={weekStart}
            max={today}
            value={other === null ? undefined : dayAt(other, timeZone)}
            onChange={(day) => {
              setPicking(null)
              // The end of that day: what was done on it counts.
              const end = momentOf(day, '23:59', timeZone) + 59_999
              onOther(end >= client.now() ? null : end)
            }}
          />
        </Popover>
        <div className="past-kinds" role="group" aria-label={t('What became of items')}>
          {kinds.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              className="past-kind"
              data-kind={id}
              aria-pressed={kind === id}
              onClick={() => setKind(kind === id ? null : id)}
            >
              <b>{answer === null ? '–' : inDigits(answer.counts[id])}</b>
              <span>{title}</span>
            </button>
          ))}
        </div>
        <div className="past-filters">
          <Select
            label={t('Person')}
            size="small"
            value={person}
            onChange={setPerson}
            options={[{ id: 'all', title: t('Everybody') }, ...people.map(({ id, name }) => ({ id, title: name }))]}
          />
          <Select
            label={t('Column')}
            size="small"
            value={column}
            onChange={setColumn}
            options={[
              { id: 'all', title: t('All columns') },
              ...columns.list.map(({ id, title }) => ({ id: String(id), title })),
            ]}
          />
        </div>
        {answer === null && failed === null && (
          <div className="past-waits">
            <Skeleton lines={6} heightPx={32} label={t('Comparing')} />
          </div>
        )}
        {failed !== null && (
          <Failure
            compact
            trouble={failed}
            refused={t('What changed on this board is not shared with you. Ask an owner of the board.')}
            onRetry={again}
          />
        )}
        {answer !== null && failed === null && shown.length === 0 && (
          <EmptyState
            compact
            icon="check"
            text={
              answer.items.length === 0
                ? t('Nothing is different between these two moments.')
                : t('Nothing of that kind.')
            }
          />
        )}
        {answer !== null && failed === null && shown.length > 0 && (
          <ul className="past-list">
            {shown.map((item) => (
              <ComparedRow key={item.row} item={item} columns={columns} onOpenRow={onOpenRow} />
            ))}
          </ul>
        )}
        {answer !== null && answer.left > 0 && (
          <p className="past-item-note">
            {t('{left} more items are not listed here.', { left: answer.left.toLocaleString(locale) })}
          </p>
        )}
      </div>
    </SidePanel>
  )
}
