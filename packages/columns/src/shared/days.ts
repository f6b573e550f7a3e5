import { dateFormat } from './intl.ts'

export const dayMs = 86_400_000

/** 0001-01-01, the first day that can be written. */
export const firstDay = -719_162
/** 9999-12-31, the last one. */
export const lastDay = 2_932_896

/** The parts of a day in the calendar; `month` is 1 to 12. */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly dayOfMonth: number
}

/** `dayToIso(20416) // '2025-11-24'` */
export function dayToIso(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** The day of calendar parts, or null where the calendar has no such day. */
export function dayOf(year: number, month: number, dayOfMonth: number): number | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || dayOfMonth < 1) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, dayOfMonth)
  return date.getUTCMonth() === month - 1 ? date.getTime() / dayMs : null
}

/** The calendar parts of a day. */
export function calendarOf(day: number): CalendarDay {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() }
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

/** `minuteToText(570) // '09:30'` */
export function minuteToText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** A day as people of the locale read it: `24 Nov 2026`; without the year where it is that of `today`. */
export function shownDay(day: number, locale: string, today?: number): string {
  const sameYear = today !== undefined && calendarOf(day).year === calendarOf(today).year
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' }
  return dateFormat(locale, sameYear ? options : { ...options, year: 'numeric' }).format(day * dayMs)
}

/** A time of day as people of the locale read it: `09:30`, `9:30 am`. */
export function shownMinute(minute: number, locale: string): string {
  return dateFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(minute * 60_000)
}

/** Two days as one text: `24–27 Nov 2026`; without the year where both are in that of `today`. */
export function shownRange(start: number, end: number, locale: string, today?: number): string {
  const year = today === undefined ? null : calendarOf(today).year
  const plain = calendarOf(start).year === year && calendarOf(end).year === year
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' }
  return dateFormat(locale, plain ? options : { ...options, year: 'numeric' }).formatRange(start * dayMs, end * dayMs)
}

/** The day and minute that a clock in the zone shows at an instant. */
export function zonedDay(instantMs: number, timeZone: string): { readonly day: number; readonly minute: number } {
  const format = dateFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const part = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]))
  const day = dayOf(part['year'] ?? 1970, part['month'] ?? 1, part['day'] ?? 1) ?? 0
  return { day, minute: (part['hour'] ?? 0) * 60 + (part['minute'] ?? 0) }
}
