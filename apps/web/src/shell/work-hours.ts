import type { Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'

/** When somebody works: days from Monday as 1, minutes of the day in their zone. */
export interface WorkHours {
  readonly days: readonly number[]
  readonly from: number
  readonly to: number
}

/** Reads them from a member's record; null where it says none. */
export function readWorkHours(value: Json | undefined): WorkHours | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  // @NOTE written by `member.update` alone, which checks it.
  const { days, from, to } = value as Partial<WorkHours>
  return Array.isArray(days) && typeof from === 'number' && typeof to === 'number' ? { days, from, to } : null
}

const weekdays = [t('Mon'), t('Tue'), t('Wed'), t('Thu'), t('Fri'), t('Sat'), t('Sun')]

/** `Mon–Fri 09:00–17:00`; days that follow on one another are said as a span. */
export function sayWorkHours({ days, from, to }: WorkHours): string {
  const spans: { first: number; last: number }[] = []
  for (const day of [...days].sort((left, right) => left - right)) {
    const open = spans.at(-1)
    if (open !== undefined && open.last === day - 1) open.last = day
    else spans.push({ first: day, last: day })
  }
  const named = spans.map(({ first, last }) =>
    first === last ? nameOf(first) : `${nameOf(first)}${last === first + 1 ? ', ' : '–'}${nameOf(last)}`,
  )
  return `${named.join(', ')} ${sayMinute(from)}–${sayMinute(to)}`
}

/** `09:05`, as time fields take it. */
export function sayMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** The minute of the day that a time field gives; null where it gives none. */
export function readMinute(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})/.exec(text)
  return found === null ? null : Number(found[1]) * 60 + Number(found[2])
}

function nameOf(day: number): string {
  return weekdays[day - 1] ?? ''
}
