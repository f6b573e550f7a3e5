import { isWithin } from './pages.ts'
import type { RowSpan } from './week-lanes.ts'

/** A day of a list, and what stands on it. */
export interface AgendaDay {
  readonly day: number
  readonly items: readonly RowSpan[]
}

/** The days that have something to say, in order; today always has. */
export function byDay(
  rows: readonly RowSpan[],
  page: { readonly start: number; readonly end: number },
  today: number,
): AgendaDay[] {
  const days = new Map<number, RowSpan[]>(isWithin(today, page) ? [[today, []]] : [])
  const put = (day: number, span: RowSpan): void => {
    const there = days.get(day)
    if (there === undefined) days.set(day, [span])
    else there.push(span)
  }
  for (const span of rows) {
    if (span.end < page.start || span.start > page.end) continue
    const first = Math.max(span.start, page.start)
    put(first, span)
    if (first < today && isWithin(today, span) && isWithin(today, page)) put(today, span)
  }
  return [...days].map(([day, items]) => ({ day, items })).sort((left, right) => left.day - right.day)
}
