import type { DaySpan } from '@fulcrum/domain/schedule'

const DAY_MS = 86_400_000

/** Days as people say them: `3 – 7 Nov 2026`. */
export function spanWords(locale: string): (span: DaySpan) => string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return ({ start, end }) =>
    start === end ? format.format(start * DAY_MS) : format.formatRange(start * DAY_MS, end * DAY_MS)
}
