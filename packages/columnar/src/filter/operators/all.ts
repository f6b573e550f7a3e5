import type { LaneType } from '../../types.ts'
import type { OperatorId } from '../filter.ts'
import type { Operator } from '../operator.ts'
import { booleanOperators, optionOperators } from './code.ts'
import { numericOperators } from './number.ts'
import { presenceOperators } from './presence.ts'
import { setTypeOperators } from './set.ts'
import { textOperators } from './text.ts'

/** Every operator, by lane type. */
const OPERATORS: Readonly<Record<LaneType, readonly Operator[]>> = {
  text: [...textOperators, ...presenceOperators],
  number: [...numericOperators.number, ...presenceOperators],
  instant: [...numericOperators.instant, ...presenceOperators],
  day: [...numericOperators.day, ...presenceOperators],
  boolean: [...booleanOperators, ...presenceOperators],
  option: [...optionOperators, ...presenceOperators],
  optionSet: [...setTypeOperators.optionSet, ...presenceOperators],
  refSet: [...setTypeOperators.refSet, ...presenceOperators],
  json: presenceOperators,
}

/** The operators a lane type takes, in the order in which to offer them. `operatorsFor('boolean')[0].id === 'isTrue'` */
export function operatorsFor(type: LaneType): readonly Operator[] {
  return OPERATORS[type]
}

/** The operator of that name on a lane type, if it has one. */
export function findOperator(type: LaneType, id: string): Operator | undefined {
  return OPERATORS[type].find((operator) => operator.id === id)
}

const BLANK_ANSWERS: ReadonlyMap<OperatorId, boolean> = new Map(
  Object.values(OPERATORS).flatMap((operators) => operators.map((operator) => [operator.id, operator.matchesBlank])),
)

/** What an operator answers for a blank cell; a name means the same in every lane type. */
export function matchesBlank(id: OperatorId): boolean {
  return BLANK_ANSWERS.get(id) ?? false
}
