import { operatorsFor } from '@fulcrum/columnar'
import type { Condition, Filter, LaneValue } from '@fulcrum/columnar'
import type { KindOperator } from '../column/kind.ts'
import type { Json } from '../json.ts'
import { endOfDay, startOfDay } from '../time/zone.ts'
import { dayOf } from './day-of.ts'
import type { FilterDay } from './day-of.ts'
import type { ViewField } from './fields.ts'
import type { FilterCondition, FilterSpec, ViewColumn } from './spec.ts'

/** Stands for whoever looks, in a condition that takes people. */
export const me = 'me'

/** Who looks, and when: what "me", "today" and "this week" stand for; `today` and weeks are the account's. */
export interface ViewContext extends FilterDay {
  /** The member who looks; null where nobody in particular does, and then "me" is nobody. */
  readonly me: string | null
  /** The zone in which a day asked of an instant begins and ends. */
  readonly timeZone: string
}

/** Something that a saved view says and that cannot be followed. It is left out, which shows more rows, never fewer. */
export interface LeftOut {
  readonly part: 'filter' | 'sort' | 'group' | 'aggregate'
  readonly column: ViewColumn
  readonly reason: 'no-column' | 'no-operator' | 'no-value' | 'bad-value' | 'no-group' | 'no-aggregate'
}

/** Finds what a condition names. */
export type FindField = (column: ViewColumn) => ViewField | undefined

/**
 * A filter in the engine's terms, or null where nothing of it is left. What cannot be followed goes to `leftOut` and counts
 * neither as true nor as false: an `and`, `or` or `not` of which nothing is left is left out itself.
 */
export function toFilter(
  spec: FilterSpec,
  find: FindField,
  context: ViewContext,
  leftOut: (entry: LeftOut) => void,
): Filter | null {
  if ('column' in spec) return toCondition(spec, find, context, leftOut)
  if ('not' in spec) {
    const inner = toFilter(spec.not, find, context, leftOut)
    return inner && { not: inner }
  }
  const parts = ('and' in spec ? spec.and : spec.or)
    .map((part) => toFilter(part, find, context, leftOut))
    .filter((part) => part !== null)
  if (parts.length === 0) return null
  return 'and' in spec ? { and: parts } : { or: parts }
}

function toCondition(
  { column, operator: id, value = null }: FilterCondition,
  find: FindField,
  context: ViewContext,
  leftOut: (entry: LeftOut) => void,
): Filter | null {
  const skip = (reason: LeftOut['reason']) => {
    leftOut({ part: 'filter', column, reason })
    return null
  }
  const field = find(column)
  if (!field) return skip('no-column')
  const operator = field.operators.find((candidate) => candidate.id === id)
  const lane = operator && field.lane(operator.lane)
  if (!operator || !lane) return skip('no-operator')
  if (operator.takes !== 'nothing' && isMissing(value)) return skip('no-value')
  const operand = readOperand[operator.takes](value, { operator, field, context })
  if (operand === undefined) return skip('bad-value')
  const condition =
    lane.type === 'instant' && (operator.takes === 'day' || operator.takes === 'days')
      ? dayOnInstants(lane.key, operator, operand, context.timeZone)
      : { lane: lane.key, op: operator.op, ...(operand !== null && { value: operand }) }
  const engine = operatorsFor(lane.type).find((candidate) => candidate.id === condition.op)
  if (!engine) return skip('no-operator')
  if (engine.refuses(condition.value) !== null) return skip('bad-value')
  const reason = operator.op === 'empty' && field.reason !== lane.key ? field.reason : undefined
  // A cell that says why it has no value is not empty.
  return reason === undefined ? condition : { and: [condition, { lane: reason, op: 'empty' }] }
}

/** What the engine's operator takes for what the person gave; undefined where that is of no use. */
type ReadOperand = (
  value: Json,
  asked: { operator: KindOperator; field: ViewField; context: ViewContext },
) => LaneValue | undefined

const readOperand: Readonly<Record<KindOperator['takes'], ReadOperand>> = {
  nothing: () => null,
  value: (value, { operator, field }) => valueOperand(operator.lane, value, field),
  text: (value) => (typeof value === 'string' ? value : undefined),
  number: (value) => (typeof value === 'number' ? value : undefined),
  day: (value, { context }) => dayOf(value, context),
  days: (value, { context }) => pair(value, (part) => dayOf(part, context)),
  numbers: (value) => pair(value, (part) => (typeof part === 'number' ? part : undefined)),
  // Whether they are options is for the engine's operator to say.
  options: (value) => (Array.isArray(value) ? (value as readonly number[]) : undefined),
  people: (value, { context }) => (Array.isArray(value) ? people(value as readonly Json[], context.me) : undefined),
}

function valueOperand(lane: string, value: Json, field: ViewField): LaneValue | undefined {
  if (!field.source) return undefined
  const { kind, settings } = field.source
  const parsed = kind.value.safeParse(value)
  return parsed.success ? kind.toLanes(parsed.data, settings)[lane] : undefined
}

function people(value: readonly Json[], self: string | null): readonly string[] {
  return value.flatMap((id) => (id === me ? (self ?? []) : typeof id === 'string' ? id : []))
}

/** Two bounds, the lower one first whichever way they were given. */
function pair(value: Json, read: (part: Json | undefined) => number | undefined): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [left, right] = [read(value[0] as Json), read(value[1] as Json)]
  return left === undefined || right === undefined ? undefined : [Math.min(left, right), Math.max(left, right)]
}

/** A day of instants reaches from its first moment in the zone to its last. */
function dayOnInstants(lane: string, { op }: KindOperator, operand: LaneValue, timeZone: string): Condition {
  const [from, to] = Array.isArray(operand)
    ? [Number(operand[0]), Number(operand[1])]
    : [Number(operand), Number(operand)]
  // Days far outside of any calendar are refused by the engine as they stand.
  if (!isCalendarDay(from) || !isCalendarDay(to)) return { lane, op, value: Number.NaN }
  const first = startOfDay(from, timeZone)
  switch (op) {
    case 'lt':
    case 'gte':
      return { lane, op, value: first }
    case 'gt':
    case 'lte':
      return { lane, op, value: endOfDay(to, timeZone) }
    default:
      return { lane, op: 'between', value: [first, endOfDay(to, timeZone)] }
  }
}

function isCalendarDay(day: number): boolean {
  return Number.isInteger(day) && Math.abs(day) < 3_000_000
}

/** A condition whose value has not been chosen yet: no text, an empty list. */
function isMissing(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
