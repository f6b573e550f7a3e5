import { dayMs } from './days.ts'

const formats = new Map<string, Intl.RelativeTimeFormat>()

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number, below: number])[] = [
  ['minute', 60_000, 60],
  ['hour', 3_600_000, 24],
  ['day', dayMs, 7],
]

/**
 * How long ago something was, or is ahead, as people of the locale say it: `now`, `5 min ago`, `yesterday`. Null where a
 * date says it better: from a week on.
 */
export function relativeTime(instantMs: number, nowMs: number, locale: string): string | null {
  const format = formats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  formats.set(locale, format)
  const apartMs = instantMs - nowMs
  if (Math.abs(apartMs) < 60_000) return format.format(0, 'second')
  const step = steps.find(([, ms, below]) => Math.trunc(Math.abs(apartMs) / ms) < below)
  return step === undefined ? null : format.format(Math.trunc(apartMs / step[1]), step[0])
}
