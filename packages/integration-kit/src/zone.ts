const formatters = new Map<string, Intl.DateTimeFormat | null>()

/** True for names of zones that this machine knows. */
export function isTimeZone(zone: string): boolean {
  return zone === 'UTC' || formatterOf(zone) !== null
}

/** What a clock in the zone shows, counted as if it were UTC, minus the instant: the zone's offset then, in ms. */
export function zoneOffsetMs(instantMs: number, zone: string): number {
  if (zone === 'UTC') return 0
  const formatter = formatterOf(zone)
  if (formatter === null) return 0
  const parts: Record<string, number> = {}
  for (const part of formatter.formatToParts(new Date(instantMs))) {
    if (part.type !== 'literal' && part.type !== 'era') parts[part.type] = Number(part.value)
  }
  const shown = Date.UTC(
    parts['year'] ?? 1970,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  )
  return shown - Math.floor(instantMs / 1000) * 1000
}

/**
 * The instant at which a clock in the zone shows this time (given as ms, as if it were UTC). A time that a change of
 * clocks skips is taken to be as much later as clocks jump; of one that occurs twice the first is meant.
 */
export function instantInZone(shownMs: number, zone: string): number {
  if (zone === 'UTC') return shownMs
  const before = zoneOffsetMs(shownMs - 86_400_000, zone)
  const after = zoneOffsetMs(shownMs + 86_400_000, zone)
  const early = shownMs - Math.max(before, after)
  if (early + zoneOffsetMs(early, zone) === shownMs) return early
  const late = shownMs - Math.min(before, after)
  if (late + zoneOffsetMs(late, zone) === shownMs) return late
  return shownMs - before
}

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  let formatter: Intl.DateTimeFormat | null = null
  try {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    formatter = null
  }
  if (formatters.size < 1000) formatters.set(zone, formatter)
  return formatter
}
