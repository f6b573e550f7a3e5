import type { ViewOptions } from '../sort/sort-key.ts'
import type { Table } from '../table.ts'
import { query } from './query.ts'
import type { ViewSpec } from './spec.ts'

/** Rows `offset` to `offset + limit` of a view, its groups one after another. */
export function topK(
  table: Table,
  spec: ViewSpec,
  offset: number,
  limit: number,
  options: ViewOptions = {},
): Int32Array {
  const result = query(table, spec, options)
  const rows = result.groups.flatMap((group) => Array.from(result.rows(group.key)))
  return Int32Array.from(rows.slice(offset, offset + limit))
}
