import { compileFilter, filterLanes, joinMatchers } from '../filter/compile.ts'
import { constantMatcher, type Matcher } from '../filter/matcher.ts'
import { containsMatcher } from '../filter/operators/text.ts'
import { TextLane } from '../lanes/text-lane.ts'
import type { Table } from '../table.ts'
import { matchingKey } from '../text.ts'
import { CHUNK_ROWS } from '../types.ts'
import type { ViewSpec } from './spec.ts'

/** Rows in ascending order, at the start of a larger array. */
export interface Selection {
  readonly rows: Int32Array
  readonly count: number
}

/** The test of filter and search, or null when every live row passes. */
export function viewMatcher(table: Table, spec: ViewSpec): Matcher | null {
  const parts: Matcher[] = []
  if (spec.filter) parts.push(compileFilter(spec.filter, (key) => table.findLane(key)))
  const needle = matchingKey(spec.search?.text ?? '')
  if (spec.search && needle !== '') {
    const lanes = spec.search.lanes.map((key) => table.findLane(key)).filter((lane) => lane instanceof TextLane)
    parts.push(
      joinMatchers(
        lanes.map((lane) => containsMatcher(lane, needle)),
        false,
      ),
    )
  }
  return parts.length === 0 ? null : joinMatchers(parts, true)
}

/** The lanes that decide whether a row is in the view. */
export function selectionLanes(spec: ViewSpec): readonly string[] {
  return [...(spec.filter ? filterLanes(spec.filter) : []), ...(spec.search?.lanes ?? [])]
}

/** The live rows that pass. */
export function selectRows(table: Table, matcher: Matcher | null): Selection {
  const { liveness, rowCount } = table
  const test = matcher ?? constantMatcher(true)
  // One longer than the rows: the loop below writes before it knows whether the row stays.
  const rows = new Int32Array(rowCount + 1)
  const passed = new Uint8Array(CHUNK_ROWS)
  let count = 0
  for (let from = 0; from < rowCount; from += CHUNK_ROWS) {
    const to = Math.min(from + CHUNK_ROWS, rowCount)
    test.fill(from, to, passed)
    for (let row = from; row < to; row++) {
      rows[count] = row
      count += (passed[row - from] as number) & (liveness[row] as number)
    }
  }
  return { rows, count }
}
