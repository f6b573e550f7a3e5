import type { AggregateSpec, AggregateValue } from '../aggregates/aggregate.ts'
import type { Filter } from '../filter/filter.ts'
import type { GroupSpec } from '../group.ts'
import type { SortKey } from '../sort/sort-key.ts'
import type { GroupKey } from '../types.ts'

/** What a view shows: live rows that pass filter and search, in groups, in order, with aggregates for each group. */
export interface ViewSpec {
  readonly filter?: Filter | null
  /** Rows in which one of these text lanes contains the text, by matching key. An empty text finds every row. */
  readonly search?: { readonly lanes: readonly string[]; readonly text: string } | null
  readonly sort?: readonly SortKey[]
  readonly group?: GroupSpec | null
  readonly aggregates?: readonly AggregateSpec[]
}

/** One group of a view. A view without grouping has exactly one, with the key null. */
export interface ViewGroup {
  readonly key: GroupKey
  /** Rows in it; at least 1, except in a view without grouping. */
  readonly count: number
  /** In the order of `spec.aggregates`; computed when read. */
  readonly aggregates: readonly AggregateValue[]
}

/** Where a row stands. */
export interface RowPlace {
  readonly group: GroupKey
  readonly index: number
}

/** What a view can be asked. */
export interface ViewResult {
  /** In order. */
  readonly groups: readonly ViewGroup[]
  /** Rows in all groups. */
  readonly count: number
  /** The rows of a group in order, empty if there is no such group. Valid until the next change of the view. */
  rows(group: GroupKey): Int32Array
  /** A copy of at most `limit` rows of a group, from `offset` on. */
  window(group: GroupKey, offset: number, limit: number): Int32Array
  /** Where a row stands, or null when it is not in the view. */
  indexOf(row: number): RowPlace | null
}
