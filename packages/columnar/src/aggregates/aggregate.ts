import type { Lane } from '../lanes/lane.ts'
import type { GroupKey, LaneType } from '../types.ts'

/** Every aggregate. */
export type AggregateKind =
  'count' | 'sum' | 'mean' | 'median' | 'min' | 'max' | 'distinct' | 'share' | 'earliest' | 'latest' | 'filled'

/** An aggregate over a lane, computed for each group of a view. `count` counts rows and ignores its lane. */
export interface AggregateSpec {
  readonly lane: string
  readonly kind: AggregateKind
}

/** How many cells of a group hold a value; `null` stands for the blank ones. */
export interface Share {
  readonly value: GroupKey
  readonly count: number
}

/** A number; null where there is nothing to compute it from; a list for `share`. */
export type AggregateValue = number | null | readonly Share[]

/** The rows of a view by group, as aggregates see them. Groups are numbered from 0. */
export interface GroupedRows {
  /** By row: the number of its group, or -1 outside the view. May be shorter than the lanes. */
  readonly groupOf: Int32Array
  readonly groupCount: number
  sizeOf(group: number): number
  /** The rows of one group in ascending order. */
  rowsAscending(group: number): Int32Array
}

/** One aggregate over all groups of one view. Nothing is computed before `result` asks for it. */
export interface AggregateRun {
  /** The row leaves the group, or its cell is about to change; the old value can still be read. */
  remove(row: number, group: number): void
  /** The row has come to the group, or its cell has changed; the new value can be read. */
  add(row: number, group: number): void
  result(group: number): AggregateValue
}

/** A registered aggregate. */
export interface AggregateDefinition {
  readonly kind: AggregateKind
  /** Lane types it has a meaning for; null: any, and no lane at all. */
  readonly laneTypes: readonly LaneType[] | null
  /** The lane is of one of `laneTypes`; undefined only where these are null. */
  start(lane: Lane | undefined, rows: GroupedRows): AggregateRun
}
