import { assert } from '../../errors.ts'
import type { Lane } from '../../lanes/lane.ts'
import { TextLane } from '../../lanes/text-lane.ts'
import { compareCodePoints } from '../../text.ts'
import { blankLast, wordsByPosition, type SortKey, type ViewOptions } from '../sort-key.ts'
import { TextPositions } from '../text-positions.ts'
import type { LaneOrder } from './order.ts'

/** Texts by the account's locale where that is asked for, then by code point. */
export const textOrder: LaneOrder = {
  column: (asked, key, options) => {
    const lane = textsOf(asked)
    const collate = collateOf(key, options)
    return {
      numericKey: null,
      compare: blankLast(
        (row) => lane.isBlank(row),
        key.direction,
        (a, b) => {
          const x = lane.get(a) ?? ''
          const y = lane.get(b) ?? ''
          return collate?.(x, y) || compareCodePoints(x, y)
        },
      ),
      words: (rows, count) => {
        const positions = positionsOf(lane).get(collate, lane.rowsInUse)
        const positionOf = (row: number): number => (row < positions.length ? (positions[row] as number) : -1)
        return [wordsByPosition(rows, count, key.direction, positionOf)]
      },
    }
  },
  prepare: (asked, key, options) => {
    const lane = textsOf(asked)
    return positionsOf(lane).prepare(collateOf(key, options), lane.rowsInUse)
  },
}

/** Kept with the lane they follow, for all views that order by it. */
const positionsByLane = new WeakMap<TextLane, TextPositions>()

function positionsOf(lane: TextLane): TextPositions {
  const known = positionsByLane.get(lane)
  if (known !== undefined) return known
  const made = new TextPositions((row) => lane.get(row) ?? '')
  lane.follower = made
  positionsByLane.set(lane, made)
  return made
}

function textsOf(lane: Lane): TextLane {
  assert(lane instanceof TextLane, 'the order of texts is asked of a lane without texts')
  return lane
}

function collateOf({ collation }: SortKey, { collate }: ViewOptions): NonNullable<ViewOptions['collate']> | null {
  return collation === 'locale' ? (collate ?? null) : null
}
