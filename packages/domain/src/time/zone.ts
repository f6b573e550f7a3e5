const dayMs = 86_400_000

/** No zone has ever been further from UTC than this. */
const widestOffsetMs = 26 * 3_600_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day that a calendar on the wall shows in a zone at an instant, in whole days since 1970-01-01. */
export function dayAt(instantMs: number, timeZone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(instantMs)) part[type] = Number(value)
  return Math.round(Date.UTC(part['year'] ?? 1970, (part['month'] ?? 1) - 1, part['day'] ?? 1) / dayMs)
}

/**
 * The first instant of a day in a zone. Where clocks skip midnight it is the first instant that the day has; where they
 * skip the whole day, the first one of the next. `startOfDay(20_416, 'Europe/Berlin')` is 23:00 UTC of the day before.
 */
export function startOfDay(day: number, timeZone: string): number {
  let before = day * dayMs - widestOffsetMs
  let at = day * dayMs + widestOffsetMs
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2)
    if (dayAt(middle, timeZone) >= day) at = middle
    else before = middle
  }
  return at
}

/** The last millisecond of a day in a zone. */
export function endOfDay(day: number, timeZone: string): number {
  return startOfDay(day + 1, timeZone) - 1
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}

/** True for a time zone that can be reckoned with. `isTimeZone('Europe/Berlin') // true` */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

/** True for a language tag by which texts can be ordered. `isLocale('de-CH') // true` */
export function isLocale(tag: string): boolean {
  try {
    return new Intl.Collator(tag).resolvedOptions().locale.length > 0
  } catch {
    return false
  }
}
