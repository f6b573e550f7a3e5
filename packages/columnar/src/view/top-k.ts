import { rowOrder, type RowOrder } from '../sort/comparator.ts'
import { firstInOrder } from '../sort/first-in-order.ts'
import type { ViewOptions } from '../sort/sort-key.ts'
import type { Table } from '../table.ts'
import { groupRows, viewGroupOrder } from './grouping.ts'
import { selectRows, viewMatcher } from './selection.ts'
import type { ViewSpec } from './spec.ts'

/**
 * Rows `offset` to `offset + limit` of a view with its groups one after another, without ordering the rest: for a first
 * viewport.
 */
export function topK(
  table: Table,
  spec: ViewSpec,
  offset: number,
  limit: number,
  options: ViewOptions = {},
): Int32Array {
  const selection = selectRows(table, viewMatcher(table, spec))
  const order = rowOrder(spec.sort ?? [], (key) => table.findLane(key), options)
  const end = Math.min(offset + limit, selection.count)
  if (offset >= end) return new Int32Array(0)
  if (!spec.group) return partOf(selection.rows.subarray(0, selection.count), offset, end, order)
  const { numbers, groupOf, counts } = groupRows(table, spec, selection)
  const compareKeys = viewGroupOrder(table, spec, options)
  const groups = numbers.keys.map((key, group) => ({ key, group })).sort((a, b) => compareKeys(a.key, b.key))
  const result = new Int32Array(end - offset)
  let start = 0
  for (const { group } of groups) {
    const size = counts[group] ?? 0
    const from = Math.max(offset - start, 0)
    const to = Math.min(end - start, size)
    if (from < to) {
      const members = selection.rows.subarray(0, selection.count).filter((row) => groupOf[row] === group)
      result.set(partOf(members, from, to, order), start + from - offset)
    }
    start += size
  }
  return result
}

/** Places [from, to) of the ascending rows in their order. */
function partOf(rows: Int32Array, from: number, to: number, order: RowOrder): Int32Array {
  if (order.columns.length === 0) return rows.slice(from, to)
  return firstInOrder(rows, to, order).subarray(from)
}
