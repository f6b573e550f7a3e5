import { zonedDay } from '../shared/days.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const hoursAndMinutes = /^(?:(\d{1,3}(?:[.,]\d{1,2})?)\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*m?(?:in(?:utes?)?|ins)?)?$/
const clock = /^(\d{1,3}):(\d{2})$/
const range = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to|until|bis)\s*(\d{1,2})(?:[:.](\d{2}))?$/

/** From one instant to another. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Reads time as people write it down: `45m`, `1h 30m`, `1.5h`, `1:30`, `90` (minutes) end now; `9:00–10:30` is of the day, by
 * the clocks of the zone.
 */
export function readSpan(text: string, nowMs: number, timeZone: string): Span | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const times = range.exec(plain)
  if (times) {
    const { day } = zonedDay(nowMs, timeZone)
    const [from, to] = [minutesOf(times[1], times[2]), minutesOf(times[3], times[4])]
    if (from === null || to === null || to <= from) return null
    return { start: instantAt(day, from, timeZone), end: instantAt(day, to, timeZone) }
  }
  const ms = durationMs(plain)
  return ms === null ? null : { start: nowMs - ms, end: nowMs }
}

/** The instant at which clocks of a zone show this time on this day. */
export function instantAt(day: number, minute: number, timeZone: string): number {
  const wanted = day * dayMs + minute * minuteMs
  const shownAt = (instant: number): number => {
    const shown = zonedDay(instant, timeZone)
    return shown.day * dayMs + shown.minute * minuteMs
  }
  const first = wanted - (shownAt(wanted) - wanted)
  // Where the clocks are put on or back between the guess and the answer, the second look is right.
  return first - (shownAt(first) - wanted)
}

function durationMs(text: string): number | null {
  const pair = clock.exec(text)
  if (pair) return Number(pair[2]) > 59 ? null : bounded(Number(pair[1]) * 60 + Number(pair[2]))
  const [whole, hours, minutes] = hoursAndMinutes.exec(text) ?? []
  if (whole === undefined || whole === '') return null
  return bounded(Number((hours ?? '0').replace(',', '.')) * 60 + Number(minutes ?? 0))
}

function bounded(minutes: number): number | null {
  return minutes > 0 && minutes <= 60 * 24 * 31 ? Math.round(minutes * minuteMs) : null
}

function minutesOf(hour: string | undefined, minute: string | undefined): number | null {
  const [hours, minutes] = [Number(hour), Number(minute ?? 0)]
  return hours > 24 || minutes > 59 || hours * 60 + minutes > 1_440 ? null : hours * 60 + minutes
}
