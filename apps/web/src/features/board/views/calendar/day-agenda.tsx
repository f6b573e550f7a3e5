import { cx, EmptyState, IconButton } from '@fulcrum/ui'
import { dayFormat, partsOf } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { useScene } from '../../scene.tsx'
import { useCalendar } from './calendar-scene.ts'
import { ItemLine } from './item-line.tsx'
import { byDay } from './by-day.ts'
import { dayWords, isWithin, type CalendarPage } from './pages.ts'
import type { RowSpan } from './week-lanes.ts'

interface DayAgendaProps {
  readonly page: CalendarPage
  readonly rows: readonly RowSpan[]
}

/** Items of one day that are listed before more are asked for. */
const FIRST_ITEMS = 20

/** The days of a month that have an item, below each other. An item stands at its first day there, and today where it runs. */
export function DayAgenda({ page, rows }: DayAgendaProps) {
  const { context, rights } = useScene()
  const calendar = useCalendar()
  const { today } = calendar
  const { start, end } = page.shown
  const days = useMemo(() => byDay(rows, { start, end }, today), [rows, start, end, today])
  const { locale } = context
  const list = useRef<HTMLDivElement>(null)
  const isHere = rows.length > 0
  // What is over stands above today, and is scrolled back to.
  useLayoutEffect(() => {
    if (!isHere || !isWithin(today, { start, end })) return
    list.current?.querySelector('.fq-today')?.scrollIntoView({ block: 'start' })
  }, [start, end, today, isHere])
  if (days.length === 0) return <EmptyState icon="calendar" text={t('Nothing stands on a day of this month.')} />
  return (
    <div className="fq-list" ref={list}>
      {days.map(({ day, items }) => (
        <section key={day} className={cx('fq-entry', day === today && 'fq-today')} aria-label={dayWords(day, locale)}>
          <header
            className="fq-entry-day"
            role="group"
            tabIndex={day === calendar.cursor ? 0 : -1}
            aria-label={t('{day}, {count, plural, one {# item} other {# items}}', {
              day: dayWords(day, locale),
              count: items.length,
            })}
            data-day={day}
            onFocus={(event) => event.target === event.currentTarget && calendar.onCursor(day)}
            onKeyDown={(event) => event.target === event.currentTarget && calendar.onDayKey(event, day)}
          >
            <span className="fq-date">{partsOf(day).date}</span>
            <span className="fq-weekday">{dayFormat(locale, { weekday: 'short' })(day)}</span>
            {rights.edit && (
              <IconButton
                icon="plus"
                size="small"
                label={t('New item on {day}', { day: dayWords(day, locale) })}
                onClick={(event) => calendar.onAdd(day, event.currentTarget)}
              />
            )}
          </header>
          <div className="fq-entry-items">
            {items.length === 0 && <p className="fq-free">{t('Nothing today')}</p>}
            {items.slice(0, FIRST_ITEMS).map(({ row, ...span }) => (
              <ItemLine key={row} row={row} span={span} />
            ))}
            {items.length > FIRST_ITEMS && (
              <button type="button" className="fq-more" onClick={(event) => calendar.onDay(day, event.currentTarget)}>
                {t('{count} more', { count: (items.length - FIRST_ITEMS).toLocaleString(locale) })}
              </button>
            )}
          </div>
        </section>
      ))}
    </div>
  )
}
