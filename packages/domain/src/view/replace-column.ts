import type { ColumnKind } from '../column/kind.ts'
import { settingsWithColumn, settingsWithFilters, type ViewKind } from './kinds/kind.ts'
import type { BoardViewSpec, FilterCondition, FilterSpec } from './spec.ts'

/** A column that takes the place of another one in views. */
export interface Replacement {
  readonly from: { readonly number: number; readonly kind: ColumnKind }
  readonly to: { readonly number: number; readonly kind: ColumnKind }
}

/**
 * A view with one column in the place of another: its place and width, sort, group and total, as far as the new kind has
 * them. A condition goes along where the new kind asks the same of the same sort of thing; one that names labels or values
 * of the old kind stays with the old column, so that it is told as left out and never asks something else. `view` is the kind of the view.
 */
export function replaceColumn(spec: BoardViewSpec, replacement: Replacement, view?: ViewKind): BoardViewSpec {
  const { from, to } = replacement
  const renumbered = <T extends { readonly column: unknown }>(entry: T): T =>
    entry.column === from.number ? { ...entry, column: to.number } : entry
  const { filter, sort, groupBy, columns, aggregates, settings, ...rest } = spec
  return {
    ...rest,
    ...(filter !== undefined && { filter: filter === null ? null : filterWith(filter, replacement) }),
    ...(sort !== undefined && { sort: sort.map(renumbered) }),
    ...(groupBy !== undefined && {
      groupBy: groupBy !== from.number ? groupBy : to.kind.group === undefined ? null : to.number,
    }),
    ...(columns !== undefined && { columns: columns.map(renumbered) }),
    ...(aggregates !== undefined && {
      aggregates: aggregates
        .filter(({ column, kind }) => column !== from.number || knowsAggregate(to.kind, kind))
        .map(renumbered),
    }),
    ...(settings !== undefined && {
      settings: settingsWithFilters(view, settingsWithColumn(view, settings, from.number, to.number), (inner) =>
        filterWith(inner, replacement),
      ),
    }),
  }
}

function knowsAggregate(kind: ColumnKind, aggregate: string): boolean {
  return aggregate === 'none' || kind.aggregates.some((known) => known === aggregate)
}

function filterWith(filter: FilterSpec, replacement: Replacement): FilterSpec {
  if ('and' in filter) return { and: filter.and.map((part) => filterWith(part, replacement)) }
  if ('or' in filter) return { or: filter.or.map((part) => filterWith(part, replacement)) }
  if ('not' in filter) return { not: filterWith(filter.not, replacement) }
  return conditionWith(filter, replacement)
}

function conditionWith(condition: FilterCondition, { from, to }: Replacement): FilterCondition {
  if (condition.column !== from.number) return condition
  const before = from.kind.operators.find(({ id }) => id === condition.operator)
  const after = to.kind.operators.find(({ id }) => id === condition.operator)
  const same = before !== undefined && after !== undefined && before.takes === after.takes
  return same && before.takes !== 'options' && before.takes !== 'value'
    ? { ...condition, column: to.number }
    : condition
}
