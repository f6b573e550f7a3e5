import { timeFormat } from './reader-times.ts'

/** `09:40` today, `23 Nov 09:40` this year, `23 Nov 2024` before: in the reader's own zone. */
export function shortTime(at: number, now: number): string {
  const clock = (): string => timeFormat({ hour: '2-digit', minute: '2-digit' }).format(at)
  if (isSame(at, now, { dateStyle: 'short' })) return clock()
  if (isSame(at, now, { year: 'numeric' })) {
    return `${timeFormat({ day: 'numeric', month: 'short' }).format(at)} ${clock()}`
  }
  return timeFormat({ day: 'numeric', month: 'short', year: 'numeric' }).format(at)
}

/** `09:40` today, `23 Nov` before. */
export function dayOrTime(at: number, now: number): string {
  return isSame(at, now, { dateStyle: 'short' })
    ? timeFormat({ hour: '2-digit', minute: '2-digit' }).format(at)
    : timeFormat({ day: 'numeric', month: 'short' }).format(at)
}

/** With weekday, seconds and zone. */
export function exactTime(at: number): string {
  return timeFormat({ dateStyle: 'full', timeStyle: 'long' }).format(at)
}

function isSame(one: number, other: number, by: Intl.DateTimeFormatOptions): boolean {
  const format = timeFormat(by)
  return format.format(one) === format.format(other)
}
