import type { AggregateRun, GroupedRows } from '../aggregates/aggregate.ts'
import { startAggregate } from '../aggregates/all.ts'
import { rowOrder } from '../sort/comparator.ts'
import type { ViewOptions } from '../sort/sort-key.ts'
import type { Table } from '../table.ts'
import type { GroupKey } from '../types.ts'
import { distribute, groupRows, viewGroupOrder } from './grouping.ts'
import { selectRows, viewMatcher } from './selection.ts'
import type { ViewGroup, ViewResult, ViewSpec } from './spec.ts'

/**
 * Answers a spec once, for the table as it is now; the answer must be read before the table changes. Order and
 * aggregates are computed when they are read.
 *
 *     query(table, { filter: { lane: 'points', op: 'gt', value: 2 }, group: { lane: 'status' } }).groups
 */
export function query(table: Table, spec: ViewSpec, options: ViewOptions = {}): ViewResult {
  const selection = selectRows(table, viewMatcher(table, spec))
  const grouping = groupRows(table, spec, selection)
  const { numbers, groupOf, counts } = grouping
  const byGroup = once(() => distribute(selection.rows, selection.count, grouping))
  const inOrder = once(() => {
    const order = rowOrder(spec.sort ?? [], (key) => table.findLane(key), options)
    if (order.columns.length === 0) return byGroup()
    return distribute(order.sorted(selection.rows, selection.count), selection.count, grouping)
  })
  const grouped: GroupedRows = {
    groupOf,
    groupCount: counts.length,
    sizeOf: (group) => counts[group] ?? 0,
    rowsAscending: (group) => byGroup()[group] ?? EMPTY,
  }
  const runs = (spec.aggregates ?? []).map((aggregate) =>
    startAggregate(aggregate, table.findLane(aggregate.lane), grouped),
  )
  const groupOrder = viewGroupOrder(table, spec, options)
  const groups = numbers.keys
    .map((key, group) => resultGroup(key, group, counts[group] ?? 0, runs))
    .filter(({ count }) => !spec.group || count > 0)
    .sort((a, b) => groupOrder(a.key, b.key))
  const rows = (key: GroupKey): Int32Array => inOrder()[numbers.find(key) ?? -1] ?? EMPTY
  return {
    groups,
    count: selection.count,
    rows,
    window: (key, offset, limit) => rows(key).slice(offset, offset + limit),
    indexOf: (row) => {
      const group = groupOf[row] ?? -1
      if (group < 0) return null
      const key = numbers.keys[group] as GroupKey
      return { group: key, index: rows(key).indexOf(row) }
    },
  }
}

/** A group whose aggregates are computed when they are first read. */
export function resultGroup(key: GroupKey, group: number, count: number, runs: readonly AggregateRun[]): ViewGroup {
  let aggregates: ViewGroup['aggregates'] | null = null
  return {
    key,
    count,
    get aggregates() {
      return (aggregates ??= runs.map((run) => run.result(group)))
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

const EMPTY = new Int32Array(0)
