import type { Lane } from '../lanes/lane.ts'
import type { LaneValue } from '../types.ts'
import type { OperatorId } from './filter.ts'
import type { Matcher } from './matcher.ts'

/** What kind of value an operator takes, for those who draw an editor for it. */
export type OperandKind = 'none' | 'one' | 'pair' | 'list'

/**
 * A registered operator of a lane type.
 *
 * Blank cells: the operators that deny (isNot, notContains, ne, noneOf, hasNone) and `empty` match them, all others
 * do not. `matchesBlank` says so; it is also the answer for a lane that does not exist (any more).
 */
export interface Operator {
  readonly id: OperatorId
  readonly operand: OperandKind
  readonly matchesBlank: boolean
  /** What is wrong with a value, as the end of a sentence ("takes ..."), or null. */
  refuses(value: LaneValue | undefined): string | null
  /** `value` has passed `refuses`, `lane` is of the type the operator is registered for. */
  compile(lane: Lane, value: LaneValue): Matcher
}
