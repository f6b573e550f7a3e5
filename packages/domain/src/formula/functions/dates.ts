import { dayAt } from '../../time/zone.ts'
import { calendarDay, dayNumber, daysInMonth, isKnownDay, padded, parseDay, weekday } from '../days.ts'
import { formulaErrors, type FormulaError } from '../value.ts'
import { defineDayFunction, defineFunction } from './function.ts'

const family = 'Dates'
const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** Functions of days, moments and durations. */
export const dates = [
  defineDayFunction({
    name: 'TODAY',
    family,
    description: "The account's day.",
    params: [],
    returns: 'day',
    examples: [['TODAY() - TODAY()', '0']],
    apply: ({ today }) => today,
  }),
  defineFunction({
    name: 'DATE',
    family,
    description: 'The day of a year, month and day; a month or day too many goes on into the next.',
    params: ['year: number', 'month: number', 'day: number'],
    returns: 'day',
    examples: [
      ['DATE(2026, 11, 24)', 'DATEVALUE("2026-11-24")'],
      ['DATE(2026, 14, 1)', 'DATE(2027, 2, 1)'],
      ['DATE(20000, 1, 1)', '#NUM'],
    ],
    apply: (year, month, day) => known(dayNumber(Math.trunc(year), Math.trunc(month), Math.trunc(day))),
  }),
  defineFunction({
    name: 'DATEVALUE',
    family,
    description: 'The day that a text like 2026-11-24 says. Next to a day such a text is read without it.',
    params: ['text: text'],
    returns: 'day',
    examples: [
      ['DATEVALUE("2024-02-29") + 1', 'DATE(2024, 3, 1)'],
      ['DATEVALUE("2026-02-29")', '#VALUE'],
    ],
    apply: (text) => (text.trim() === '' ? null : (parseDay(text) ?? formulaErrors.VALUE)),
  }),
  defineDayFunction({
    name: 'DATEOF',
    family,
    description: "The day of a moment, in the account's time zone.",
    params: ['moment: instant'],
    returns: 'day',
    examples: [['DATEOF({Created})', 'DATE(2026, 11, 2)']],
    apply: ({ calendar }, moment) =>
      isKnownDay(Math.floor(moment / dayMs)) ? known(dayAt(moment, calendar.timeZone)) : formulaErrors.NUM,
  }),
  defineFunction({
    name: 'YEAR',
    family,
    description: 'The year of a day.',
    params: ['day: day'],
    returns: 'number',
    examples: [['YEAR("2026-11-24")', '2026']],
    apply: (day) => calendarDay(day).year,
  }),
  defineFunction({
    name: 'QUARTER',
    family,
    description: 'The quarter of a day, 1 to 4.',
    params: ['day: day'],
    returns: 'number',
    examples: [['QUARTER("2026-11-24")', '4']],
    apply: (day) => quarter(day),
  }),
  defineFunction({
    name: 'MONTH',
    family,
    description: 'The month of a day, 1 to 12.',
    params: ['day: day'],
    returns: 'number',
    examples: [['MONTH("2026-11-24")', '11']],
    apply: (day) => calendarDay(day).month,
  }),
  defineFunction({
    name: 'DAY',
    family,
    description: 'The day of the month, 1 to 31.',
    params: ['day: day'],
    returns: 'number',
    examples: [['DAY("2026-11-24")', '24']],
    apply: (day) => calendarDay(day).day,
  }),
  defineFunction({
    name: 'WEEKDAY',
    family,
    description: 'The day of the week: Monday is 1, Sunday 7.',
    params: ['day: day'],
    returns: 'number',
    examples: [['WEEKDAY("2026-11-24")', '2']],
    apply: (day) => weekday(day),
  }),
  defineFunction({
    name: 'WEEKNUM',
    family,
    description: 'The week of the year by ISO 8601: weeks begin on Monday, the first one has the first Thursday.',
    params: ['day: day'],
    returns: 'number',
    examples: [
      ['WEEKNUM("2026-11-24")', '48'],
      ['WEEKNUM("2027-01-01")', '53'],
    ],
    apply: (day) => isoWeek(day),
  }),
  defineFunction({
    name: 'DAYS',
    family,
    description: 'How many days lie from the start to the end; what `end - start` gives.',
    params: ['end: day', 'start: day'],
    returns: 'number',
    examples: [['DAYS("2026-12-01", "2026-11-24")', '7']],
    apply: (end, start) => end - start,
  }),
  defineFunction({
    name: 'MONTHSBETWEEN',
    family,
    description: 'How many whole months lie from the start to the end.',
    params: ['start: day', 'end: day'],
    returns: 'number',
    examples: [
      ['MONTHSBETWEEN("2026-01-31", "2026-02-28")', '0'],
      ['MONTHSBETWEEN("2026-01-15", "2026-04-15")', '3'],
    ],
    apply: (start, end) => monthsBetween(start, end),
  }),
  defineFunction({
    name: 'YEARSBETWEEN',
    family,
    description: 'How many whole years lie from the start to the end.',
    params: ['start: day', 'end: day'],
    returns: 'number',
    examples: [['YEARSBETWEEN("2020-05-01", "2026-04-30")', '5']],
    apply: (start, end) => Math.trunc(monthsBetween(start, end) / 12),
  }),
  defineFunction({
    name: 'EDATE',
    family,
    description: 'The same day so many months on; the last of the month where that month is shorter.',
    params: ['day: day', 'months: number'],
    returns: 'day',
    examples: [
      ['EDATE("2026-01-31", 1)', 'DATE(2026, 2, 28)'],
      ['EDATE("2026-03-15", -3)', 'DATE(2025, 12, 15)'],
    ],
    apply: (day, months) => monthsOn(day, months),
  }),
  defineFunction({
    name: 'EOMONTH',
    family,
    description: 'The last day of the month so many months on (none if left out).',
    params: ['day: day', 'months?: number'],
    returns: 'day',
    examples: [
      ['EOMONTH("2024-02-03")', 'DATE(2024, 2, 29)'],
      ['EOMONTH("2026-11-24", 1)', 'DATE(2026, 12, 31)'],
    ],
    apply: (day, months) => {
      const { year, month } = calendarDay(day)
      return known(dayNumber(year, month + Math.trunc(months ?? 0) + 1, 1) - 1)
    },
  }),
  defineFunction({
    name: 'STARTOFWEEK',
    family,
    description: 'The Monday on or before a day; another weekday if one is given (Sunday is 7).',
    params: ['day: day', 'weekday?: number'],
    returns: 'day',
    examples: [
      ['STARTOFWEEK("2026-11-26")', 'DATE(2026, 11, 23)'],
      ['STARTOFWEEK("2026-11-26", 7)', 'DATE(2026, 11, 22)'],
    ],
    apply: (day, first) => {
      const wanted = Math.trunc(first ?? 1)
      if (wanted < 1 || wanted > 7) return formulaErrors.VALUE
      return known(day - ((weekday(day) - wanted + 7) % 7))
    },
  }),
  defineFunction({
    name: 'STARTOFMONTH',
    family,
    description: 'The first day of the month.',
    params: ['day: day'],
    returns: 'day',
    examples: [['STARTOFMONTH("2026-11-24")', 'DATE(2026, 11, 1)']],
    apply: (day) => day - calendarDay(day).day + 1,
  }),
  defineFunction({
    name: 'STARTOFQUARTER',
    family,
    description: 'The first day of the quarter.',
    params: ['day: day'],
    returns: 'day',
    examples: [['STARTOFQUARTER("2026-11-24")', 'DATE(2026, 10, 1)']],
    apply: (day) => dayNumber(calendarDay(day).year, quarter(day) * 3 - 2, 1),
  }),
  defineFunction({
    name: 'STARTOFYEAR',
    family,
    description: 'The first of January of the year.',
    params: ['day: day'],
    returns: 'day',
    examples: [['STARTOFYEAR("2026-11-24")', 'DATE(2026, 1, 1)']],
    apply: (day) => dayNumber(calendarDay(day).year, 1, 1),
  }),
  defineFunction({
    name: 'DATETEXT',
    family,
    description: 'A day as text by a pattern of YYYY, YY, MM, M, DD, D, WW (week) and Q (quarter); all else stays.',
    params: ['day: day', 'pattern: text'],
    returns: 'text',
    examples: [
      ['DATETEXT("2026-03-04", "DD.MM.YYYY")', '"04.03.2026"'],
      ['DATETEXT("2026-03-04", "YYYY-WW")', '"2026-10"'],
    ],
    apply: (day, pattern) => dateText(day, pattern),
  }),
  defineFunction({
    name: 'HOURS',
    family,
    description: 'A duration of so many hours.',
    params: ['hours: number'],
    returns: 'duration',
    examples: [['HOURS(1.5)', 'MINUTES(90)']],
    apply: (hours) => hours * hourMs,
  }),
  defineFunction({
    name: 'MINUTES',
    family,
    description: 'A duration of so many minutes.',
    params: ['minutes: number'],
    returns: 'duration',
    examples: [['MINUTES(90) / MINUTES(30)', '3']],
    apply: (minutes) => minutes * minuteMs,
  }),
  defineFunction({
    name: 'TOHOURS',
    family,
    description: 'How many hours a duration is.',
    params: ['duration: duration'],
    returns: 'number',
    examples: [['TOHOURS(MINUTES(90))', '1.5']],
    apply: (duration) => duration / hourMs,
  }),
  defineFunction({
    name: 'TOMINUTES',
    family,
    description: 'How many minutes a duration is.',
    params: ['duration: duration'],
    returns: 'number',
    examples: [['TOMINUTES(HOURS(2))', '120']],
    apply: (duration) => duration / minuteMs,
  }),
  defineFunction({
    name: 'TODAYS',
    family,
    description: 'How many days of 24 hours a duration is.',
    params: ['duration: duration'],
    returns: 'number',
    examples: [['TODAYS(HOURS(36))', '1.5']],
    apply: (duration) => duration / dayMs,
  }),
]

/** A day that formulas know, or an error. */
export function known(day: number): number | FormulaError {
  return isKnownDay(day) ? day : formulaErrors.NUM
}

function quarter(day: number): number {
  return Math.ceil(calendarDay(day).month / 3)
}

function isoWeek(day: number): number {
  const thursday = day - weekday(day) + 4
  return Math.floor((thursday - dayNumber(calendarDay(thursday).year, 1, 1)) / 7) + 1
}

function monthsOn(day: number, months: number): number | FormulaError {
  const from = calendarDay(day)
  const count = from.year * 12 + from.month - 1 + Math.trunc(months)
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return known(dayNumber(year, month, Math.min(from.day, daysInMonth(year, month))))
}

function monthsBetween(start: number, end: number): number {
  if (end < start) return 0 - monthsBetween(end, start)
  const [from, to] = [calendarDay(start), calendarDay(end)]
  return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0)
}

function dateText(day: number, pattern: string): string {
  const { year, month, day: inMonth } = calendarDay(day)
  const parts: Readonly<Record<string, string>> = {
    YYYY: padded(year, 4),
    YY: padded(year % 100, 2),
    MM: padded(month, 2),
    M: String(month),
    DD: padded(inMonth, 2),
    D: String(inMonth),
    WW: padded(isoWeek(day), 2),
    Q: String(quarter(day)),
  }
  return pattern.replace(/YYYY|YY|MM|M|DD|D|WW|Q/g, (part) => parts[part] ?? part)
}
