import type { Json } from '@fulcrum/domain'
import type { Around, Made } from './template.ts'

/** A label by its name. */
export function is(name: string): Made {
  return ({ label }) => label(name)
}

/** Labels by their names. */
export function are(...names: readonly string[]): Made {
  return ({ label }) => names.map(label)
}

/** The person who uses the template; nobody where nobody does. */
export const mine: Made = ({ day }: Around): Json => (day.memberId === null ? null : [day.memberId])

/** A working day so many of them from today; below zero before it. */
export function day(distance: number): Made {
  return (around) => ({ day: workingDay(around.day.today, distance), minute: null })
}

/** Items by their keys. */
export function items(...keys: readonly string[]): Made {
  return ({ itemId }) => keys.map(itemId)
}

/** Items that have to be finished before. */
export function after(...keys: readonly string[]): Made {
  return ({ itemId }) => keys.map((key) => ({ item: itemId(key), type: 'finish-start', lag: 0 }))
}

/** Monday is 0: 1970-01-01 was a Thursday. */
function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** The working day that many after a day; a weekend stands for the Monday behind it. */
export function workingDay(today: number, distance: number): number {
  const late = weekday(today)
  let day = late > 4 ? today + 7 - late : today
  const step = distance < 0 ? -1 : 1
  for (let left = Math.abs(distance); left > 0;) {
    day += step
    if (weekday(day) <= 4) left -= 1
  }
  return day
}
