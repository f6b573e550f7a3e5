const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** How long ago a moment is, in the words of a locale: `5 min. ago`. */
export function ago(at: number, now: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' })
  for (const [unit, ms] of units) if (now - at >= ms) return format.format(-Math.floor((now - at) / ms), unit)
  return format.format(0, 'minute')
}
