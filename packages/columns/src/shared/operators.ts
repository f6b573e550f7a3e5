import type { KindOperator } from '@fulcrum/domain'

/** "is empty" and "is not empty", which every lane knows. */
export function presence(lane: string): readonly KindOperator[] {
  return [
    { id: 'is-empty', label: 'is empty', lane, op: 'empty', takes: 'nothing' },
    { id: 'is-not-empty', label: 'is not empty', lane, op: 'notEmpty', takes: 'nothing' },
  ]
}

/** The ways to filter by something in time: a week, an hour. */
export function timeOperators(lane: string): readonly KindOperator[] {
  return [
    { id: 'is', label: 'is', lane, op: 'eq', takes: 'value' },
    { id: 'is-not', label: 'is not', lane, op: 'ne', takes: 'value' },
    { id: 'before', label: 'is before', lane, op: 'lt', takes: 'value' },
    { id: 'after', label: 'is after', lane, op: 'gt', takes: 'value' },
    { id: 'until', label: 'is not after', lane, op: 'lte', takes: 'value' },
    { id: 'from', label: 'is not before', lane, op: 'gte', takes: 'value' },
  ]
}

/** The ways to filter by a text. */
export function textOperators(lane: string): readonly KindOperator[] {
  return [
    { id: 'contains', label: 'contains', lane, op: 'contains', takes: 'text' },
    { id: 'not-contains', label: 'does not contain', lane, op: 'notContains', takes: 'text' },
    { id: 'is', label: 'is', lane, op: 'is', takes: 'text' },
    { id: 'is-not', label: 'is not', lane, op: 'isNot', takes: 'text' },
    { id: 'starts-with', label: 'starts with', lane, op: 'startsWith', takes: 'text' },
    { id: 'ends-with', label: 'ends with', lane, op: 'endsWith', takes: 'text' },
    ...presence(lane),
  ]
}
