import type { AggregateKind } from '@fulcrum/columnar'

/** What aggregates are called in menus. */
export const aggregateLabels: Readonly<Record<AggregateKind, string>> = {
  count: 'Count',
  filled: 'Filled',
  sum: 'Sum',
  mean: 'Average',
  median: 'Median',
  min: 'Smallest',
  max: 'Largest',
  earliest: 'Earliest',
  latest: 'Latest',
  distinct: 'Different values',
  share: 'Share',
}
