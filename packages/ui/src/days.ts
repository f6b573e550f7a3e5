const DAY_MS = 86_400_000

/** A date without zone: days since 1970-01-01. */
export type DayNumber = number

/** The day for a year, a month (0 to 11, overflow rolls over) and a day of the month. */
export function dayOf(year: number, month: number, date: number): DayNumber {
  const at = new Date(0)
  at.setUTCFullYear(year, month, date)
  return Math.floor(at.getTime() / DAY_MS)
}

/** Year, month (0 to 11), day of the month and weekday (0 is Sunday) of a day. */
export function partsOf(day: DayNumber): {
  readonly year: number
  readonly month: number
  readonly date: number
  readonly weekday: number
} {
  const at = new Date(day * DAY_MS)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate(), weekday: at.getUTCDay() }
}

/** The day a number of months later, kept within that month: 31 January plus one month is 28 February. */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const { year, month, date } = partsOf(day)
  const lastDate = partsOf(dayOf(year, month + months + 1, 0)).date
  return dayOf(year, month + months, Math.min(date, lastDate))
}

/** The six weeks that show a month, from the given first weekday (0 is Sunday). */
export function monthGrid(day: DayNumber, weekStart: number): readonly (readonly DayNumber[])[] {
  const { year, month } = partsOf(day)
  const first = dayOf(year, month, 1)
  const start = first - ((partsOf(first).weekday - weekStart + 7) % 7)
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, at) => start + week * 7 + at))
}

/** A formatter for days. */
export function dayFormat(locale: string, options: Intl.DateTimeFormatOptions): (day: DayNumber) => string {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  return (day) => format.format(day * DAY_MS)
}

/** The ISO week number of a day. */
export function isoWeek(day: DayNumber): number {
  const thursday = day - ((partsOf(day).weekday + 6) % 7) + 3
  const first = dayOf(partsOf(thursday).year, 0, 1)
  return Math.floor((thursday - first) / 7) + 1
}
