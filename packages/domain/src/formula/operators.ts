import type { InfixOperator } from './syntax.ts'
import { isList, joined, sameType, typeName, type FormulaType } from './types.ts'

const results: readonly (readonly [left: FormulaType, op: InfixOperator, right: FormulaType, result: FormulaType])[] = [
  ['number', '+', 'number', 'number'],
  ['duration', '+', 'duration', 'duration'],
  ['day', '+', 'number', 'day'],
  ['number', '+', 'day', 'day'],
  ['instant', '+', 'duration', 'instant'],
  ['duration', '+', 'instant', 'instant'],
  ['number', '-', 'number', 'number'],
  ['duration', '-', 'duration', 'duration'],
  ['day', '-', 'number', 'day'],
  ['day', '-', 'day', 'number'],
  ['instant', '-', 'duration', 'instant'],
  ['instant', '-', 'instant', 'duration'],
  ['number', '*', 'number', 'number'],
  ['duration', '*', 'number', 'duration'],
  ['number', '*', 'duration', 'duration'],
  ['number', '/', 'number', 'number'],
  ['duration', '/', 'number', 'duration'],
  ['duration', '/', 'duration', 'number'],
  ['number', '^', 'number', 'number'],
]

const ordered = new Set<FormulaType>(['number', 'text', 'option', 'day', 'instant', 'duration', 'blank'])

/** What an operator between two types makes, or a sentence that says why it makes nothing. */
export function infixType(left: FormulaType, op: InfixOperator, right: FormulaType): FormulaType | { problem: string } {
  if (op === 'AND' || op === 'OR') {
    const other = [left, right].find((type) => type !== 'boolean' && type !== 'blank')
    return other === undefined
      ? 'boolean'
      : { problem: `${op} needs TRUE or FALSE, this is ${typeName(other)}.${hint(other)}` }
  }
  if (op === '=' || op === '<>') {
    if (joined(left, right) !== null) return 'boolean'
    return { problem: `${typeName(left)} and ${typeName(right)} cannot be compared.${hint(left, right)}` }
  }
  if (op === '<' || op === '<=' || op === '>' || op === '>=') {
    if (joined(left, right) === null) {
      return { problem: `${typeName(left)} and ${typeName(right)} cannot be compared.${hint(left, right)}` }
    }
    const unordered = [left, right].find((type) => !ordered.has(type))
    return unordered === undefined
      ? 'boolean'
      : { problem: `${op} cannot order ${typeName(unordered)}.${hint(unordered)}` }
  }
  if (op === '&') {
    const other = [left, right].find((type) => isList(type) || type === 'person')
    if (other === undefined) return 'text'
    return { problem: `& joins texts, this is ${typeName(other)}.${hint(other)}` }
  }
  const found = results.find((row) => row[1] === op && takes(row[0], left) && takes(row[2], right))
  if (found) return found[3]
  const joins = op === '+' && [left, right].some((type) => type === 'text' || type === 'option')
  return {
    problem: `${op} does not go with ${typeName(left)} and ${typeName(right)}.${joins ? ' & joins texts.' : hint(left, right)}`,
  }
}

function takes(wanted: FormulaType, type: FormulaType): boolean {
  return type === 'blank' || sameType(wanted, type)
}

/** What often helps where such a type does not fit. */
export function hint(...types: readonly FormulaType[]): string {
  const list = types.find(isList)
  if (list?.list === 'person') return ' COUNT says how many they are.'
  if (list?.list === 'number' || list?.list === 'duration') return ' SUM, AVERAGE or FIRST make one of a list.'
  if (list) return ' FIRST, JOIN or COUNT make one of a list.'
  if (types.includes('instant') && types.includes('day')) return ' DATEOF gives the day of a moment.'
  if (types.includes('duration') && types.includes('number'))
    return ' HOURS makes a duration of a number, TOHOURS a number of a duration.'
  if (types.includes('duration') && types.includes('day')) return ' Days take whole days: a number.'
  if (types.includes('text') && types.includes('number')) return ' VALUE makes a number of a text.'
  if (types.includes('text') && types.includes('day')) return ' DATEVALUE makes a day of a text.'
  return ''
}
