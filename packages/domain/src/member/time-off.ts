import type { Fields } from '../record.ts'
import type { DaySpan } from '../schedule/plan.ts'
import type { WorkCalendar } from '../schedule/calendar.ts'

/** When somebody is away; nobody asks why. */
export interface TimeOff {
  readonly id: string
  /** The first and the last day, both included, in whole days since 1970-01-01. */
  readonly from: number
  readonly to: number
  /** Half of each of these days. */
  readonly half?: true
}

/** The days of a year: whoever is away for longer says so in parts. */
export const maxDaysOff = 366

/** When a person is away, by their own record, the earliest first. Whoever may not know it is told of none. */
export function timeOffOf(member: Fields): readonly TimeOff[] {
  // @NOTE the commands that set it check it.
  return (member['timeOff'] ?? []) as unknown as readonly TimeOff[]
}

/** How much of a day somebody is away: 1, 0.5 or 0. */
export function awayOn(day: number, off: readonly TimeOff[]): number {
  const parts = off.filter(({ from, to }) => from <= day && day <= to).map(({ half }) => (half === true ? 0.5 : 1))
  return Math.max(0, ...parts)
}

/** How many working days of a span somebody is away, halves counted as such. */
export function daysAway(span: DaySpan, off: readonly TimeOff[], { isFree }: WorkCalendar): number {
  let days = 0
  for (const day of daysOff(span, off)) if (!isFree(day)) days += awayOn(day, off)
  return days
}

/** The days of a span of which somebody is away at least a part, each once, in order. */
export function daysOff({ start, end }: DaySpan, off: readonly TimeOff[]): readonly number[] {
  const days = new Set<number>()
  for (const { from, to } of off) {
    for (let day = Math.max(from, start); day <= Math.min(to, end); day += 1) days.add(day)
  }
  return [...days].sort((left, right) => left - right)
}
