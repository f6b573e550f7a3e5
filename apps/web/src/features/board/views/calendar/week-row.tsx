import { cx, Icon } from '@fulcrum/ui'
import { dayFormat, isoWeek, partsOf } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { useScene } from '../../scene.tsx'
import { useCalendar } from './calendar-scene.ts'
import { DayBar } from './day-bar.tsx'
import { dayWords, isWithin } from './pages.ts'
import { layOutWeek, type DaySpan, type RowSpan } from './week-lanes.ts'

interface WeekRowProps {
  readonly days: readonly number[]
  readonly about: DaySpan
  readonly rows: readonly RowSpan[]
  /** Lanes for which there is room. */
  readonly limit: number
  readonly onWeek: (day: number) => void
}

/** A week: its days, and over them the items that stand on them. */
export function WeekRow({ days, about, rows, limit, onWeek }: WeekRowProps) {
  const { model, context } = useScene()
  const calendar = useCalendar()
  const firstDay = days[0] ?? 0
  const { bars, more } = useMemo(() => layOutWeek(rows, firstDay, limit), [rows, firstDay, limit])
  // ISO weeks are those of their Thursdays.
  const week = isoWeek(days.find((day) => partsOf(day).weekday === 4) ?? firstDay)
  return (
    <section className="fq-week" aria-label={t('Week {week}', { week })}>
      <button
        type="button"
        className="fq-number"
        title={t('Week {week}', { week })}
        tabIndex={-1}
        onClick={() => onWeek(firstDay)}
      >
        {week}
      </button>
      {days.map((day, at) => (
        <DayCell
          key={day}
          day={day}
          at={at}
          quiet={!isWithin(day, about)}
          count={bars.filter(({ from, to }) => from <= at && at <= to).length + (more[at] ?? 0)}
        />
      ))}
      <div className="fq-bars">
        {bars.map((bar) => (
          <DayBar key={bar.row} bar={bar} firstDay={firstDay} revision={model?.rowRevision(bar.row) ?? 0} />
        ))}
        {more.map((hidden, at) =>
          hidden === 0 ? null : (
            <button
              key={firstDay + at}
              type="button"
              className="fq-more"
              tabIndex={-1}
              style={{ gridColumn: at + 1, gridRow: limit }}
              aria-label={t('{hidden} more on {day}', { hidden, day: dayWords(firstDay + at, context.locale) })}
              onClick={(event) => calendar.onDay(firstDay + at, event.currentTarget)}
            >
              {t('{hidden} more', { hidden: hidden.toLocaleString(context.locale) })}
            </button>
          ),
        )}
      </div>
    </section>
  )
}

interface DayCellProps {
  readonly day: number
  /** Which day of its week it is. */
  readonly at: number
  readonly quiet: boolean
  readonly count: number
}

function DayCell({ day, at, quiet, count }: DayCellProps) {
  const { context, rights } = useScene()
  const calendar = useCalendar()
  const { locale } = context
  const off = calendar.dayOff(day)
  const isToday = day === calendar.today
  const { date } = partsOf(day)
  const words = [
    dayWords(day, locale),
    ...(isToday ? [t('today')] : []),
    ...(off === null ? [] : [off === '' ? t('no work') : off]),
    t('{count, plural, one {# item} other {# items}}', { count }),
  ]
  return (
    <div
      className={cx('fq-day', quiet && 'fq-quiet', off !== null && 'fq-off', isToday && 'fq-today')}
      role="group"
      tabIndex={day === calendar.cursor ? 0 : -1}
      aria-label={words.join(', ')}
      {...(isToday && { 'aria-current': 'date' as const })}
      data-day={day}
      // Behind the number of the week, wherever the items of one week have taken their place before it.
      style={{ gridColumn: at + 2 }}
      onFocus={(event) => event.target === event.currentTarget && calendar.onCursor(day)}
      onDoubleClick={(event) => calendar.onAdd(day, event.currentTarget)}
      onKeyDown={(event) => event.target === event.currentTarget && calendar.onDayKey(event, day)}
    >
      <span className="fq-date" aria-hidden="true">
        {date === 1 ? dayFormat(locale, { day: 'numeric', month: 'short' })(day) : date}
      </span>
      {off !== null && off !== '' && <span className="fq-holiday fu-truncate">{off}</span>}
      {rights.edit && (
        <button
          type="button"
          className="fq-add"
          tabIndex={-1}
          aria-label={t('New item on {day}', { day: dayWords(day, locale) })}
          onClick={(event) => calendar.onAdd(day, event.currentTarget)}
        >
          <Icon name="plus" size={14} />
        </button>
      )}
    </div>
  )
}
