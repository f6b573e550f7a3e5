import { me } from '@fulcrum/domain'
import type { FilterCondition, FilterSpec, Json, ViewField } from '@fulcrum/domain'
import { filterParts } from './view-state.ts'

/** What a new item has to be given so that a filter lets it pass. */
export interface FilterDefaults {
  readonly group?: number
  readonly cells: readonly { readonly column: number; readonly value: Json }[]
}

/**
 * Reads the plain conditions of a filter ("Status is To do", "Owner is me") as values for a new item. What is nested or only
 * excludes says nothing about a new item.
 */
export function filterDefaults(
  filter: FilterSpec | null | undefined,
  find: (column: FilterCondition['column']) => ViewField | undefined,
  self: string,
): FilterDefaults {
  const cells = new Map<number, Json>()
  let group: number | undefined
  for (const part of filterParts(filter)) {
    if (!('column' in part)) continue
    const first = Array.isArray(part.value) ? (part.value[0] as Json | undefined) : undefined
    const operator = find(part.column)?.operators.find(({ id }) => id === part.operator)
    if (first === undefined || operator === undefined) continue
    if (operator.op !== 'anyOf' && operator.op !== 'hasAny') continue
    if (part.column === 'group') group = Number(first)
    const column = find(part.column)?.source
    if (column === undefined || column.lanes.some(({ own }) => !own)) continue
    const wanted = first === me ? self : first
    const type = column.lanes.find(({ name }) => name === operator.lane)?.type
    const lane = type === 'optionSet' || type === 'refSet' ? [wanted] : wanted
    // @NOTE the operand of a condition is of its lane's type; the kind reads its value from it.
    const value = column.kind.fromLanes((name) => (name === operator.lane ? (lane as string) : null), column.settings)
    if (value !== null && column.kind.value.safeParse(value).success) cells.set(column.number, value)
  }
  return {
    ...(group !== undefined && { group }),
    cells: [...cells].map(([column, value]) => ({ column, value })),
  }
}
