import { startOfWeek } from '../../time/week.ts'
import { dayAt, startOfDay } from '../../time/zone.ts'
import type { ChartStep } from '../kinds/chart.ts'

const dayMs = 86_400_000

/** The first day of the week, month or quarter that a day is in. Weeks begin on the weekday `weekStart`, Sunday is 0. */
export function stepStart(day: number, step: ChartStep, weekStart: number): number {
  if (step === 'day') return day
  if (step === 'week') return startOfWeek(day, weekStart)
  const { year, month } = monthOf(day)
  return firstOfMonth(year, step === 'month' ? month : month - (month % 3))
}

/** The first day after a step that begins on a day. */
export function stepEnd(start: number, step: ChartStep): number {
  if (step === 'day') return start + 1
  if (step === 'week') return start + 7
  const { year, month } = monthOf(start)
  return firstOfMonth(year, month + (step === 'month' ? 1 : 3))
}

function monthOf(day: number): { readonly year: number; readonly month: number } {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() }
}

function firstOfMonth(year: number, month: number): number {
  return Math.round(Date.UTC(year, month, 1) / dayMs)
}

/** Tells the days of many instants: the clock of a zone is asked once for each day of UTC, not for each of them. */
export function dayReader(timeZone: string): (instantMs: number) => number {
  const days = new Map<number, { readonly day: number; readonly next: number; readonly last: number }>()
  return (instantMs) => {
    const utc = Math.floor(instantMs / dayMs)
    let known = days.get(utc)
    if (known === undefined) {
      const day = dayAt(utc * dayMs, timeZone)
      known = { day, next: startOfDay(day + 1, timeZone), last: startOfDay(day + 2, timeZone) }
      days.set(utc, known)
    }
    return instantMs < known.next ? known.day : instantMs < known.last ? known.day + 1 : known.day + 2
  }
}
