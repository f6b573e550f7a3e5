import { assert } from '../../errors.ts'
import { NUMBER_DOMAINS, NumberLane, type NumberDomain } from '../../lanes/number-lane.ts'
import type { LaneValue } from '../../types.ts'
import type { OperatorId } from '../filter.ts'
import type { Matcher } from '../matcher.ts'
import type { Operator } from '../operator.ts'

/** Operators of a number, instant or day lane: each is a closed range of doubles, or everything outside one. */
export function numberOperators(domain: NumberDomain): readonly Operator[] {
  return [
    single(domain, 'eq', (value) => [value, value]),
    { ...single(domain, 'ne', (value) => [value, value], true), matchesBlank: true },
    single(domain, 'lt', (value) => [-Infinity, nextBelow(value)]),
    single(domain, 'lte', (value) => [-Infinity, value]),
    single(domain, 'gt', (value) => [-nextBelow(-value), Infinity]),
    single(domain, 'gte', (value) => [value, Infinity]),
    {
      id: 'between',
      operand: 'pair',
      matchesBlank: false,
      refuses: (value) =>
        Array.isArray(value) && value.length === 2 && value.every((part) => isNumber(part, domain))
          ? null
          : `takes two values, each ${domain.expected}`,
      compile: (lane, value) => {
        assert(Array.isArray(value), 'between takes a pair')
        return rangeMatcher(lane, Number(value[0]), Number(value[1]), false)
      },
    },
  ]
}

function single(
  domain: NumberDomain,
  id: OperatorId,
  rangeOf: (value: number) => readonly [number, number],
  outside = false,
): Operator {
  return {
    id,
    operand: 'one',
    matchesBlank: false,
    refuses: (value) => (isNumber(value, domain) ? null : `takes ${domain.expected}`),
    compile: (lane, value) => {
      const [low, high] = rangeOf(Number(value))
      return rangeMatcher(lane, low, high, outside)
    },
  }
}

function isNumber(value: LaneValue | undefined, domain: NumberDomain): boolean {
  return typeof value === 'number' && Math.abs(value) <= domain.limit && (!domain.whole || Number.isInteger(value))
}

function rangeMatcher(lane: unknown, low: number, high: number, outside: boolean): Matcher {
  assert(lane instanceof NumberLane, 'a range is asked of a lane without numbers')
  const flip = Number(outside)
  return {
    // A blank cell is NaN, for which both comparisons are false. There is no branch in the loop: data is not sorted,
    // and branches guessed wrong cost four times as much as the comparisons.
    fill: (from, to, out) => {
      const values = lane.values
      const end = Math.min(to, values.length)
      for (let row = from; row < end; row++) {
        const value = values[row] as number
        out[row - from] = (Number(value >= low) & Number(value <= high)) ^ flip
      }
      if (end < to) out.fill(flip, Math.max(end - from, 0), to - from)
    },
    test: (row) => {
      const value = lane.at(row)
      return (value >= low && value <= high) !== outside
    },
  }
}

/** The largest double below a finite one. */
function nextBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? -1n : 1n))
  return view.getFloat64(0)
}

/** Operators by lane type. */
export const numericOperators = {
  number: numberOperators(NUMBER_DOMAINS.number),
  instant: numberOperators(NUMBER_DOMAINS.instant),
  day: numberOperators(NUMBER_DOMAINS.day),
} as const
