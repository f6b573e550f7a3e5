import { assert } from '../../errors.ts'
import { SetLane, type SetDomain, type SetMember } from '../../lanes/set-lane.ts'
import { compareCodePoints } from '../../text.ts'
import { rankPositions } from '../rank-positions.ts'
import { blankLast, wordsByPosition, type SortKey } from '../sort-key.ts'
import type { LaneOrder } from './order.ts'

/** Sets in the order of their first members, then of their second, and so on; a shorter one first. */
export const setOrder: LaneOrder = {
  column: (lane, key) => {
    assert(lane instanceof SetLane, 'the order of sets is asked of a lane without sets')
    const compareMembers = memberOrder(lane.type, key)
    const compareSets = (a: readonly SetMember[], b: readonly SetMember[]): number => {
      for (let i = 0; i < a.length && i < b.length; i++) {
        const order = compareMembers(a[i] as SetMember, b[i] as SetMember)
        if (order !== 0) return order
      }
      return a.length - b.length
    }
    return {
      numericKey: null,
      compare: blankLast(
        (row) => lane.isBlank(row),
        key.direction,
        (a, b) => compareSets(lane.setOf(lane.at(a)), lane.setOf(lane.at(b))),
      ),
      words: (rows, count) => {
        const codes = new Uint32Array(lane.codeCount)
          .map((_, code) => code)
          .filter((code) => lane.setOf(code).length > 0)
        codes.sort((a, b) => compareSets(lane.setOf(a), lane.setOf(b)))
        const positionOfCode = new Int32Array(lane.codeCount).fill(-1)
        codes.forEach((code, position) => (positionOfCode[code] = position))
        const positionOf = (row: number): number => positionOfCode[lane.at(row)] as number
        return [wordsByPosition(rows, count, key.direction, positionOf)]
      },
    }
  },
}

/** Options by their rank, ids by their text. */
function memberOrder(type: SetDomain['type'], { rank = [] }: SortKey): (a: SetMember, b: SetMember) => number {
  if (type === 'refSet') return (a, b) => compareCodePoints(String(a), String(b))
  const positions = rankPositions(rank, 65535)
  return (a, b) => (positions[Number(a)] as number) - (positions[Number(b)] as number)
}
