import type { AggregateDefinition } from './aggregate.ts'
import { COUNTABLE_TYPES, TallyRun } from './share.ts'

/** The number of different values, blank cells apart. */
export const distinct: AggregateDefinition = {
  kind: 'distinct',
  laneTypes: COUNTABLE_TYPES,
  start: (lane, rows) => {
    const run = new TallyRun(lane, rows)
    return {
      remove: (row, group) => run.remove(row, group),
      add: (row, group) => run.add(row, group),
      result: (group) => {
        const tally = run.tally(group)
        return tally.has(null) ? tally.size - 1 : tally.size
      },
    }
  },
}
