import type { DateStyle } from './dates.ts'

/** True where a column has short dates of which every one can be read day first and month first. */
export function ambiguousDayOrder(counts: ReadonlyMap<DateStyle, number>): boolean {
  const dayFirst = counts.get('dmy') ?? 0
  return dayFirst > 0 && dayFirst === (counts.get('mdy') ?? 0)
}

/** What the columns of a file together say: true for day first, false for month first, undefined where none tells. */
export function dayOrderOf(columns: Iterable<ReadonlyMap<DateStyle, number>>): boolean | undefined {
  let dayFirst = 0
  let monthFirst = 0
  for (const counts of columns) {
    const d = counts.get('dmy') ?? 0
    const m = counts.get('mdy') ?? 0
    if (d > m) dayFirst++
    if (m > d) monthFirst++
  }
  if (dayFirst === monthFirst) return undefined
  return dayFirst > monthFirst
}

/** The style that most values have; where day and month cannot be told apart, day first unless `dayFirst` is false. */
export function bestDateStyle(counts: ReadonlyMap<DateStyle, number>, dayFirst: boolean | undefined): DateStyle | null {
  let best: DateStyle | null = null
  for (const [style, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = style
  if ((best === 'dmy' || best === 'mdy') && ambiguousDayOrder(counts)) return dayFirst === false ? 'mdy' : 'dmy'
  return best
}
