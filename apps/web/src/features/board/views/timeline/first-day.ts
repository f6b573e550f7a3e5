import type { DaySpan } from '@fulcrum/domain/schedule'

/** The day that a timeline shows first: today where bars are in sight of it, else a day of the bar nearest to it. */
export function firstDay(spans: Iterable<DaySpan>, today: number, inSight: DaySpan): number {
  let nearest: { readonly day: number; readonly away: number } | null = null
  for (const { start, end } of spans) {
    if (start <= inSight.end && end >= inSight.start) return today
    const day = end < today ? end : start
    const away = Math.abs(day - today)
    if (nearest === null || away < nearest.away) nearest = { day, away }
  }
  return nearest?.day ?? today
}
