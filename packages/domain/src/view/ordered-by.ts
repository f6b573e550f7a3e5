import type { BoardViewSpec, FilterSpec, ViewColumn } from './spec.ts'

/** The columns on which it depends which rows a view shows, in which groups, and in which order. */
export function orderedBy({ filter, sort = [], groupBy }: BoardViewSpec): ReadonlySet<ViewColumn> {
  const columns = new Set<ViewColumn>(sort.map(({ column }) => column))
  if (groupBy !== undefined && groupBy !== null) columns.add(groupBy)
  if (filter) addFiltered(filter, columns)
  return columns
}

function addFiltered(filter: FilterSpec, columns: Set<ViewColumn>): void {
  if ('column' in filter) columns.add(filter.column)
  else if ('not' in filter) addFiltered(filter.not, columns)
  else for (const part of 'and' in filter ? filter.and : filter.or) addFiltered(part, columns)
}
