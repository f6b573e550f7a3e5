import type { WorkDays } from '../account/day.ts'

/**
 * Working days, numbered one after another, so that plans are plain arithmetic: Friday and the Monday behind it are
 * neighbours. Only differences of numbers mean something.
 *
 *     const calendar = workCalendar({ weekend: [6, 7], holidays: [] })
 *     calendar.dayAt(calendar.numberOf(friday) + 1)   // Monday
 */
export interface WorkCalendar {
  /** The number of a working day; of a free day that of the next working one. */
  readonly numberOf: (day: number) => number
  /** The working day of a number. */
  readonly dayAt: (number: number) => number
  readonly isFree: (day: number) => boolean
}

/** The first day of the epoch's week, a Monday. */
const FIRST_MONDAY = -3

/** The calendar of an account. Where no weekday is left to work on, all of them count: a plan has to stand somewhere. */
export function workCalendar({ weekend, holidays }: WorkDays): WorkCalendar {
  const isFreeWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekend.includes(weekday))
  const perWeek = isFreeWeekday.filter((isFree) => !isFree).length
  if (perWeek === 0) return workCalendar({ weekend: [], holidays })
  // worked[n]: working days among the first n of a week.
  const worked = [0]
  for (const isFree of isFreeWeekday) worked.push((worked.at(-1) ?? 0) + (isFree ? 0 : 1))
  const weekdayOf = (day: number): number => (((day - FIRST_MONDAY) % 7) + 7) % 7
  const off = [...new Set(holidays)].filter((day) => isFreeWeekday[weekdayOf(day)] !== true).sort((a, b) => a - b)
  const known = new Set(off)
  const numberOf = (day: number): number => {
    const weeks = Math.floor((day - FIRST_MONDAY) / 7)
    return weeks * perWeek + (worked[weekdayOf(day)] ?? 0) - countBelow(off, day)
  }
  return {
    numberOf,
    dayAt: (number) => {
      // Holidays only put a day off: it lies between where it would be without any, and with all of them before it.
      let low = FIRST_MONDAY + Math.floor(number / perWeek) * 7
      let high = FIRST_MONDAY + (Math.floor((number + off.length) / perWeek) + 1) * 7
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2)
        if (numberOf(middle) <= number) low = middle
        else high = middle
      }
      return low
    },
    isFree: (day) => isFreeWeekday[weekdayOf(day)] === true || known.has(day),
  }
}

/** The calendar of those who work every day. */
export const everyDay: WorkCalendar = { numberOf: (day) => day, dayAt: (number) => number, isFree: () => false }

function countBelow(sorted: readonly number[], day: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < day) low = middle + 1
    else high = middle
  }
  return low
}
