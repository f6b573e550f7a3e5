import { cx, Icon } from '@fulcrum/ui'
import { dayFormat } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'
import { memo } from 'react'
import type { RowReader } from '../../model/row-reader.ts'
import { useScene } from '../../scene.tsx'
import { useCalendar } from './calendar-scene.ts'
import { lookOf, type ItemLook } from './item-look.ts'
import { dayWords, rangeWords } from './pages.ts'
import type { WeekBar } from './week-lanes.ts'

interface DayBarProps {
  readonly bar: WeekBar
  readonly firstDay: number
  readonly revision: number
}

/** An item as a bar over its days of one week. */
export function DayBar({ bar, firstDay, revision }: DayBarProps) {
  const { model, reader, openRow, onOpenRow, context } = useScene()
  const calendar = useCalendar()
  const { row, from, to, lane, goesBefore, goesAfter } = bar
  const look = useLook(row)
  if (model === null || reader === null) return null
  const span = { start: bar.start, end: bar.end }
  const title = String(reader.lane(row, 'title') ?? '')
  return (
    <div
      className={cx(
        'fq-bar',
        look.done && 'fq-done',
        look.late && 'fq-late',
        goesBefore && 'fq-before',
        goesAfter && 'fq-after',
      )}
      style={{ gridColumn: `${from + 1} / ${to + 2}`, gridRow: lane + 1 }}
      role="button"
      tabIndex={-1}
      title={itemWords(title, look, span, context.locale)}
      data-colour={look.colour}
      data-item={row}
      data-lane={lane}
      data-from={firstDay + from}
      data-to={firstDay + to}
      data-open={openRow === row}
      onClick={() => onOpenRow(row)}
      onDoubleClick={(event) => event.stopPropagation()}
      onFocus={() => {
        if (calendar.cursor < firstDay + from || calendar.cursor > firstDay + to) calendar.onCursor(firstDay + from)
      }}
      onKeyDown={(event) => calendar.onItemKey(event, row, span)}
      onPointerDown={(event) => calendar.moves && calendar.onHold(event, row, span, 'whole')}
      onContextMenu={(event) => {
        event.preventDefault()
        calendar.onItemMenu(row, { x: event.clientX, y: event.clientY })
      }}
    >
      {calendar.resizes && !goesBefore && (
        <i
          className="fq-edge"
          data-edge="start"
          onPointerDown={(event) => calendar.onHold(event, row, span, 'start')}
        />
      )}
      <BarText title={title} look={look} reader={reader} revision={revision} />
      {calendar.resizes && !goesAfter && (
        <i className="fq-edge" data-edge="end" onPointerDown={(event) => calendar.onHold(event, row, span, 'end')} />
      )}
    </div>
  )
}

interface BarTextProps {
  readonly title: string
  readonly look: ItemLook
  readonly reader: RowReader
  readonly revision: number
}

const BarText = memo(function BarText({ title, look }: BarTextProps) {
  const { context } = useScene()
  return (
    <>
      {look.late && <Icon name="warning" size={12} />}
      {look.done && <Icon name="check" size={12} />}
      {look.minute !== null && <span className="fq-time">{minuteWords(look.minute, context.locale)}</span>}
      <span className="fq-name">{title}</span>
    </>
  )
})

/** How an item looks in the calendar above. */
export function useLook(row: number): ItemLook {
  const { records, reader } = useScene()
  const { spans, colour, today } = useCalendar()
  if (reader === null) return { colour: 'grey', label: null, late: false, done: false, minute: null }
  return lookOf(reader, row, { spans, colour, columns: records.columns, today })
}

/** All that a bar shows, in words. */
export function itemWords(
  title: string,
  { label, late, minute }: ItemLook,
  { start, end }: { readonly start: number; readonly end: number },
  locale: string,
): string {
  const days = start === end ? dayWords(start, locale) : rangeWords({ start, end }, locale)
  const at = minute === null ? [] : [minuteWords(minute, locale)]
  return [title, days, ...at, ...(late ? [t('late')] : []), ...(label === null ? [] : [label])].join(', ')
}

/** A time of day: `09:30`. */
export function minuteWords(minute: number, locale: string): string {
  return dayFormat(locale, { hour: '2-digit', minute: '2-digit' })(minute / 1_440)
}
