import type { Dice } from './dice.ts'

export const dayMs = 86_400_000
/** Monday of the first week that days are counted from: 1970-01-05. */
const firstMonday = 4
const sprintDays = 14

/** The days of the sample team. Days are counted from 1970-01-01. */
export interface Calendar {
  readonly now: number
  readonly today: number
  /** The Monday on which the running sprint began; it is in its second week. */
  readonly sprintStart: number
}

export function calendarAt(now: number): Calendar {
  const today = Math.floor(now / dayMs)
  const monday = today - ((today - firstMonday) % 7)
  return { now, today, sprintStart: monday - 7 }
}

/** The Monday of a sprint; 0 is the running one, -1 the one before. */
export function sprintStart({ sprintStart: current }: Calendar, sprint: number): number {
  return current + sprint * sprintDays
}

/** The Friday on which a sprint ends. */
export function sprintEnd(calendar: Calendar, sprint: number): number {
  return sprintStart(calendar, sprint) + 11
}

/** A moment in the working hours of a day, or of the Monday after where it is a weekend. */
export function workTime(day: number, dice: Dice): number {
  const weekday = (day - firstMonday + 7_000_000) % 7
  const workday = weekday > 4 ? day + 7 - weekday : day
  return workday * dayMs + Math.floor((8.25 + dice.roll() * 8.5) * 3_600_000)
}

/** A day as sources write it. */
export function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}
