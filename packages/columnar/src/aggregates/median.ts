import { assert } from '../errors.ts'
import { NumberLane } from '../lanes/number-lane.ts'
import type { AggregateDefinition, AggregateRun, GroupedRows } from './aggregate.ts'

/** The numbers of a group in order, at the start of a larger array. */
interface Sorted {
  values: Float64Array
  count: number
}

/** Keeps the numbers of each asked group in order; an edit moves the part between two places. */
class MedianRun implements AggregateRun {
  readonly #lane: NumberLane
  readonly #rows: GroupedRows
  readonly #sorted: (Sorted | undefined)[] = []

  constructor(lane: NumberLane, rows: GroupedRows) {
    this.#lane = lane
    this.#rows = rows
  }

  remove(row: number, group: number): void {
    const sorted = this.#sorted[group]
    const value = this.#lane.at(row)
    if (sorted === undefined || Number.isNaN(value)) return
    const at = lowerBound(sorted, value)
    sorted.values.copyWithin(at, at + 1, sorted.count)
    sorted.count--
  }

  add(row: number, group: number): void {
    const sorted = this.#sorted[group]
    const value = this.#lane.at(row)
    if (sorted === undefined || Number.isNaN(value)) return
    const at = lowerBound(sorted, value)
    if (sorted.count === sorted.values.length) {
      const larger = new Float64Array(sorted.count * 2 + 16)
      larger.set(sorted.values)
      sorted.values = larger
    }
    sorted.values.copyWithin(at + 1, at, sorted.count)
    sorted.values[at] = value
    sorted.count++
  }

  result(group: number): number | null {
    const { values, count } = (this.#sorted[group] ??= this.#sort(group))
    if (count === 0) return null
    const upper = values[count >> 1] as number
    if (count % 2 === 1) return upper
    const lower = values[(count >> 1) - 1] as number
    const middle = (lower + upper) / 2
    return Number.isFinite(middle) ? middle : lower / 2 + upper / 2
  }

  #sort(group: number): Sorted {
    const rows = this.#rows.rowsAscending(group)
    const values = new Float64Array(rows.length)
    let count = 0
    for (let i = 0; i < rows.length; i++) {
      const value = this.#lane.at(rows[i] as number)
      if (value === value) values[count++] = value
    }
    values.subarray(0, count).sort()
    return { values, count }
  }
}

function lowerBound({ values, count }: Sorted, value: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The middle number, or the mean of the middle two; null of none. */
export const median: AggregateDefinition = {
  kind: 'median',
  laneTypes: ['number', 'instant', 'day'],
  start: (lane, rows) => {
    assert(lane instanceof NumberLane, 'a median is asked of a lane without numbers')
    return new MedianRun(lane, rows)
  },
}
