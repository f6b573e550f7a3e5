import { dayAt } from '@fulcrum/domain'

/** A moment as one reads it: with its weekday and, in another year, that. */
export function momentWords(at: number, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at)
}

export function dayWords(at: number, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(at)
}

/** The time of a moment, `14:30`, as a time field has it. */
export function timeField(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  return parts.format(at)
}

const dayMs = 86_400_000

/** The moment of a day and a time, `14:30`, in a zone. */
export function momentOf(day: number, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const wall = day * dayMs + (hours * 60 + minutes) * 60_000
  // What the zone's clock shows for a guess says how far the guess is off; once more where the clocks changed between.
  let at = wall
  for (let round = 0; round < 2; round++) at -= shownAt(at, timeZone) - wall
  return at
}

/** What the clock of a zone shows at a moment, as if it were UTC, to the minute. */
function shownAt(at: number, timeZone: string): number {
  const [hours = 0, minutes = 0] = timeField(at, timeZone).split(':').map(Number)
  return dayAt(at, timeZone) * dayMs + (hours * 60 + minutes) * 60_000 + (((at % 60_000) + 60_000) % 60_000)
}
