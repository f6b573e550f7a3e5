import type { LaneValue } from '../types.ts'

/** Every operator; `operatorsFor(type)` says which of them a lane takes. */
export type OperatorId =
  | 'empty'
  | 'notEmpty'
  | 'is'
  | 'isNot'
  | 'contains'
  | 'notContains'
  | 'startsWith'
  | 'endsWith'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'isTrue'
  | 'isFalse'
  | 'anyOf'
  | 'noneOf'
  | 'hasAny'
  | 'hasAll'
  | 'hasNone'

/** A test of one lane. */
export interface Condition {
  readonly lane: string
  readonly op: OperatorId
  /** One value, a list of them (anyOf, hasAny ...), a pair (between), or none (empty, isTrue ...). */
  readonly value?: LaneValue
}

/** Conditions joined to any depth up to 16. An empty `and` is true, an empty `or` false. */
export type Filter =
  { readonly and: readonly Filter[] } | { readonly or: readonly Filter[] } | { readonly not: Filter } | Condition
