import type { TimelineZoom } from '@fulcrum/domain'
import type { DaySpan } from '@fulcrum/domain/schedule'
import { dayFormat, dayOf, isoWeek, partsOf } from '@fulcrum/ui/date-picker'

/** How wide a day is drawn. */
export const dayPx: Readonly<Record<TimelineZoom, number>> = { day: 40, week: 20, month: 7, quarter: 2.5 }

/** The furthest that the sheet reaches from today, whatever a cell says. */
const FAR_DAYS = 7_300

/** A part of a scale. */
export interface Tick {
  /** Its first day, and the first of the next. */
  readonly from: number
  readonly to: number
  readonly label: string
}

/** The coarse scale above and the fine one below it, over the days from one to before another. */
export interface Scales {
  readonly coarse: readonly Tick[]
  readonly fine: readonly Tick[]
}

interface Words {
  readonly locale: string
  /** 0 is Sunday. */
  readonly weekStart: number
}

/** The scales of a zoom over a range of days. */
export function scalesOf(zoom: TimelineZoom, from: number, to: number, words: Words): Scales {
  return makers[zoom](from, to, words)
}

type Make = (from: number, to: number, words: Words) => Scales

const makers: Readonly<Record<TimelineZoom, Make>> = {
  day: (from, to, { locale }) => {
    const weekday = dayFormat(locale, { weekday: 'narrow' })
    return {
      coarse: months(from, to, locale),
      fine: ticks(from, to, sameDay, (day) => `${weekday(day)} ${partsOf(day).date}`),
    }
  },
  week: (from, to, { locale, weekStart }) => ({
    coarse: months(from, to, locale),
    fine: ticks(from, to, startOfWeek(weekStart), (day) => `W${isoWeek(day + 3)} · ${partsOf(day).date}`),
  }),
  month: (from, to, { locale }) => ({
    coarse: years(from, to),
    fine: ticks(from, to, startOfMonth, dayFormat(locale, { month: 'short' })),
  }),
  quarter: (from, to) => ({
    coarse: years(from, to),
    fine: ticks(from, to, startOfQuarter, (day) => `Q${Math.floor(partsOf(day).month / 3) + 1}`),
  }),
}

function months(from: number, to: number, locale: string): readonly Tick[] {
  return ticks(from, to, startOfMonth, dayFormat(locale, { month: 'long', year: 'numeric' }))
}

function years(from: number, to: number): readonly Tick[] {
  return ticks(from, to, startOfYear, (day) => String(partsOf(day).year))
}

/** The range that a timeline covers for some items and today. */
export function rangeOf(items: Iterable<DaySpan>, today: number) {
  let [first, last] = [today, today]
  for (const { start, end } of items) {
    if (start < first) first = start
    if (end > last) last = end
  }
  return rangeAround(Math.max(first, today - FAR_DAYS), Math.min(last, today + FAR_DAYS))
}

/** Days without work that follow each other, as one. */
export function freeRuns(from: number, to: number, isFree: (day: number) => boolean): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (let day = from; day < to; day += 1) {
    if (!isFree(day)) continue
    const last = runs.at(-1)
    if (last?.to === day) last.to = day + 1
    else runs.push({ from: day, to: day + 1 })
  }
  return runs
}

/** The range that a timeline covers: whole months around the first and the last day, with room to go on. */
export function rangeAround(first: number, last: number): { readonly from: number; readonly to: number } {
  const { year, month } = partsOf(first)
  const end = partsOf(last)
  return { from: dayOf(year, month - 3, 1), to: dayOf(end.year, end.month + 13, 1) }
}

function ticks(
  from: number,
  to: number,
  startOf: (day: number) => number,
  label: (day: number) => string,
): readonly Tick[] {
  const all: Tick[] = []
  for (let at = startOf(from); at < to;) {
    const next = nextStart(at, startOf)
    all.push({ from: at, to: next, label: label(at) })
    at = next
  }
  return all
}

/** The first day behind one that begins a part, on which another begins. */
function nextStart(at: number, startOf: (day: number) => number): number {
  for (const length of [1, 7, 28, 29, 30, 31, 90, 91, 92, 365, 366])
    if (startOf(at + length) === at + length) return at + length
  return at + 366
}

function sameDay(day: number): number {
  return day
}

function startOfMonth(day: number): number {
  return day - partsOf(day).date + 1
}

function startOfWeek(weekStart: number): (day: number) => number {
  return (day) => day - ((partsOf(day).weekday - weekStart + 7) % 7)
}

function startOfQuarter(day: number): number {
  const { year, month } = partsOf(day)
  return dayOf(year, month - (month % 3), 1)
}

function startOfYear(day: number): number {
  return dayOf(partsOf(day).year, 0, 1)
}
