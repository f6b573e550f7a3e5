import type { AggregateDefinition } from './aggregate.ts'
import { BlockRun, type BlockFold } from './block-run.ts'

/** Sums within a block go by row; blocks are summed as a binary tree over their numbers. */
export const sumFold: BlockFold = {
  empty: 0,
  addAll: (values, groupOf, from, to, into) => {
    for (let row = from; row < to; row++) {
      const value = values[row] as number
      // Blank cells (NaN) go to place 0, without a branch.
      const place = ((groupOf[row] as number) + 1) * Number(value === value)
      into[place] = (into[place] as number) + value
    }
  },
  ofGroup: (values, groupOf, from, to, group) => {
    let sum = 0
    for (let row = from; row < to; row++) {
      const value = values[row] as number
      if (groupOf[row] === group && value === value) sum += value
    }
    return sum
  },
  ofRows: (values, rows, from, to) => {
    let sum = 0
    for (let i = from; i < to; i++) {
      const value = values[rows[i] as number]
      if (value !== undefined && value === value) sum += value
    }
    return sum
  },
  join: treeSum,
}

/**
 * Adds siblings, level by level, until one number is left. A missing block counts as 0, which changes no sum, so the
 * result is the same whether empty blocks are listed or not, and however many follow the last one.
 */
function treeSum(blocks: Int32Array, sums: Float64Array, count: number): number {
  let left = count
  while (left > 1 || (left === 1 && (blocks[0] as number) > 0)) {
    let next = 0
    for (let i = 0; i < left;) {
      const parent = (blocks[i] as number) >> 1
      let sum = sums[i] as number
      i++
      if (i < left && (blocks[i] as number) >> 1 === parent) sum += sums[i++] as number
      blocks[next] = parent
      sums[next] = sum
      next++
    }
    left = next
  }
  return left === 0 ? 0 : (sums[0] as number)
}

/** The sum; 0 of no numbers; null when it is too large for a double. */
export const sum: AggregateDefinition = {
  kind: 'sum',
  laneTypes: ['number'],
  start: (lane, rows) => {
    const run = new BlockRun(sumFold, lane, rows)
    return {
      remove: (row, group) => run.remove(row, group),
      add: (row, group) => run.add(row, group),
      result: (group) => finiteOrNull(run.result(group)),
    }
  },
}

/** Overflowed sums have no value. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
