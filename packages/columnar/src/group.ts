import { reasonOf } from './reason.ts'
import { compareCodePoints } from './text.ts'
import type { GroupKey, LaneType } from './types.ts'

/** How rows are grouped: one group for each distinct value that occurs, in the order of values, blank cells last. */
export interface GroupSpec {
  readonly lane: string
  /** Keys that come first, in this order; `null` may be among them. */
  readonly order?: readonly GroupKey[]
  /**
   * A text lane that says why a cell of `lane` is blank: rows that hold a text there, and are blank in `lane`, are in groups of
   * these texts (`reasonKey`), between those of values and the blank one.
   */
  readonly reason?: string
}

/** Natural order of the keys of a lane type; then come reasons, and null last. */
export function compareGroupKeys(
  type: LaneType,
  a: GroupKey,
  b: GroupKey,
  collate?: (a: string, b: string) => number,
): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  const [reason, other] = [reasonOf(a), reasonOf(b)]
  if (reason !== null || other !== null) {
    return reason === null ? -1 : other === null ? 1 : compareCodePoints(reason, other)
  }
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b)
  if (type === 'optionSet') return compareNumberLists(a, b)
  return (type === 'text' && collate?.(a, b)) || compareCodePoints(a, b)
}

/** The order that a spec asks for. */
export function groupKeyOrder(
  spec: GroupSpec,
  type: LaneType,
  collate?: (a: string, b: string) => number,
): (a: GroupKey, b: GroupKey) => number {
  const listed = new Map((spec.order ?? []).map((key, position) => [key, position]))
  return (a, b) => {
    const x = listed.get(a) ?? Infinity
    const y = listed.get(b) ?? Infinity
    return x === y ? compareGroupKeys(type, a, b, collate) : x - y
  }
}

function compareNumberLists(a: string, b: string): number {
  const left = a.split(',').map(Number)
  const right = b.split(',').map(Number)
  for (let i = 0; i < left.length && i < right.length; i++) {
    const order = (left[i] as number) - (right[i] as number)
    if (order !== 0) return order
  }
  return left.length - right.length
}
