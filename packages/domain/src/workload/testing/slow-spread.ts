import type { WorkDays } from '../../account/day.ts'
import { slowIsFree } from '../../schedule/testing/slow-schedule.ts'

/** An item in plain words. */
export interface PlainWork {
  readonly people: readonly string[]
  readonly start: number | null
  readonly last: number | null
  readonly effort: number | null
  readonly over: boolean
}

/** What one of its people has to do of an item on each of its days, one day after another. */
export function slowDays({ people, start, last, effort }: PlainWork, workDays: WorkDays): ReadonlyMap<number, number> {
  const from = start ?? last
  if (from === null) return new Map()
  const all: number[] = []
  for (let day = from; day <= Math.max(from, last ?? from); day += 1) all.push(day)
  const worked = all.filter((day) => !slowIsFree(day, workDays))
  const days = worked.length === 0 ? all : worked
  const each = Math.max(0, effort ?? 0) / Math.max(1, people.length) / days.length
  return new Map(days.map((day) => [day, each]))
}
