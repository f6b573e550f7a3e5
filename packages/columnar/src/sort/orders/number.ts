import { assert } from '../../errors.ts'
import { NumberLane } from '../../lanes/number-lane.ts'
import { numberWords } from '../number-words.ts'
import { blankLast } from '../sort-key.ts'
import type { LaneOrder } from './order.ts'

/** Numbers, instants and days by size. */
export const numberOrder: LaneOrder = {
  column: (lane, { direction }) => {
    assert(lane instanceof NumberLane, 'the order of numbers is asked of a lane without numbers')
    const sign = direction === 'asc' ? 1 : -1
    return {
      numericKey: (row) => {
        const value = lane.at(row)
        return value === value ? sign * value : Infinity
      },
      compare: blankLast(
        (row) => lane.isBlank(row),
        direction,
        (a, b) => {
          const x = lane.at(a)
          const y = lane.at(b)
          return x < y ? -1 : x > y ? 1 : 0
        },
      ),
      words: (rows, count) => numberWords(lane.values, rows, count, direction),
    }
  },
}
