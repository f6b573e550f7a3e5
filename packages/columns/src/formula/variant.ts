import type { KindOperator, KindVariant } from '@fulcrum/domain'
import { presence, textOperators } from '../shared/operators.ts'
import type { FormulaSettings } from './column.ts'

type Variant = KindVariant<FormulaSettings>

/** How a formula is filtered, sorted, grouped and summed: by the type of what it comes to. */
export function variantOf({ type }: FormulaSettings): Variant {
  const found = typeof type === 'object' ? (type.list === 'person' ? people : text) : byType[type]
  return { ...found, operators: [...(found.operators ?? []), ...problems] }
}

const problems: readonly KindOperator[] = [
  { id: 'has-problem', label: 'has an error', lane: 'problem', op: 'notEmpty', takes: 'nothing' },
  { id: 'has-no-problem', label: 'has no error', lane: 'problem', op: 'empty', takes: 'nothing' },
]

const number: Variant = {
  operators: [
    { id: 'is', label: '=', lane: 'value', op: 'eq', takes: 'number' },
    { id: 'is-not', label: '≠', lane: 'value', op: 'ne', takes: 'number' },
    { id: 'greater', label: '>', lane: 'value', op: 'gt', takes: 'number' },
    { id: 'at-least', label: '≥', lane: 'value', op: 'gte', takes: 'number' },
    { id: 'less', label: '<', lane: 'value', op: 'lt', takes: 'number' },
    { id: 'at-most', label: '≤', lane: 'value', op: 'lte', takes: 'number' },
    { id: 'between', label: 'is between', lane: 'value', op: 'between', takes: 'numbers' },
    ...presence('value'),
  ],
  group: { lane: 'value' },
  aggregates: ['sum', 'mean', 'median', 'min', 'max', 'filled', 'distinct'],
  defaultAggregate: 'sum',
}

const text: Variant = {
  operators: textOperators('value'),
  group: { lane: 'value' },
  aggregates: ['filled', 'distinct'],
  searchLanes: ['value'],
}

const days: Variant = {
  operators: [
    { id: 'on', label: 'is on', lane: 'value', op: 'between', takes: 'day' },
    { id: 'before', label: 'is before', lane: 'value', op: 'lt', takes: 'day' },
    { id: 'after', label: 'is after', lane: 'value', op: 'gt', takes: 'day' },
    { id: 'between', label: 'is between', lane: 'value', op: 'between', takes: 'days' },
    ...presence('value'),
  ],
  aggregates: ['latest', 'earliest', 'filled'],
}

const people: Variant = {
  operators: [
    { id: 'has', label: 'has', lane: 'value', op: 'hasAny', takes: 'people' },
    { id: 'has-not', label: 'has not', lane: 'value', op: 'hasNone', takes: 'people' },
    ...presence('value'),
  ],
  aggregates: ['filled', 'distinct'],
  references: { lane: 'value', to: 'member' },
}

const truth: Variant = {
  operators: [
    { id: 'is-true', label: 'is true', lane: 'value', op: 'isTrue', takes: 'nothing' },
    { id: 'is-false', label: 'is false', lane: 'value', op: 'isFalse', takes: 'nothing' },
    ...presence('value'),
  ],
  group: { lane: 'value' },
  aggregates: ['share', 'filled'],
}

const byType: Readonly<Record<Extract<FormulaSettings['type'], string>, Variant>> = {
  number,
  duration: number,
  text,
  option: text,
  blank: text,
  boolean: truth,
  day: days,
  instant: days,
  person: people,
}
