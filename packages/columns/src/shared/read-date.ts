import { matchingKey } from '@fulcrum/domain'
import type { ParseContext } from '@fulcrum/domain'
import { dateFormat } from './intl.ts'
import { calendarOf, dayMs, dayOf, firstDay, lastDay, weekdayOf, zonedDay } from './days.ts'

/** A date that was read; `minute` is null where the text has no time of day. */
export interface ReadDate {
  readonly day: number
  readonly minute: number | null
}

type DateContext = Pick<ParseContext, 'dayFirst' | 'timeZone'>

const timePattern =
  /(?:^|[t\s,]\s*)(?:at\s+)?(\d{1,2})(?:[:.h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?|\s*([ap])\.?m\.?)\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const yearLast = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})$/
const noYear = /^(\d{1,2})([-/.])\s?(\d{1,2})\.?$/
const dayMonth = /^(\d{1,2})(?:st|nd|rd|th|\.)?[\s/-]*(?:of\s+)?(\p{L}{3,12})\.?(?:[\s/,-]+(\d{4}|\d{2}))?$/u
const monthDay = /^(\p{L}{3,12})\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?(?:,?[\s-]+(\d{4}))?$/u

/**
 * Reads one day, with a time of day if there is one: `2026-11-24`, `24.11.2026 09:30`, `11/24/26`, `24 Nov 2026`,
 * `Tuesday, November 24th, 2026 at 9:30 pm`, `2026-11-24T08:30:00Z`. An exact time becomes that of the context's zone.
 */
export function readDate(text: string, context: DateContext): ReadDate | null {
  return readWith(text, context, (date) => readDay(date, context, null))
}

/**
 * Reads what somebody types into a calendar, who may leave out the year or count from today: also `24 Nov`, `24/11`,
 * `today`, `tomorrow`, `fri`, `next week`, `+3`, `2w`.
 */
export function readTypedDate(text: string, context: DateContext, today: number): ReadDate | null {
  return readWith(text, context, (date) => readDay(date, context, today) ?? relativeDay(date, today))
}

/** Reads two days with a dash, an arrow or "to" between them. */
export function readRange(
  text: string,
  read: (part: string) => ReadDate | null,
): { readonly start: number; readonly end: number } | null {
  for (const separator of [' – ', ' — ', ' - ', '–', ' to ', ' until ', '→', '->', '..', '/', ' bis ', ',']) {
    const parts = text.split(separator)
    const [left, right] = parts
    if (parts.length !== 2 || left === undefined || right === undefined) continue
    const start = read(left)
    const end = read(right)
    if (start && end) return { start: start.day, end: end.day }
  }
  const single = read(text)
  return single && { start: single.day, end: single.day }
}

function readWith(text: string, context: DateContext, read: (date: string) => number | null): ReadDate | null {
  if (text.length > 60) return null
  const plain = matchingKey(text).replace(/\s+/g, ' ')
  const whole = read(plain)
  if (whole !== null) return { day: whole, minute: null }
  const time = timePattern.exec(plain)
  if (!time) return null
  const day = read(plain.slice(0, time.index).replace(/,$/, '').trim())
  const minute = minuteOf(time)
  if (day === null || minute === null) return null
  const zone = time[6]
  if (zone === undefined) return { day, minute }
  const shown = zonedDay(day * dayMs + (minute - offsetMinutes(zone)) * 60_000, context.timeZone)
  return within(shown.day) === null ? null : shown
}

function readDay(text: string, context: DateContext, today: number | null): number | null {
  const date = text.replace(/^(?!\d)\p{L}{2,12}\.?,?\s+(?=\d)|^\p{L}{2,12}\.?,\s*/u, (word) =>
    monthOf(word.replace(/[.,\s]/g, '')) === undefined ? '' : word,
  )
  const iso = yearFirst.exec(date)
  if (iso) return dayOf(Number(iso[1]), Number(iso[3]), Number(iso[4]))
  const short = yearLast.exec(date) ?? (today === null ? null : noYear.exec(date))
  if (short) {
    const year = yearOf(short[4], today)
    const [first, second] = [Number(short[1]), Number(short[3])]
    // Dots are written by those who put the day first.
    const dayFirst = context.dayFirst || short[2] === '.'
    return dayFirst
      ? (dayOf(year, second, first) ?? dayOf(year, first, second))
      : (dayOf(year, first, second) ?? dayOf(year, second, first))
  }
  const dayWord = dayMonth.exec(date)
  if (dayWord && (dayWord[3] !== undefined || today !== null)) {
    return dayOf(yearOf(dayWord[3], today), monthOf(dayWord[2]) ?? 0, Number(dayWord[1]))
  }
  const wordDay = monthDay.exec(date)
  if (wordDay && (wordDay[3] !== undefined || today !== null)) {
    return dayOf(yearOf(wordDay[3], today), monthOf(wordDay[1]) ?? 0, Number(wordDay[2]))
  }
  return null
}

const steps: Readonly<Record<string, number>> = { d: 1, day: 1, days: 1, w: 7, week: 7, weeks: 7 }

function relativeDay(text: string, today: number): number | null {
  const named: Readonly<Record<string, number>> = { today: 0, now: 0, tomorrow: 1, tom: 1, yesterday: -1 }
  if (Object.hasOwn(named, text)) return today + (named[text] ?? 0)
  if (text === 'next week') return today + ((8 - weekdayOf(today)) % 7 || 7)
  const step = /^(?:in\s+)?([+-]?)(\d{1,4})\s*([a-z]*)$/.exec(text)
  if (step && (step[1] !== '' || step[3] !== '')) {
    const unit = step[3] === '' ? 1 : steps[step[3] ?? '']
    return unit === undefined ? null : within(today + (step[1] === '-' ? -1 : 1) * Number(step[2]) * unit)
  }
  const weekday = /^(?:next\s+|on\s+)?(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?(?:day)?$/.exec(text)?.[1]
  if (weekday === undefined) return null
  const ahead = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].indexOf(weekday) - weekdayOf(today)
  return today + (((ahead % 7) + 7) % 7 || 7)
}

function minuteOf(time: RegExpExecArray): number | null {
  const half = time[4] ?? time[5]
  const minute = Number(time[2] ?? 0)
  let hour = Number(time[1])
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  }
  return hour > 23 || minute > 59 || Number(time[3] ?? 0) > 59 ? null : hour * 60 + minute
}

function offsetMinutes(zone: string): number {
  const digits = zone.replace(/\D/g, '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4))
  return zone.startsWith('-') ? -minutes : minutes
}

function yearOf(text: string | undefined, today: number | null): number {
  if (text === undefined) return calendarOf(today ?? 0).year
  const year = Number(text)
  return text.length === 2 ? year + (year < 70 ? 2000 : 1900) : year
}

function within(day: number): number | null {
  return day < firstDay || day > lastDay ? null : day
}

const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da', 'nb', 'fi', 'cs', 'tr']
let months: Map<string, number> | null = null

function monthOf(name: string | undefined): number | undefined {
  months ??= new Map(
    languages.flatMap((locale) =>
      (['long', 'short'] as const).flatMap((month) =>
        Array.from({ length: 12 }, (_, index): [string, number] => {
          const shown = dateFormat(locale, { month, timeZone: 'UTC' }).format(Date.UTC(2024, index, 15))
          return [matchingKey(shown).replace(/\.$/, ''), index + 1]
        }),
      ),
    ),
  )
  const key = name ?? ''
  return months.get(key) ?? (key === 'sept' ? 9 : undefined)
}
