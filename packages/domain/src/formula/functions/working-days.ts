import { weekday } from '../days.ts'
import type { FormulaCalendar } from '../reader.ts'
import { formulaErrors, type FormulaError } from '../value.ts'
import { known } from './dates.ts'
import { defineDayFunction } from './function.ts'

const family = 'Working days'
const mostDays = 1_000_000

/** Functions that count by the account's working days. */
export const workingDays = [
  defineDayFunction({
    name: 'WORKDAYS',
    family,
    description:
      "How many working days lie from the start to the end, both counted. Weekends and holidays are the account's; more holidays and other free weekdays (Sunday is 7) can be given.",
    params: ['start: day', 'end: day', 'holidays?: day[]', 'weekend?: number[]'],
    returns: 'number',
    examples: [
      ['WORKDAYS("2026-11-23", "2026-11-29")', '5'],
      ['WORKDAYS("2026-11-23", "2026-11-27", LIST(DATE(2026, 11, 24)))', '4'],
      ['WORKDAYS("2026-11-27", "2026-11-23")', '-5'],
    ],
    apply: ({ calendar }, start, end, holidays, weekend) => {
      const free = freeDays(calendar, holidays, weekend)
      return end < start ? 0 - workingBetween(end, start, free) : workingBetween(start, end, free)
    },
  }),
  defineDayFunction({
    name: 'ADDWORKDAYS',
    family,
    description: 'The day that is so many working days later (or earlier, below zero).',
    params: ['day: day', 'count: number', 'holidays?: day[]', 'weekend?: number[]'],
    returns: 'day',
    examples: [
      ['ADDWORKDAYS("2026-11-27", 1)', 'DATE(2026, 11, 30)'],
      ['ADDWORKDAYS("2026-11-30", -1)', 'DATE(2026, 11, 27)'],
      ['ADDWORKDAYS("2026-11-27", 1, LIST(), LIST(5))', 'DATE(2026, 11, 28)'],
    ],
    apply: ({ calendar }, day, count, holidays, weekend) =>
      workdaysOn(day, Math.trunc(count), freeDays(calendar, holidays, weekend)),
  }),
  defineDayFunction({
    name: 'ISWORKDAY',
    family,
    description: 'TRUE for a working day.',
    params: ['day: day', 'holidays?: day[]', 'weekend?: number[]'],
    returns: 'boolean',
    examples: [
      ['ISWORKDAY("2026-11-28")', 'FALSE'],
      ['ISWORKDAY("2026-11-30")', 'TRUE'],
    ],
    apply: ({ calendar }, day, holidays, weekend) => isWorking(day, freeDays(calendar, holidays, weekend)),
  }),
  defineDayFunction({
    name: 'NEXTWORKDAY',
    family,
    description: 'The day itself if it is a working day, else the next one that is.',
    params: ['day: day', 'holidays?: day[]', 'weekend?: number[]'],
    returns: 'day',
    examples: [
      ['NEXTWORKDAY("2026-11-28")', 'DATE(2026, 11, 30)'],
      ['NEXTWORKDAY("2026-11-30")', 'DATE(2026, 11, 30)'],
    ],
    apply: ({ calendar }, day, holidays, weekend) => {
      const free = freeDays(calendar, holidays, weekend)
      return isWorking(day, free) ? day : workdaysOn(day, 1, free)
    },
  }),
]

interface FreeDays {
  /** Whether each weekday is free, Monday first. */
  readonly weekend: readonly boolean[]
  /** Holidays, each once, in any order. */
  readonly holidays: readonly number[]
}

function freeDays(
  calendar: FormulaCalendar,
  holidays: readonly number[] | null,
  weekend: readonly number[] | null,
): FreeDays {
  const weekdays = weekend && weekend.length > 0 ? weekend : calendar.weekend
  return {
    weekend: [1, 2, 3, 4, 5, 6, 7].map((each) => weekdays.includes(each)),
    holidays: holidays && holidays.length > 0 ? [...new Set([...calendar.holidays, ...holidays])] : calendar.holidays,
  }
}

function isFreeWeekday(day: number, { weekend }: FreeDays): boolean {
  return weekend[weekday(day) - 1] === true
}

function isWorking(day: number, free: FreeDays): boolean {
  return !isFreeWeekday(day, free) && !free.holidays.includes(day)
}

/** Whole weeks at once, then the days that are left, then without the holidays that would have been worked. */
function workingBetween(start: number, end: number, free: FreeDays): number {
  if (end < start) return 0
  const weeks = Math.floor((end - start + 1) / 7)
  let count = weeks * free.weekend.filter((isFree) => !isFree).length
  for (let day = start + weeks * 7; day <= end; day++) if (!isFreeWeekday(day, free)) count++
  for (const holiday of free.holidays) {
    if (holiday >= start && holiday <= end && !isFreeWeekday(holiday, free)) count--
  }
  return count
}

/** Halves the days among which the wanted one is; there are never fewer working days up to a later day. */
function workdaysOn(day: number, count: number, free: FreeDays): number | FormulaError {
  if (count === 0) return day
  if (Math.abs(count) > mostDays || free.weekend.every(Boolean)) return formulaErrors.NUM
  const step = count < 0 ? -1 : 1
  const wanted = Math.abs(count)
  const within = (days: number) =>
    step > 0 ? workingBetween(day + 1, day + days, free) : workingBetween(day - days, day - 1, free)
  let below = 0
  let enough = (wanted + free.holidays.length + 1) * 7
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2)
    if (within(middle) >= wanted) enough = middle
    else below = middle
  }
  const found = day + step * enough
  return known(found)
}
