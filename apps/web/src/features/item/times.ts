/** The reader's own clock and zone: times here are read, never stored. */
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })

/** `09:40` today, `23 Nov 09:40` this year, `23 Nov 2024` before. */
export function shortTime(at: number, now: number): string {
  const then = new Date(at)
  const today = new Date(now)
  if (then.toDateString() === today.toDateString()) return clock.format(then)
  if (then.getFullYear() === today.getFullYear()) return `${day.format(then)} ${clock.format(then)}`
  return dayOfYear.format(then)
}

/** With weekday, seconds and zone. */
export function exactTime(at: number): string {
  return exact.format(at)
}
