import type { Json } from '../json.ts'
import { startOfWeek } from '../time/week.ts'

/** From what the days of filters are counted. */
export interface FilterDay {
  /** Whole days since 1970-01-01. */
  readonly today: number
  /** On which weekday weeks begin; Sunday is 0. */
  readonly weekStart: number
}

/**
 * The day that a filter names, of those since 1970-01-01: itself, so many days from today, or the first day of a week or month so
 * many from this one, with `end` its last. Weeks begin as the account's do, so that a shared view shows all the same.
 * `dayOf({ week: 0, end: true }, { today, weekStart: 1 }) // Sunday`
 */
export function dayOf(value: Json | undefined, { today, weekStart }: FilterDay): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { today: days, week, month, end } = value as { readonly [field: string]: Json }
  if (typeof days === 'number') return today + days
  if (typeof week === 'number') return startOfWeek(today, weekStart) + 7 * week + (end === true ? 6 : 0)
  return typeof month === 'number' ? firstOf(today, month + (end === true ? 1 : 0)) - (end === true ? 1 : 0) : undefined
}

function firstOf(day: number, months: number): number {
  const date = new Date(day * 86_400_000)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 86_400_000
}
