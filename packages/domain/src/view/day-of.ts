import type { Json } from '../json.ts'

/**
 * The day that a filter names, of those since 1970-01-01: itself, so many days from today, or the first day of a week or month so
 * many from this one, with `end` its last. Weeks begin on Monday for everybody, so that a shared view shows all the same.
 * `dayOf({ week: 0, end: true }, today) // Sunday`
 */
export function dayOf(value: Json | undefined, today: number): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { today: days, week, month, end } = value as { readonly [field: string]: Json }
  if (typeof days === 'number') return today + days
  if (typeof week === 'number') return mondayOf(today) + 7 * week + (end === true ? 6 : 0)
  return typeof month === 'number' ? firstOf(today, month + (end === true ? 1 : 0)) - (end === true ? 1 : 0) : undefined
}

/** Day 0 was a Thursday. */
function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7)
}

function firstOf(day: number, months: number): number {
  const date = new Date(day * 86_400_000)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 86_400_000
}
