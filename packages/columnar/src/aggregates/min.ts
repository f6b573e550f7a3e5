import type { LaneType } from '../types.ts'
import type { AggregateDefinition, AggregateKind } from './aggregate.ts'
import { BlockRun, type BlockFold } from './block-run.ts'
import { finiteOrNull } from './sum.ts'

/** The smallest of `sign * value`. */
function extremeFold(sign: 1 | -1): BlockFold {
  return {
    empty: Infinity,
    addAll: (values, groupOf, from, to, into) => {
      for (let row = from; row < to; row++) {
        const place = (groupOf[row] as number) + 1
        const value = sign * (values[row] as number)
        if (value < (into[place] as number)) into[place] = value
      }
    },
    ofGroup: (values, groupOf, from, to, group) => {
      let low = Infinity
      for (let row = from; row < to; row++) {
        const value = sign * (values[row] as number)
        if (groupOf[row] === group && value < low) low = value
      }
      return low
    },
    ofRows: (values, rows, from, to) => {
      let low = Infinity
      for (let i = from; i < to; i++) {
        const value = sign * (values[rows[i] as number] ?? NaN)
        if (value < low) low = value
      }
      return low
    },
    join: (_blocks, results, count) => {
      let low = Infinity
      for (let i = 0; i < count; i++) if ((results[i] as number) < low) low = results[i] as number
      return low
    },
  }
}

/** An aggregate that is the smallest (sign 1) or largest (sign -1) value; null where there is none. */
export function extreme(kind: AggregateKind, sign: 1 | -1, laneTypes: readonly LaneType[]): AggregateDefinition {
  return {
    kind,
    laneTypes,
    start: (lane, rows) => {
      const run = new BlockRun(extremeFold(sign), lane, rows)
      return {
        remove: (row, group) => run.remove(row, group),
        add: (row, group) => run.add(row, group),
        // Adding 0 turns the -0 that the sign makes into 0.
        result: (group) => finiteOrNull(sign * run.result(group) + 0),
      }
    },
  }
}

/** The smallest number. */
export const min = extreme('min', 1, ['number', 'instant', 'day'])
