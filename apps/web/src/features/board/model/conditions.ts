import type { FilterCondition, ViewField } from '@fulcrum/domain'

/** The condition with another operator; its value stays where both take the same. */
export function withOperator(condition: FilterCondition, field: ViewField, id: string): FilterCondition {
  const takes = (operator: string) => field.operators.find((candidate) => candidate.id === operator)?.takes
  const { value, ...rest } = condition
  const keeps = value !== undefined && takes(id) === takes(condition.operator)
  return { ...rest, operator: id, ...(keeps && { value }) }
}
