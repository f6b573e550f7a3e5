import type { JsonValue, LaneSpec, LaneType, LaneValue, Result } from '../types.ts'
import type { Condition, Filter } from './filter.ts'
import { findOperator, operatorsFor } from './operators/all.ts'

/** Depth to which a filter may nest. */
export const MAX_FILTER_DEPTH = 16
/** Conditions a filter may have. */
export const MAX_FILTER_CONDITIONS = 500
/** Values a condition may list. */
export const MAX_FILTER_VALUES = 10_000

class Refusal extends Error {}

/**
 * Checks a filter from outside against the lanes of a table.
 *
 *     filter    = { and: [filter, ...] } | { or: [filter, ...] } | { not: filter } | condition
 *     condition = { lane, op, value? }
 *
 * `parseFilter({ lane: 'points', op: 'gt', value: 3 }, lanes)` gives `{ ok: true, value: ... }`.
 */
export function parseFilter(input: unknown, lanes: readonly LaneSpec[]): Result<Filter> {
  const typeOf = new Map(lanes.map((lane) => [lane.key, lane.type]))
  let conditions = 0

  function parse(node: unknown, depth: number): Filter {
    if (depth > MAX_FILTER_DEPTH) refuse(`The filter nests deeper than ${MAX_FILTER_DEPTH} levels.`)
    const fields = fieldsOf(node)
    const names = Object.keys(fields)
    const only = names.length === 1 ? names[0] : undefined
    if (only === 'and') return { and: list(fields['and'], 'and').map((part) => parse(part, depth + 1)) }
    if (only === 'or') return { or: list(fields['or'], 'or').map((part) => parse(part, depth + 1)) }
    if (only === 'not') return { not: parse(fields['not'], depth + 1) }
    if (++conditions > MAX_FILTER_CONDITIONS) refuse(`The filter has more than ${MAX_FILTER_CONDITIONS} conditions.`)
    return parseCondition(fields, names, typeOf)
  }

  try {
    return { ok: true, value: parse(input, 1) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message }
    throw error
  }
}

function parseCondition(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
  typeOf: ReadonlyMap<string, LaneType>,
): Condition {
  const stranger = names.find((name) => !['lane', 'op', 'value'].includes(name))
  if (stranger !== undefined) refuse(`A filter condition has lane, op and value, not "${shorten(stranger)}".`)
  const { lane, op } = fields
  if (typeof lane !== 'string') refuse('A filter condition names a lane.')
  const type = typeOf.get(lane)
  if (type === undefined) refuse(`The filter names the lane "${shorten(lane)}", which does not exist.`)
  const operator = typeof op === 'string' ? findOperator(type, op) : undefined
  if (operator === undefined) {
    const known = operatorsFor(type).map(({ id }) => id)
    refuse(
      `The lane "${lane}" is of type ${type}, which has no operator "${shorten(String(op))}": use ${known.join(', ')}.`,
    )
  }
  const value = plainValue(fields['value'], lane)
  const wrong = operator.refuses(value)
  if (wrong !== null) refuse(`The operator ${operator.id} on the lane "${lane}" ${wrong}.`)
  return value === undefined || value === null ? { lane, op: operator.id } : { lane, op: operator.id, value }
}

/** A filter's value is one plain value or a list of them. */
function plainValue(value: unknown, lane: string): LaneValue | undefined {
  if (value === undefined || isScalar(value)) return value
  if (!Array.isArray(value) || !value.every(isScalar)) refuse(`The filter on the lane "${lane}" has a value of no use.`)
  if (value.length > MAX_FILTER_VALUES) {
    refuse(`The filter on the lane "${lane}" lists more than ${MAX_FILTER_VALUES} values.`)
  }
  return value.slice()
}

function isScalar(value: unknown): value is Extract<JsonValue, string | number | boolean | null> {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}

function fieldsOf(node: unknown): Readonly<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    refuse('A filter is an object: a condition, or one of and, or, not.')
  }
  return Object.fromEntries(Object.entries(node))
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) refuse(`"${name}" takes a list of filters.`)
  return value
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

function refuse(message: string): never {
  throw new Refusal(message)
}
