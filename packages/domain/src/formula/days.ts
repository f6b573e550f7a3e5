/** The first and last day that formulas know: 0001-01-01 and 9999-12-31. */
export const firstDay = -719_162
/** 9999-12-31, in days since 1970-01-01: the last that a formula knows. */
export const lastDay = 2_932_896

/** A day of the calendar. Months and days count from 1. */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The calendar's day of whole days since 1970-01-01 (Gregorian throughout). */
export function calendarDay(days: number): CalendarDay {
  // Years begin in March here, so that the leap day is the last of them; 400 of them are always as long.
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

/** Whole days since 1970-01-01. Months beyond a year and days beyond a month go on into the next. */
export function dayNumber(year: number, month: number, day: number): number {
  const months = year * 12 + (month - 1)
  const inYear = Math.floor(months / 12)
  const monthFromMarch = (months - inYear * 12 + 10) % 12
  const marchYear = monthFromMarch >= 10 ? inYear - 1 : inYear
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfEra =
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    Math.floor((153 * monthFromMarch + 2) / 5)
  return era * 146_097 + dayOfEra - 719_468 + (day - 1)
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)
}

/** Monday is 1, Sunday 7. */
export function weekday(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1
}

/** True for days that formulas know. */
export function isKnownDay(days: number): boolean {
  return days >= firstDay && days <= lastDay
}

/** Reads `2026-11-24`; null for anything else, also for days that no month has. */
export function parseDay(text: string): number | null {
  const match = /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(text)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return dayNumber(year, month, day)
}

/** `2026-11-24` */
export function dayText(days: number): string {
  const { year, month, day } = calendarDay(days)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

/** A whole number with zeros before it. */
export function padded(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
