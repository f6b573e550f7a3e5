import { assert } from '../../errors.ts'
import { CodeLane } from '../../lanes/code-lane.ts'
import { rankPositions } from '../rank-positions.ts'
import { blankLast, wordsByPosition } from '../sort-key.ts'
import type { LaneOrder } from './order.ts'

/** False before true; options by their rank. */
export const codeOrder: LaneOrder = {
  column: (lane, key) => {
    assert(lane instanceof CodeLane, 'the order of codes is asked of a lane without codes')
    const positions = rankPositions(lane.type === 'option' ? (key.rank ?? []) : [], lane.domain.maxCode)
    const sign = key.direction === 'asc' ? 1 : -1
    return {
      numericKey: (row) => {
        const code = lane.at(row)
        return code === 0 ? Infinity : sign * (positions[code] as number)
      },
      compare: blankLast(
        (row) => lane.isBlank(row),
        key.direction,
        (a, b) => (positions[lane.at(a)] as number) - (positions[lane.at(b)] as number),
      ),
      words: (rows, count) => [wordsByPosition(rows, count, key.direction, (row) => positions[lane.at(row)] as number)],
    }
  },
}
