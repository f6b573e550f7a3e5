import { calendarOf, dayOf, firstDay, lastDay, weekdayOf } from '../shared/days.ts'

/** A week of ISO 8601: it begins on a Monday and belongs to the year in which its Thursday lies. */
export interface IsoWeek {
  readonly year: number
  readonly week: number
}

/** The Monday of the week in which a day lies. `mondayOf(20_781) // 20_780` */
export function mondayOf(day: number): number {
  return day - ((weekdayOf(day) + 6) % 7)
}

/** The week in which a day lies. `isoWeekOf(20_781) // { year: 2026, week: 48 }` */
export function isoWeekOf(day: number): IsoWeek {
  const thursday = mondayOf(day) + 3
  const { year } = calendarOf(thursday)
  return { year, week: Math.floor((thursday - (dayOf(year, 1, 1) ?? 0)) / 7) + 1 }
}

/** The Monday of a week, or null where the year has no such week or it cannot be written. */
function mondayOfWeek({ year, week }: IsoWeek): number | null {
  // The fourth of January always lies in the first week.
  const fourth = dayOf(year, 1, 4)
  if (fourth === null) return null
  const monday = mondayOf(fourth) + (week - 1) * 7
  const real = monday >= firstDay && monday <= lastDay - 6 && isoWeekOf(monday).year === year
  return week >= 1 && real ? monday : null
}

/** `weekToText(20_780) // '2026-W48'` */
export function weekToText(monday: number): string {
  const { year, week } = isoWeekOf(monday)
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`
}

const yearFirst = /^(\d{4})[\s/-]*(?:w|kw|week|woche|semaine|semana)\s*(\d{1,2})$/
const weekFirst = /^(?:w|kw|wk|week|woche|semaine|semana)\.?\s*(\d{1,2})(?:[\s,/-]+(\d{4}))?$/
const slashed = /^(\d{1,2})\s*\/\s*(\d{4})$/

/** Reads `2026-W48`, `W48 2026`, `KW 48/2026` or `48/2026`; with `thisYear` a week alone, `W48`, too. */
export function readWeek(text: string, thisYear: number | null): number | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const first = yearFirst.exec(plain)
  if (first) return mondayOfWeek({ year: Number(first[1]), week: Number(first[2]) })
  const [, week, year] = weekFirst.exec(plain) ?? slashed.exec(plain) ?? []
  if (week === undefined || (year === undefined && thisYear === null)) return null
  return mondayOfWeek({ year: year === undefined ? (thisYear ?? 0) : Number(year), week: Number(week) })
}
