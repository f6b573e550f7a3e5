import type { AggregateDefinition } from './aggregate.ts'
import { BlockRun } from './block-run.ts'
import { FilledRun } from './filled.ts'
import { finiteOrNull, sumFold } from './sum.ts'

/** The sum divided by the number of cells that are not blank; null of none. */
export const mean: AggregateDefinition = {
  kind: 'mean',
  laneTypes: ['number'],
  start: (lane, rows) => {
    const sums = new BlockRun(sumFold, lane, rows)
    const counts = new FilledRun(lane, rows)
    return {
      remove: (row, group) => {
        sums.remove(row, group)
        counts.remove(row, group)
      },
      add: (row, group) => {
        sums.add(row, group)
        counts.add(row, group)
      },
      result: (group) => {
        const count = counts.result(group)
        return count === 0 ? null : finiteOrNull(sums.result(group) / count)
      },
    }
  },
}
