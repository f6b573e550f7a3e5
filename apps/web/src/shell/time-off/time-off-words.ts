import { maxDaysOff, type TimeOff } from '@fulcrum/domain/workload'
import { dayFormat } from '@fulcrum/ui/date-picker'
import { t } from '@fulcrum/ui/messages'

const DAY_MS = 86_400_000

/** From when to when: `24 – 27 Nov 2026, half days`. */
export function timeOffWords({ from, to, half }: TimeOff, locale: string): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const days =
    from === to
      ? dayFormat(locale, options)(from)
      : new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).formatRange(from * DAY_MS, to * DAY_MS)
  return half === true ? t('{days}, half days', { days }) : days
}

/** The day that a field gives, as days since 1970-01-01; null where it gives none. */
export function readDay(text: string): number | null {
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) ? null : at / DAY_MS
}

/** What is wrong with a first and a last day; null where nothing is. */
export function problemOf(first: number, last: number): string | null {
  if (last < first) return t('The last day must not come before the first.')
  if (last - first >= maxDaysOff) return t('That is more than a year: say it in parts.')
  return null
}
