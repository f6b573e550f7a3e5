import type { FilterCondition, Json, ViewField } from '@fulcrum/domain'

/** The condition that holds for items with the same in a column as this value, or without it; null where none says that. */
export function valueFilter(field: ViewField, value: Json, without = false): FilterCondition | null {
  const { column, operators, source } = field
  const operatorOf = (...ops: readonly string[]) => operators.find(({ op }) => ops.includes(op))
  const made = (operator: { readonly id: string } | undefined, given?: Json): FilterCondition | null =>
    operator === undefined ? null : { column, operator: operator.id, ...(given !== undefined && { value: given }) }
  if (value === null || value === '') return made(operatorOf(without ? 'notEmpty' : 'empty'))
  const operator = without ? operatorOf('noneOf', 'hasNone', 'ne', 'isNot') : operatorOf('anyOf', 'hasAny', 'eq', 'is')
  if (operator === undefined) {
    return typeof value === 'boolean' ? made(operatorOf(value === without ? 'isFalse' : 'isTrue')) : null
  }
  if (operator.takes === 'value') return made(operator, value)
  const lane = source === undefined ? value : source.kind.toLanes(value, source.settings)[operator.lane]
  if (lane === null || lane === undefined) return null
  // @NOTE lanes by which people filter hold numbers, texts and lists of them.
  const given = lane as Json
  const isList = operator.takes === 'options' || operator.takes === 'people'
  return made(operator, isList && !Array.isArray(given) ? [given] : given)
}
