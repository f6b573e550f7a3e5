import type { Lane } from '../lanes/lane.ts'
import type { SortColumn, SortKey, ViewOptions } from './sort-key.ts'
import { LANE_ORDERS } from './orders/all.ts'
import { radixOrder } from './radix.ts'

/** A total order of rows. */
export interface RowOrder {
  compare(a: number, b: number): number
  /** The rows in order; `rows` must be ascending. */
  sorted(rows: Int32Array, count: number): Int32Array
  readonly columns: readonly SortColumn[]
}

/** The order by several keys, ties by row. Lanes that are missing or have no order are left out. */
export function rowOrder(
  keys: readonly SortKey[],
  laneOf: (key: string) => Lane | undefined,
  options: ViewOptions,
): RowOrder {
  const columns: SortColumn[] = []
  for (const key of keys) {
    const lane = laneOf(key.lane)
    const column = lane === undefined ? undefined : LANE_ORDERS[lane.type]?.column(lane, key, options)
    if (column !== undefined) columns.push(column)
  }
  return {
    columns,
    compare: (a, b) => {
      for (let i = 0; i < columns.length; i++) {
        const order = (columns[i] as SortColumn).compare(a, b)
        if (order !== 0) return order
      }
      return a - b
    },
    sorted: (rows, count) => {
      if (columns.length === 0) return rows.slice(0, count)
      const order = radixOrder(
        columns.flatMap((column) => column.words(rows, count)),
        count,
      )
      for (let i = 0; i < count; i++) order[i] = rows[order[i] as number] as number
      return order
    },
  }
}
