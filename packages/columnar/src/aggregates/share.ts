import { must } from '../errors.ts'
import type { Lane } from '../lanes/lane.ts'
import type { GroupKey, LaneType } from '../types.ts'
import { compareGroupKeys } from '../group.ts'
import type { AggregateDefinition, AggregateRun, GroupedRows, Share } from './aggregate.ts'

type Tally = Map<GroupKey, number>

/** Counts each value in each group. */
export class TallyRun {
  readonly lane: Lane
  readonly #rows: GroupedRows
  #tallies: Tally[] | null = null

  constructor(lane: Lane | undefined, rows: GroupedRows) {
    this.lane = must(lane, 'the lane of an aggregate')
    this.#rows = rows
  }

  remove(row: number, group: number): void {
    this.#change(row, group, -1)
  }

  add(row: number, group: number): void {
    this.#change(row, group, 1)
  }

  tally(group: number): Tally {
    this.#tallies ??= this.#countAll()
    return (this.#tallies[group] ??= new Map())
  }

  #change(row: number, group: number, by: number): void {
    if (this.#tallies === null) return
    const tally = this.tally(group)
    const key = this.lane.groupKey(row)
    const count = (tally.get(key) ?? 0) + by
    if (count === 0) tally.delete(key)
    else tally.set(key, count)
  }

  /** Numbers the values, counts the numbers, then names them: faster than a map of values for each row. */
  #countAll(): Tally[] {
    const { groupOf, groupCount } = this.#rows
    const rows = new Int32Array(groupOf.length)
    let rowCount = 0
    for (let row = 0; row < groupOf.length; row++) if ((groupOf[row] as number) >= 0) rows[rowCount++] = row
    const keys: GroupKey[] = []
    const numberOf = new Map<GroupKey, number>()
    const slots = new Int32Array(groupOf.length)
    this.lane.assignSlots(
      rows,
      rowCount,
      (key) => {
        const known = numberOf.get(key)
        if (known !== undefined) return known
        numberOf.set(key, keys.length)
        return keys.push(key) - 1
      },
      slots,
    )
    const tallies = Array.from({ length: groupCount }, (): Tally => new Map())
    const size = groupCount * keys.length
    if (size > DENSE_LIMIT) {
      for (let i = 0; i < rowCount; i++) {
        const row = rows[i] as number
        const tally = must(tallies[groupOf[row] as number], 'a tally')
        const key = keys[slots[row] as number] as GroupKey
        tally.set(key, (tally.get(key) ?? 0) + 1)
      }
      return tallies
    }
    const counts = new Int32Array(size)
    for (let i = 0; i < rowCount; i++) {
      const row = rows[i] as number
      const at = (groupOf[row] as number) * keys.length + (slots[row] as number)
      counts[at] = (counts[at] as number) + 1
    }
    counts.forEach((count, at) => {
      if (count > 0) tallies[Math.floor(at / keys.length)]?.set(keys[at % keys.length] as GroupKey, count)
    })
    return tallies
  }
}

/** Counts of values by group are held in one array up to this size. */
const DENSE_LIMIT = 1 << 20

/** Lane types whose values can be told apart. */
export const COUNTABLE_TYPES: readonly LaneType[] = [
  'text',
  'number',
  'boolean',
  'instant',
  'day',
  'option',
  'optionSet',
  'refSet',
]

/** How often each value occurs, in the order of values, blank cells last. */
export const share: AggregateDefinition = {
  kind: 'share',
  laneTypes: COUNTABLE_TYPES,
  start: (lane, rows): AggregateRun => {
    const run = new TallyRun(lane, rows)
    return {
      remove: (row, group) => run.remove(row, group),
      add: (row, group) => run.add(row, group),
      result: (group) =>
        Array.from(run.tally(group), ([value, count]): Share => ({ value, count })).sort((a, b) =>
          compareGroupKeys(run.lane.type, a.value, b.value),
        ),
    }
  },
}
