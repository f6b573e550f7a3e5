import type { BoardViewSpec, FilterCondition, FilterSpec } from '../view/spec.ts'
import { settingsWithFilters, type ViewKind } from '../view/kinds/kind.ts'
import type { Json, JsonObject } from '../json.ts'
import type { ColumnKind, LabelMerge } from './kind.ts'
import { mergedNumbers } from './merged-numbers.ts'
import type { ColumnRules } from './rules/rules.ts'

/** The column whose labels become one, as what reads it needs to know it. */
export interface MergedColumn {
  readonly number: number
  readonly kind: ColumnKind
  readonly settings: Json
}

/** A view that names the label which others became, in its filter and in what only its kind has. */
export function viewWithLabels(
  spec: BoardViewSpec,
  column: MergedColumn,
  merge: LabelMerge,
  kind?: ViewKind,
): BoardViewSpec {
  const { filter, settings } = spec
  return {
    ...spec,
    ...(filter !== undefined && filter !== null && { filter: filterWithLabels(filter, column, merge) }),
    ...(settings !== undefined && {
      settings: settingsWithFilters(
        kind,
        // @NOTE what a schema of settings gives is JSON.
        (kind?.withLabels?.(settings, column.number, merge, spec) ?? settings) as JsonObject,
        (inner) => filterWithLabels(inner, column, merge),
      ),
    }),
  }
}

/** A filter that names the label which others became. */
export function filterWithLabels(filter: FilterSpec, column: MergedColumn, merge: LabelMerge): FilterSpec {
  if ('and' in filter) return { and: filter.and.map((part) => filterWithLabels(part, column, merge)) }
  if ('or' in filter) return { or: filter.or.map((part) => filterWithLabels(part, column, merge)) }
  if ('not' in filter) return { not: filterWithLabels(filter.not, column, merge) }
  return conditionWithLabels(filter, column, merge)
}

function conditionWithLabels(condition: FilterCondition, { number, kind }: MergedColumn, merge: LabelMerge) {
  if (condition.column !== number || !Array.isArray(condition.value)) return condition
  const operator = kind.operators.find(({ id }) => id === condition.operator)
  if (operator?.takes !== 'options') return condition
  return { ...condition, value: mergedNumbers(condition.value as readonly number[], merge) }
}

/** Rules of a column `self` that name the label which others became: what new items have, where a cell must be filled, how many fit. */
export function rulesWithLabels(
  rules: ColumnRules,
  self: number,
  { number, kind, settings }: MergedColumn,
  merge: LabelMerge,
): ColumnRules {
  const { required, limits, default: start } = rules
  const given = self === number && start !== undefined && 'value' in start ? start.value : null
  const value = given === null ? null : (kind.labels?.value(given, settings, merge) ?? given)
  return {
    ...rules,
    ...(typeof required === 'object' &&
      required.column === number &&
      required.choices !== undefined && {
        required: { ...required, choices: mergedNumbers(required.choices, merge) },
      }),
    ...(self === number && limits !== undefined && { limits: mergedLimits(limits, merge) }),
    ...(value !== null && { default: { value } }),
  }
}

/** One limit a label: the one that stays keeps its own, and gets that of a merged one where it has none. */
function mergedLimits(limits: NonNullable<ColumnRules['limits']>, { from, into }: LabelMerge) {
  const own = limits.find(({ choice }) => choice === into)
  const first = limits.find(({ choice }) => from.includes(choice))
  return limits.flatMap((limit) => {
    if (!from.includes(limit.choice)) return [limit]
    return own === undefined && limit === first ? [{ ...limit, choice: into }] : []
  })
}
