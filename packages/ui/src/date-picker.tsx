import './date-picker.css'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { addMonths, dayFormat, isoWeek, monthGrid, partsOf, type DayNumber } from './days.ts'
import { IconButton } from './icon-button.tsx'
import { t } from './messages/words.ts'

export { addMonths, dayFormat, dayOf, isoWeek, monthGrid, partsOf, type DayNumber } from './days.ts'

/** First and last day, both included. */
export interface DayRange {
  readonly start: DayNumber
  readonly end: DayNumber
}

interface SharedProps {
  readonly label: string
  readonly today: DayNumber
  readonly locale: string
  /** 0 is Sunday, 1 Monday, ... */
  readonly weekStart: number
  readonly min?: DayNumber
  readonly max?: DayNumber
  readonly showWeeks?: boolean
  readonly previousLabel?: string
  readonly nextLabel?: string
  /** Below the days, e.g. "Today", "Clear", a field for the time. */
  readonly footer?: ReactNode
}

interface DatePickerProps extends SharedProps {
  readonly value: DayNumber | undefined
  /** Marks so many days from the chosen one: 7 for a week. */
  readonly days?: number
  readonly onChange: (day: DayNumber) => void
}

interface RangePickerProps extends SharedProps {
  readonly value: DayRange | undefined
  readonly onChange: (range: DayRange) => void
}

/**
 * A month to pick one day from. Arrows move by day and week, Home and End in the week, PageUp and PageDown by month
 * (with Shift by year), Enter picks.
 * @example <DatePicker label="Due" today={today} locale="en" weekStart={1} value={day} onChange={setDay} />
 */
export function DatePicker({ value, days = 1, onChange, ...shared }: DatePickerProps) {
  const last = value === undefined ? undefined : value + days - 1
  return (
    <Month {...shared} from={value} to={last} start={value ?? shared.today} onPick={onChange} onHover={undefined} />
  )
}

/**
 * A month to pick a first and a last day from; the second pick completes the range.
 * @example <RangePicker label="Timeline" today={today} locale="en" weekStart={1} value={range} onChange={setRange} />
 */
export function RangePicker({ value, onChange, ...shared }: RangePickerProps) {
  const [first, setFirst] = useState<DayNumber>()
  const [hovered, setHovered] = useState<DayNumber>()
  const other = hovered ?? first
  const drawn =
    first === undefined || other === undefined ? value : { start: Math.min(first, other), end: Math.max(first, other) }
  return (
    <Month
      {...shared}
      from={drawn?.start}
      to={drawn?.end}
      start={value?.start ?? shared.today}
      onHover={first === undefined ? undefined : setHovered}
      onPick={(day) => {
        if (first === undefined) {
          setFirst(day)
          setHovered(day)
          return
        }
        setFirst(undefined)
        setHovered(undefined)
        onChange({ start: Math.min(first, day), end: Math.max(first, day) })
      }}
    />
  )
}

interface MonthProps extends SharedProps {
  readonly from: DayNumber | undefined
  readonly to: DayNumber | undefined
  /** The day that is shown and focused first. */
  readonly start: DayNumber
  readonly onPick: (day: DayNumber) => void
  readonly onHover: ((day: DayNumber) => void) | undefined
}

function Month(props: MonthProps) {
  const { label, today, locale, weekStart, from, to, onPick, onHover, footer, showWeeks } = props
  const [cursor, setCursor] = useState(props.start)
  const wantsFocus = useRef(false)
  const table = useRef<HTMLTableElement>(null)
  const format = useMemo(
    () => ({
      month: dayFormat(locale, { month: 'long', year: 'numeric' }),
      short: dayFormat(locale, { weekday: 'narrow' }),
      weekday: dayFormat(locale, { weekday: 'long' }),
      full: dayFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
      date: dayFormat(locale, { day: 'numeric' }),
    }),
    [locale],
  )
  const weeks = monthGrid(cursor, weekStart)
  const month = partsOf(cursor).month
  const allowed = (day: DayNumber): boolean =>
    (props.min === undefined || day >= props.min) && (props.max === undefined || day <= props.max)

  useEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    table.current?.querySelector<HTMLElement>(`[data-day="${cursor}"]`)?.focus()
  }, [cursor])

  const onKeyDown = (event: React.KeyboardEvent<HTMLTableElement>): void => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
    const column = (partsOf(cursor).weekday - weekStart + 7) % 7
    const to = {
      ArrowRight: cursor + forward,
      ArrowLeft: cursor - forward,
      ArrowDown: cursor + 7,
      ArrowUp: cursor - 7,
      Home: cursor - column,
      End: cursor + 6 - column,
      PageUp: addMonths(cursor, event.shiftKey ? -12 : -1),
      PageDown: addMonths(cursor, event.shiftKey ? 12 : 1),
    }[event.key]
    if (to !== undefined) {
      wantsFocus.current = true
      setCursor(to)
      onHover?.(to)
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (allowed(cursor)) onPick(cursor)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="fu-calendar" role="group" aria-label={label}>
      <div className="fu-calendar-head">
        <span className="fu-calendar-month" aria-live="polite">
          {format.month(cursor)}
        </span>
        <IconButton
          icon="chevron-left"
          size="small"
          label={props.previousLabel ?? t('Previous month')}
          onClick={() => setCursor(addMonths(cursor, -1))}
        />
        <IconButton
          icon="chevron-right"
          size="small"
          label={props.nextLabel ?? t('Next month')}
          onClick={() => setCursor(addMonths(cursor, 1))}
        />
      </div>
      <table ref={table} role="grid" aria-label={format.month(cursor)} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {showWeeks === true && <td />}
            {(weeks[0] ?? []).map((day) => (
              <th key={day} scope="col" abbr={format.weekday(day)}>
                {format.short(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {showWeeks === true && <td className="fu-calendar-week">{isoWeek(week[0] ?? 0)}</td>}
              {week.map((day) => {
                const inside = from !== undefined && to !== undefined && day >= from && day <= to
                const edge = day === from || day === to
                return (
                  <td
                    key={day}
                    role="gridcell"
                    aria-selected={inside}
                    className={cx(inside && !edge && 'fu-day-between')}
                  >
                    <button
                      type="button"
                      tabIndex={day === cursor ? 0 : -1}
                      data-autofocus={day === cursor ? '' : undefined}
                      data-day={day}
                      aria-label={format.full(day)}
                      aria-current={day === today ? 'date' : undefined}
                      disabled={!allowed(day)}
                      className={cx(
                        'fu-day',
                        partsOf(day).month !== month && 'fu-day-outside',
                        edge && 'fu-day-on',
                        day === today && 'fu-day-today',
                      )}
                      onClick={() => {
                        setCursor(day)
                        onPick(day)
                      }}
                      onPointerEnter={() => onHover?.(day)}
                    >
                      {format.date(day)}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {footer !== undefined && <div className="fu-calendar-foot">{footer}</div>}
    </div>
  )
}
