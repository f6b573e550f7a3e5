import { cx, Icon } from '@fulcrum/ui'
import { itemKey } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useScene } from '../../scene.tsx'
import { useCalendar } from './calendar-scene.ts'
import { itemWords, minuteWords, useLook } from './day-bar.tsx'
import { rangeWords } from './pages.ts'
import type { DaySpan } from './week-lanes.ts'

interface ItemLineProps {
  readonly row: number
  /** Null where it stands on no day. */
  readonly span: DaySpan | null
  /** Where a drag may begin from it. */
  readonly drags?: boolean
  readonly onOpen?: () => void
}

/** An item as a line of a list: its colour, when, what, and its key. */
export function ItemLine({ row, span, drags = false, onOpen }: ItemLineProps) {
  const { model, reader, records, onOpenRow, openRow, context } = useScene()
  const calendar = useCalendar()
  const look = useLook(row)
  if (model === null || reader === null) return null
  const title = String(reader.lane(row, 'title') ?? '')
  const words = span === null ? title : itemWords(title, look, span, context.locale)
  const open = (): void => {
    onOpen?.()
    onOpenRow(row)
  }
  return (
    <div
      className={cx('fq-line', look.done && 'fq-done', look.late && 'fq-late')}
      role="button"
      tabIndex={0}
      title={words}
      data-colour={look.colour}
      data-item={row}
      data-open={openRow === row}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') calendar.onItemKey(event, row, span)
        else {
          event.preventDefault()
          open()
        }
      }}
      onPointerDown={(event) => drags && calendar.moves && calendar.onHold(event, row, span, 'whole')}
      onContextMenu={(event) => {
        event.preventDefault()
        calendar.onItemMenu(row, { x: event.clientX, y: event.clientY })
      }}
    >
      <i className="fq-dot" aria-hidden="true" />
      {look.minute !== null && <span className="fq-time">{minuteWords(look.minute, context.locale)}</span>}
      <span className="fq-name">{title}</span>
      {span !== null && span.start !== span.end && <span className="fq-when">{rangeWords(span, context.locale)}</span>}
      {look.late && (
        <span className="fq-lateness">
          <Icon name="warning" size={12} />
          {t('late')}
        </span>
      )}
      {look.done && <Icon name="check" size={13} />}
      <span className="fb-key">{itemKey(records.prefix, row)}</span>
    </div>
  )
}
