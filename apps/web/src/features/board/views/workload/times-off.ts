import type { Fields } from '@fulcrum/domain'
import { timeOffOf, type TimeOff } from '@fulcrum/domain/workload'

/** When members are away, by their ids. */
export type TimesOff = ReadonlyMap<string, readonly TimeOff[]>

/** When members are away, by their records; what was read before where it says the same. */
export function readTimesOff(members: Iterable<readonly [string, Fields]>, before: TimesOff): TimesOff {
  const off = new Map<string, readonly TimeOff[]>()
  for (const [id, fields] of members) {
    const times = timeOffOf(fields)
    if (times.length > 0) off.set(id, times)
  }
  return JSON.stringify([...off]) === JSON.stringify([...before]) ? before : off
}
