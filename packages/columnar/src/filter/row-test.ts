import type { Table } from '../table.ts'
import { compileFilter } from './compile.ts'
import type { Filter } from './filter.ts'

/** Tells of single rows whether they pass a filter, by their cells as they are when it is asked. For as long as the table keeps its lanes. */
export function rowTest(table: Table, filter: Filter): (row: number) => boolean {
  const matcher = compileFilter(filter, (key) => table.findLane(key))
  return (row) => matcher.test(row)
}
