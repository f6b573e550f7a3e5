import { instantInZone, zoneOffsetMs } from './zone.ts'

/**
 * How a column writes its dates; each may be followed by a time of day and a zone.
 * `iso` 2024-12-31, `ymd` 2024/12/31 or 2024.12.31, `dmy` 31.12.2024, `mdy` 12/31/2024, `named` 31 Dec 2024, Dec 31,
 * 2024, 31/Dec/24, `serial` 45657 (days as spreadsheets count them), `unixSeconds` and `unixMs` since 1970.
 */
export const dateStyles = ['iso', 'ymd', 'dmy', 'mdy', 'named', 'serial', 'unixSeconds', 'unixMs'] as const

export type DateStyle = (typeof dateStyles)[number]

/** A date that was read. */
export interface ReadDate {
  /** Days since 1970-01-01, as a calendar in the zone shows it. */
  readonly day: number
  /** Minutes since midnight, or null where the text has no time of day. */
  readonly minute: number | null
  /** Milliseconds UTC; of a day without time its first moment in the zone. */
  readonly instantMs: number
}

const dayMs = 86_400_000
const timePart =
  '(?:(?:T|,?\\s+(?:at\\s+)?)(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,](\\d{1,9}))?)?\\s*([ap]\\.?m\\.?)?)?\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?'
const monthPart = '([\\p{L}]{3,12})\\.?'
const isoPattern = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${timePart}$`, 'iu')
const ymdPattern = new RegExp(`^(\\d{4})([/.])(\\d{1,2})\\2(\\d{1,2})${timePart}$`, 'iu')
const shortPattern = new RegExp(`^(\\d{1,2})([./-])\\s?(\\d{1,2})\\2\\s?(\\d{4}|\\d{2})${timePart}$`, 'iu')
const weekday = '(?:[\\p{L}]{2,10}\\.?,?\\s+)?'
const dayFirstPattern = new RegExp(
  `^${weekday}(\\d{1,2})(?:st|nd|rd|th|\\.)?[\\s/-]{1,2}(?:of\\s)?${monthPart}[\\s/,-]{1,2}(\\d{4}|\\d{2})${timePart}$`,
  'iu',
)
const monthFirstPattern = new RegExp(
  `^${weekday}${monthPart}[\\s-](\\d{1,2})(?:st|nd|rd|th)?,?[\\s-](\\d{4})${timePart}$`,
  'iu',
)

const monthNames: ReadonlyMap<string, number> = new Map(
  [
    ['jan', 'january', 'januar', 'janvier', 'enero', 'gennaio'],
    ['feb', 'february', 'februar', 'février', 'fevrier', 'febrero', 'febbraio'],
    ['mar', 'march', 'märz', 'mär', 'mars', 'marzo'],
    ['apr', 'april', 'avril', 'abril', 'aprile'],
    ['may', 'mai', 'mayo', 'maggio'],
    ['jun', 'june', 'juni', 'juin', 'junio', 'giugno'],
    ['jul', 'july', 'juli', 'juillet', 'julio', 'luglio'],
    ['aug', 'august', 'août', 'aout', 'agosto'],
    ['sep', 'sept', 'september', 'septembre', 'septiembre', 'settembre'],
    ['oct', 'october', 'okt', 'oktober', 'octobre', 'octubre', 'ottobre'],
    ['nov', 'november', 'novembre', 'noviembre'],
    ['dec', 'december', 'dez', 'dezember', 'décembre', 'decembre', 'diciembre', 'dicembre'],
  ].flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
)

/**
 * Reads a date under a style; null where the text is none. Times without a zone are times in `timeZone`; exact times are
 * shown as day and minute of `timeZone`.
 * `parseDateText('31.12.2024 15:05', 'dmy') // {day: 20088, minute: 905, instantMs: 1735657500000}`
 */
export function parseDateText(text: string, style: DateStyle, timeZone = 'UTC'): ReadDate | null {
  const trimmed = text.trim()
  if (trimmed.length < 1 || trimmed.length > 50) return null
  switch (style) {
    case 'iso': {
      const m = isoPattern.exec(trimmed)
      return m && build(Number(m[1]), Number(m[2]), Number(m[3]), m, 4, timeZone)
    }
    case 'ymd': {
      const m = ymdPattern.exec(trimmed)
      return m && build(Number(m[1]), Number(m[3]), Number(m[4]), m, 5, timeZone)
    }
    case 'dmy': {
      const m = shortPattern.exec(trimmed)
      return m && build(fullYear(m[4]), Number(m[3]), Number(m[1]), m, 5, timeZone)
    }
    case 'mdy': {
      const m = shortPattern.exec(trimmed)
      return m && build(fullYear(m[4]), Number(m[1]), Number(m[3]), m, 5, timeZone)
    }
    case 'named': {
      const d = dayFirstPattern.exec(trimmed)
      if (d) return build(fullYear(d[3]), monthNumber(d[2]), Number(d[1]), d, 4, timeZone)
      const m = monthFirstPattern.exec(trimmed)
      return m && build(fullYear(m[3]), monthNumber(m[1]), Number(m[2]), m, 4, timeZone)
    }
    case 'serial': {
      if (!/^\d{1,6}(?:\.\d{1,15})?$/.test(trimmed)) return null
      const serial = Number(trimmed)
      const iso = serialToIso(serial, false)
      return iso === null ? null : parseDateText(iso, 'iso', timeZone)
    }
    case 'unixSeconds':
      return /^\d{9,10}$/.test(trimmed) ? ofInstant(Number(trimmed) * 1000, timeZone) : null
    case 'unixMs':
      return /^\d{12,13}$/.test(trimmed) ? ofInstant(Number(trimmed), timeZone) : null
  }
}

/** The styles under which a text is a date. */
export function dateStylesOf(text: string): readonly DateStyle[] {
  const trimmed = text.trim()
  if (trimmed.length < 6 || trimmed.length > 50) return []
  if (shortPattern.test(trimmed)) {
    return (['dmy', 'mdy'] as const).filter((style) => parseDateText(trimmed, style) !== null)
  }
  return (['iso', 'ymd', 'named'] as const).filter((style) => parseDateText(trimmed, style) !== null)
}

/** True where a text that is a date also names a time of day. */
export function hasTimeOfDay(text: string): boolean {
  return /\d:\d{2}|\d\.\d{2}\s*[ap]\.?m/i.test(text)
}

/**
 * A spreadsheet's day number as ISO text, with the time of day if it has one; null outside the years 1900 to 9999.
 * Counting from 1900 takes that year for a leap year, so that 60 is a day that never was: it becomes 28 February.
 * `serialToIso(45657.5, false) // '2024-12-31T12:00'`
 */
export function serialToIso(serial: number, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return null
  let days = Math.floor(serial)
  let seconds = Math.round((serial - days) * 86_400)
  if (seconds === 86_400) {
    days += 1
    seconds = 0
  }
  const sinceEpoch = from1904 ? days - 24_107 : days - (days >= 60 ? 25_569 : 25_568)
  const iso = new Date(sinceEpoch * dayMs + seconds * 1000).toISOString()
  if (seconds === 0) return iso.slice(0, 10)
  return seconds % 60 === 0 ? iso.slice(0, 16) : iso.slice(0, 19)
}

/** A day number as `YYYY-MM-DD`. */
export function dayToIso(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

const rangeSeparators = [' – ', ' — ', ' - ', ' to ', ' → ', ' bis ', '/']

/** Reads two dates of one style with a dash, an arrow or "to" between them; null where the text is no such range. */
export function parseRangeText(text: string, style: DateStyle, timeZone = 'UTC'): readonly [ReadDate, ReadDate] | null {
  if (text.length > 110) return null
  for (const separator of rangeSeparators) {
    if (separator === '/' && style !== 'iso') continue
    const at = text.indexOf(separator)
    if (at < 0 || text.indexOf(separator, at + 1) >= 0) continue
    const start = parseDateText(text.slice(0, at), style, timeZone)
    const end = parseDateText(text.slice(at + separator.length), style, timeZone)
    if (start !== null && end !== null && start.day <= end.day) return [start, end]
  }
  return null
}

function build(
  year: number,
  month: number | undefined,
  dayOfMonth: number,
  match: RegExpExecArray,
  timeAt: number,
  timeZone: string,
): ReadDate | null {
  if (month === undefined || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31 || year < 1) return null
  const midnight = new Date(0)
  midnight.setUTCFullYear(year, month - 1, dayOfMonth)
  if (midnight.getUTCMonth() !== month - 1) return null
  const [hourText, minuteText, secondText, fraction, half, zone] = match.slice(timeAt)
  if (hourText === undefined || minuteText === undefined) {
    if (half !== undefined || zone !== undefined) return null
    return {
      day: midnight.getTime() / dayMs,
      minute: null,
      instantMs: instantInZone(midnight.getTime(), timeZone),
    }
  }
  let hour = Number(hourText)
  const minute = Number(minuteText)
  const second = Number(secondText ?? 0)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
  }
  if (hour > 23 || minute > 59 || second > 59) return null
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000)
  const shown = midnight.getTime() + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms
  if (zone !== undefined) return ofInstant(shown - offsetOf(zone), timeZone)
  return { day: midnight.getTime() / dayMs, minute: hour * 60 + minute, instantMs: instantInZone(shown, timeZone) }
}

function ofInstant(instantMs: number, timeZone: string): ReadDate {
  const shown = instantMs + zoneOffsetMs(instantMs, timeZone)
  const day = Math.floor(shown / dayMs)
  return { day, minute: Math.floor((shown - day * dayMs) / 60_000), instantMs }
}

function offsetOf(zone: string): number {
  const sign = zone.startsWith('-') ? -1 : zone.startsWith('+') ? 1 : 0
  if (sign === 0) return 0
  const digits = zone.replace(/\D/g, '')
  return sign * (Number(digits.slice(0, 2)) * 3_600_000 + Number(digits.slice(2, 4)) * 60_000)
}

function fullYear(text: string | undefined): number {
  const year = Number(text)
  if (text?.length !== 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

function monthNumber(name: string | undefined): number | undefined {
  return monthNames.get((name ?? '').toLowerCase())
}

/**
 * Reads a date in a column of a style. One that is written otherwise is taken where it can mean one day only; with dots the
 * day stands first. `readDateText('03.12.2026', 'iso')` is 3 December, `readDateText('03/12/2026', 'iso')` is null.
 */
export function readDateText(text: string, style: DateStyle, timeZone = 'UTC'): ReadDate | null {
  const read = parseDateText(text, style, timeZone)
  if (read !== null) return read
  const others = dateStylesOf(text).filter((other) => !(other === 'mdy' && text.includes('.')))
  const [first, ...rest] = others.map((other) => parseDateText(text, other, timeZone))
  if (first === undefined || first === null) return null
  return rest.every((each) => each?.instantMs === first.instantMs) ? first : null
}
