import type { Lane } from '../lanes/lane.ts'
import { CHUNK_ROWS } from '../types.ts'
import type { Condition, Filter } from './filter.ts'
import { constantMatcher, type Matcher } from './matcher.ts'
import { findOperator, matchesBlank } from './operators/all.ts'

/**
 * Compiles a filter. A condition that does not fit (its lane is gone, has another type, or refuses the value) reads
 * its cells as blank: a board survives the deletion of a column. `parseFilter` is where people are told.
 */
export function compileFilter(filter: Filter, laneOf: (key: string) => Lane | undefined): Matcher {
  if ('and' in filter) return join(filter.and, laneOf, true)
  if ('or' in filter) return join(filter.or, laneOf, false)
  if ('not' in filter) return invert(compileFilter(filter.not, laneOf))
  return compileCondition(filter, laneOf(filter.lane))
}

/** The lanes a filter reads. */
export function filterLanes(filter: Filter): readonly string[] {
  if ('and' in filter) return filter.and.flatMap(filterLanes)
  if ('or' in filter) return filter.or.flatMap(filterLanes)
  if ('not' in filter) return filterLanes(filter.not)
  return [filter.lane]
}

function compileCondition(condition: Condition, lane: Lane | undefined): Matcher {
  const operator = lane && findOperator(lane.type, condition.op)
  if (lane === undefined || operator === undefined || operator.refuses(condition.value) !== null) {
    return constantMatcher(matchesBlank(condition.op))
  }
  return operator.compile(lane, condition.value ?? null)
}

function join(parts: readonly Filter[], laneOf: (key: string) => Lane | undefined, all: boolean): Matcher {
  return joinMatchers(
    parts.map((part) => compileFilter(part, laneOf)),
    all,
  )
}

/** Matches where all (or any) of the parts match. */
export function joinMatchers(parts: readonly Matcher[], all: boolean): Matcher {
  const [first, ...others] = parts
  if (first === undefined) return constantMatcher(all)
  if (others.length === 0) return first
  const scratch = new Uint8Array(CHUNK_ROWS)
  return {
    test: (row) => (all ? parts.every((part) => part.test(row)) : parts.some((part) => part.test(row))),
    fill: (from, to, out) => {
      first.fill(from, to, out)
      for (const part of others) {
        part.fill(from, to, scratch)
        if (all) intersect(out, scratch, to - from)
        else unite(out, scratch, to - from)
      }
    },
  }
}

function intersect(out: Uint8Array, other: Uint8Array, count: number): void {
  for (let i = 0; i < count; i++) out[i] = (out[i] as number) & (other[i] as number)
}

function unite(out: Uint8Array, other: Uint8Array, count: number): void {
  for (let i = 0; i < count; i++) out[i] = (out[i] as number) | (other[i] as number)
}

function invert(matcher: Matcher): Matcher {
  return {
    test: (row) => !matcher.test(row),
    fill: (from, to, out) => {
      matcher.fill(from, to, out)
      for (let i = 0; i < to - from; i++) out[i] = 1 - (out[i] as number)
    },
  }
}
