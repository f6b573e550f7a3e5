import type { CalendarSpan } from '@fulcrum/domain'
import { addMonths, dayFormat, dayOf, monthGrid, partsOf } from '@fulcrum/ui/date-picker'
import type { DaySpan } from './week-lanes.ts'

/** What a calendar shows at once: whole weeks, and which of their days it is about. */
export interface CalendarPage {
  /** Each with the days of one week, in order. */
  readonly weeks: readonly (readonly number[])[]
  /** From the first to the last day that is shown. */
  readonly shown: DaySpan
  /** The days that it is about: the others of its weeks are drawn quietly. */
  readonly about: DaySpan
}

/** The page on which a day stands. */
export function pageOf(span: CalendarSpan, day: number, weekStart: number): CalendarPage {
  if (span === 'week') {
    const first = day - ((partsOf(day).weekday - weekStart + 7) % 7)
    const week = Array.from({ length: 7 }, (_, at) => first + at)
    const shown = { start: first, end: first + 6 }
    return { weeks: [week], shown, about: shown }
  }
  const { year, month } = partsOf(day)
  const about = { start: dayOf(year, month, 1), end: dayOf(year, month + 1, 0) }
  const weeks = monthGrid(day, weekStart).filter((week) => week.some((each) => isWithin(each, about)))
  const shown = { start: weeks[0]?.[0] ?? about.start, end: weeks.at(-1)?.at(-1) ?? about.end }
  return { weeks, shown: span === 'list' ? about : shown, about }
}

/** The day on the page before or after that stands where this one does. */
export function dayBeside(span: CalendarSpan, day: number, by: 1 | -1): number {
  return span === 'week' ? day + 7 * by : addMonths(day, by)
}

/** What a page is called: `November 2026`, `23 – 29 Nov 2026`. */
export function pageTitle(span: CalendarSpan, { about }: CalendarPage, locale: string): string {
  return span === 'week'
    ? rangeWords(about, locale)
    : dayFormat(locale, { month: 'long', year: 'numeric' })(about.start)
}

/** A day in full: `Tuesday, 24 November 2026`. */
export function dayWords(day: number, locale: string): string {
  return dayFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })(day)
}

const DAY_MS = 86_400_000

/** From a day to a day, or one alone: `24 – 27 Nov 2026`. */
export function rangeWords({ start, end }: DaySpan, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return format.formatRange(start * DAY_MS, end * DAY_MS)
}

/** Whether a day is one of a span. */
export function isWithin(day: number, { start, end }: DaySpan): boolean {
  return start <= day && day <= end
}
