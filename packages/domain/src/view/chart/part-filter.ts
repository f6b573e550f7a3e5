import type { GroupKey } from '@fulcrum/columnar'
import { reasonOf } from '@fulcrum/columnar'
import type { Json } from '../../json.ts'
import type { KindOperator } from '../../column/kind.ts'
import type { ViewField } from '../fields.ts'
import type { ChartStep } from '../kinds/chart.ts'
import type { FilterSpec } from '../spec.ts'
import { dayTypeOf } from './chart-fields.ts'
import { otherParts } from './compute-chart.ts'
import { stepEnd } from './day-steps.ts'

/** The filter in people's terms that leaves the items of a part; null where the column's kind has no words for it. */
export function partFilter(field: ViewField, key: GroupKey, step: ChartStep | null): FilterSpec | null {
  if (key === otherParts || reasonOf(key) !== null) return null
  const say = (wanted: (operator: KindOperator) => boolean, value?: Json): FilterSpec | null => {
    const operator = field.operators.find(wanted)
    return operator === undefined
      ? null
      : { column: field.column, operator: operator.id, ...(value !== undefined && { value }) }
  }
  const onLane = ({ lane }: KindOperator): boolean =>
    field.group === undefined || field.lane(lane)?.key === field.group.lane
  if (key === null || key === false) return say((operator) => operator.op === 'empty' && onLane(operator))
  if (key === true) return say(({ op }) => op === 'isTrue')
  if (step !== null && typeof key === 'number' && dayTypeOf(field) !== null) {
    return say(({ op, takes }) => op === 'between' && takes === 'days', [key, stepEnd(key, step) - 1])
  }
  const type = field.source?.lanes.find((lane) => lane.key === field.group?.lane)?.type
  if (type === 'refSet' || type === 'optionSet') {
    const members = String(key).split(',')
    const all = type === 'optionSet' ? members.map(Number) : members
    const takesThem = ({ takes }: KindOperator): boolean => takes === 'options' || takes === 'people'
    const many = members.length > 1 ? say((operator) => operator.op === 'hasAll' && takesThem(operator), all) : null
    return (
      many ?? (members.length === 1 ? say((operator) => operator.op === 'hasAny' && takesThem(operator), all) : null)
    )
  }
  return (
    say(({ op, takes }) => op === 'anyOf' && takes === 'options', [key]) ??
    say((operator) => operator.op === 'eq' && operator.takes === 'number' && onLane(operator), key) ??
    say((operator) => operator.op === 'is' && operator.takes === 'text' && onLane(operator), key)
  )
}
