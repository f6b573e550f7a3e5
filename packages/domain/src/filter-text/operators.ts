import type { KindOperator } from '../column/kind.ts'
import type { ViewField } from '../view/fields.ts'

/** What people also type for an operator of the engine, beside the word that filters show. */
const signs: Partial<Readonly<Record<KindOperator['op'], readonly string[]>>> = {
  anyOf: ['is', '=', 'in', 'is one of'],
  noneOf: ['is not', '!=', '≠', 'not in'],
  hasAny: ['is', '=', 'has', 'includes'],
  hasNone: ['is not', '!=', '≠', 'has not'],
  hasAll: ['has all'],
  eq: ['is', '=', 'equals'],
  ne: ['is not', '!=', '≠'],
  lt: ['<', 'before', 'is less than', 'less than'],
  lte: ['<=', '≤'],
  gt: ['>', 'after', 'is more than', 'more than'],
  gte: ['>=', '≥', 'since'],
  between: ['is between', 'between', 'is in'],
  is: ['is', '='],
  isNot: ['is not', '!=', '≠'],
  contains: ['has', '~'],
  notContains: ['has not', '!~'],
  empty: ['is empty', 'empty'],
  notEmpty: ['is not empty', 'not empty'],
  isTrue: ['is true', 'is checked'],
  isFalse: ['is false', 'is not checked'],
}

/** The phrases that name the operators of a field, those that filters show before others. A phrase names one operator. */
export function operatorPhrases(field: ViewField): readonly (readonly [phrase: string, operator: KindOperator])[] {
  const known = new Map<string, readonly [string, KindOperator]>()
  const add = (phrase: string, operator: KindOperator): void => {
    const key = phrase.toLowerCase()
    if (!known.has(key)) known.set(key, [phrase, operator])
  }
  for (const operator of field.operators) add(operator.label, operator)
  for (const operator of field.operators) {
    // `created is by me` is also said without its verb, or with it behind.
    const by = operator.takes === 'people' ? /^is (not )?by$/.exec(operator.label) : null
    if (by !== null)
      (by[1] === undefined ? ['by', 'by is'] : ['not by', 'by is not']).forEach((phrase) => add(phrase, operator))
    for (const phrase of signs[operator.op] ?? []) {
      // Two days are no bound of a day: `is today` and `is between` are two operators of one lane.
      if (operator.op === 'between' && operator.takes === 'day') add('is', operator)
      else add(phrase, operator)
    }
  }
  return [...known.values()]
}
