import { must } from '../errors.ts'
import type { Lane } from '../lanes/lane.ts'
import type { LaneType } from '../types.ts'
import type { AggregateDefinition, AggregateRun, GroupedRows } from './aggregate.ts'

/** Counts the cells of each group that are not blank. */
export class FilledRun implements AggregateRun {
  readonly #lane: Lane
  readonly #rows: GroupedRows
  #counts: number[] | null = null

  constructor(lane: Lane | undefined, rows: GroupedRows) {
    this.#lane = must(lane, 'the lane of an aggregate')
    this.#rows = rows
  }

  remove(row: number, group: number): void {
    if (this.#counts !== null && !this.#lane.isBlank(row)) this.#counts[group] = (this.#counts[group] ?? 0) - 1
  }

  add(row: number, group: number): void {
    if (this.#counts !== null && !this.#lane.isBlank(row)) this.#counts[group] = (this.#counts[group] ?? 0) + 1
  }

  result(group: number): number {
    this.#counts ??= this.#countAll()
    return this.#counts[group] ?? 0
  }

  #countAll(): number[] {
    const counts = Array.from<number>({ length: this.#rows.groupCount }).fill(0)
    const { groupOf } = this.#rows
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row] as number
      if (group >= 0 && !this.#lane.isBlank(row)) counts[group] = (counts[group] as number) + 1
    }
    return counts
  }
}

const EVERY_TYPE: readonly LaneType[] = [
  'text',
  'number',
  'boolean',
  'instant',
  'day',
  'option',
  'optionSet',
  'refSet',
  'json',
]

/** The number of cells that are not blank. */
export const filled: AggregateDefinition = {
  kind: 'filled',
  laneTypes: EVERY_TYPE,
  start: (lane, rows) => new FilledRun(lane, rows),
}
