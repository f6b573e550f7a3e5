/** An item and the days that it takes, both included. */
export interface DaySpan {
  readonly start: number
  readonly end: number
}

/** A span of a row of the board. */
export interface RowSpan extends DaySpan {
  readonly row: number
}

/** An item in one week: from which of its days to which, in which lane, and whether it goes on beyond them. */
export interface WeekBar extends RowSpan {
  /** 0 to 6, both included. */
  readonly from: number
  readonly to: number
  readonly lane: number
  readonly goesBefore: boolean
  readonly goesAfter: boolean
}

/** The bars of a week, and how many items of each day have no room. */
export interface WeekLanes {
  readonly bars: readonly WeekBar[]
  readonly more: readonly number[]
  /** Lanes that have a bar. */
  readonly height: number
}

const WEEK = 7

/** The order in which items take lanes: what began first on top, the longer of two, then as they were given. */
export function inLaneOrder<S extends RowSpan>(spans: readonly S[]): S[] {
  return spans.toSorted((left, right) => left.start - right.start || right.end - left.end)
}

/**
 * Puts the items of a week into lanes: each into the topmost one that is free on all of its days. `ordered` are in lane order.
 * A day has room for `limit` lanes; one with more items keeps the last of them free to say how many more there are.
 */
export function layOutWeek(ordered: readonly RowSpan[], firstDay: number, limit: number): WeekLanes {
  const more = Array.from({ length: WEEK }, () => 0)
  // By lane, one bit for each of its days that is taken.
  const taken: number[] = Array.from({ length: limit }, () => 0)
  const placed: WeekBar[] = []
  for (const span of ordered) {
    const from = Math.max(0, span.start - firstDay)
    const to = Math.min(WEEK - 1, span.end - firstDay)
    if (from >= WEEK || to < 0) continue
    const days = bits(from, to)
    const lane = taken.findIndex((there) => (there & days) === 0)
    if (lane < 0) {
      count(more, from, to)
      continue
    }
    taken[lane] = (taken[lane] ?? 0) | days
    const goesBefore = span.start < firstDay
    const goesAfter = span.end > firstDay + WEEK - 1
    placed.push({ ...span, from, to, lane, goesBefore, goesAfter })
  }
  // Bars of the last lane do not overlap: taking one out leaves the others of it where they are.
  const bars = placed.filter(({ lane, from, to }) => {
    const fits = lane < limit - 1 || more.slice(from, to + 1).every((hidden) => hidden === 0)
    if (!fits) count(more, from, to)
    return fits
  })
  return { bars, more, height: bars.reduce((height, { lane }) => Math.max(height, lane + 1), 0) }
}

function bits(from: number, to: number): number {
  return (1 << (to + 1)) - (1 << from)
}

function count(more: number[], from: number, to: number): void {
  for (let day = from; day <= to; day += 1) more[day] = (more[day] ?? 0) + 1
}
