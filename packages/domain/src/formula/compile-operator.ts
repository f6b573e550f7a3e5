import { compareCodePoints, matchingKey } from '@fulcrum/columnar'
import { isTextual, sameValue } from './compare.ts'
import { isKnownDay } from './days.ts'
import { finished, type Frame, type Thunk } from './frame.ts'
import { power } from './functions/decimals.ts'
import { shownText } from './shown.ts'
import type { InfixOperator, PrefixOperator } from './syntax.ts'
import { isList, type FormulaType } from './types.ts'
import { formulaErrors, isFormulaError, numberValue, type FormulaError, type FormulaValue } from './value.ts'

/** `-x`, `+x`, `NOT x`, `x%`. A blank stays blank, but NOT of it is TRUE. */
export function compilePrefix(op: PrefixOperator | '%', of: Thunk): Thunk {
  if (op === '+') return of
  if (op === 'NOT') {
    return (frame, row) => {
      const value = of(frame, row)
      return typeof value === 'object' && value !== null ? value : value !== true
    }
  }
  const made = op === '-' ? (number: number) => 0 - number : (number: number) => number / 100 + 0
  return (frame, row) => {
    const value = of(frame, row)
    return typeof value === 'number' ? made(value) : value
  }
}

/** An operator between two parts, for their types. The left error goes before the right one. */
export function compileInfix(
  op: InfixOperator,
  left: Thunk,
  leftType: FormulaType,
  right: Thunk,
  rightType: FormulaType,
): Thunk {
  switch (op) {
    case 'AND':
      return both(left, right, false)
    case 'OR':
      return both(left, right, true)
    case '=':
      return equal(left, leftType, right, rightType, true)
    case '<>':
      return equal(left, leftType, right, rightType, false)
    case '<':
      return ordered(left, right, leftType, rightType, (order) => order < 0)
    case '<=':
      return ordered(left, right, leftType, rightType, (order) => order <= 0)
    case '>':
      return ordered(left, right, leftType, rightType, (order) => order > 0)
    case '>=':
      return ordered(left, right, leftType, rightType, (order) => order >= 0)
    case '&':
      return joined(left, leftType, right, rightType)
    case '+':
      return sum(
        left,
        right,
        leftType === 'day' || rightType === 'day' ? dayValue : numberValue,
        zeroes(leftType, rightType),
      )
    case '-':
      return difference(left, right, leftType, rightType)
    case '*':
      return numeric(left, right, (a, b) => numberValue(a * b))
    case '/':
      return numeric(left, right, (a, b) => (b === 0 ? formulaErrors.DIV0 : numberValue(a / b)))
    case '^':
      return numeric(left, right, (a, b) => numberValue(power(a, b)))
  }
}

/** A blank counts as zero between numbers and between durations, where it is added to or taken from; a missing day is none. */
function zeroes(left: FormulaType, right: FormulaType): boolean {
  return ![left, right].some((type) => type === 'day' || type === 'instant')
}

function dayValue(day: number): number | FormulaError {
  const whole = Math.floor(day)
  return isKnownDay(whole) ? whole + 0 : formulaErrors.NUM
}

function sum(left: Thunk, right: Thunk, made: (number: number) => FormulaValue, zero: boolean): Thunk {
  return (frame, row) => {
    const a = left(frame, row)
    if (typeof a !== 'number' && a !== null) return a
    const b = right(frame, row)
    if (typeof b !== 'number' && b !== null) return b
    if (a === null) return zero ? b : null
    if (b === null) return zero ? a : null
    return made(a + b)
  }
}

function difference(left: Thunk, right: Thunk, leftType: FormulaType, rightType: FormulaType): Thunk {
  const zero = zeroes(leftType, rightType)
  const made = leftType === 'day' && rightType !== 'day' ? dayValue : numberValue
  return (frame, row) => {
    const a = left(frame, row)
    if (typeof a !== 'number' && a !== null) return a
    const b = right(frame, row)
    if (typeof b !== 'number' && b !== null) return b
    if (a === null) return zero && b !== null ? 0 - b : null
    if (b === null) return zero ? a : null
    return made(a - b)
  }
}

function numeric(left: Thunk, right: Thunk, made: (a: number, b: number) => FormulaValue): Thunk {
  return (frame, row) => {
    const a = left(frame, row)
    if (typeof a !== 'number' && a !== null) return a
    const b = right(frame, row)
    if (typeof b !== 'number' && b !== null) return b
    return a === null || b === null ? null : made(a, b)
  }
}

/** Stops at the left part where that decides; a blank is FALSE. */
function both(left: Thunk, right: Thunk, decides: boolean): Thunk {
  return (frame, row) => {
    const a = left(frame, row)
    if (typeof a === 'object' && a !== null) return a
    if ((a === true) === decides) return decides
    const b = right(frame, row)
    return typeof b === 'object' && b !== null ? b : b === true
  }
}

function equal(left: Thunk, leftType: FormulaType, right: Thunk, rightType: FormulaType, positive: boolean): Thunk {
  const type = leftType === 'blank' ? rightType : leftType
  const same = isTextual(type) ? sameTexts() : isList(type) ? null : identical
  return (frame, row) => {
    const a = left(frame, row)
    if (isFormulaError(a)) return a
    const b = right(frame, row)
    if (isFormulaError(b)) return b
    if (same !== null) return same(a, b) === positive
    return listProblem(frame, a) ?? listProblem(frame, b) ?? sameValue(a, b, type) === positive
  }
}

function identical(a: FormulaValue, b: FormulaValue): boolean {
  return a === b
}

/** An error in a list passes through what reads the list. */
export function listProblem(frame: Frame, list: FormulaValue): FormulaError | null {
  if (!Array.isArray(list)) return null
  frame.steps += list.length
  for (const entry of list) if (isFormulaError(entry)) return entry
  return null
}

function sameTexts() {
  const [keyOf, otherKeyOf] = [rememberedKey(), rememberedKey()]
  return (a: FormulaValue, b: FormulaValue) =>
    a === b || (typeof a === 'string' && typeof b === 'string' && keyOf(a) === otherKeyOf(b))
}

/** The matching keys of texts; those of a few are kept, which is all there is to literals and to the names of options. */
function rememberedKey(): (text: string) => string {
  const keys = new Map<string, string>()
  return (text) => {
    const known = keys.get(text)
    if (known !== undefined) return known
    const key = matchingKey(text)
    if (text.length > longestKey) return key
    if (keys.size === mostKeys) keys.clear()
    keys.set(text, key)
    return key
  }
}

const mostKeys = 64
const longestKey = 100

/** Order asked of a blank is FALSE: what is missing is neither before nor after anything. */
function ordered(
  left: Thunk,
  right: Thunk,
  leftType: FormulaType,
  rightType: FormulaType,
  holds: (order: number) => boolean,
): Thunk {
  const textual = isTextual(leftType) || isTextual(rightType)
  const [keyOf, otherKeyOf] = [rememberedKey(), rememberedKey()]
  return (frame, row) => {
    const a = left(frame, row)
    if (isFormulaError(a)) return a
    const b = right(frame, row)
    if (isFormulaError(b)) return b
    if (textual)
      return typeof a === 'string' && typeof b === 'string' && holds(compareCodePoints(keyOf(a), otherKeyOf(b)))
    return typeof a === 'number' && typeof b === 'number' && holds(a < b ? -1 : a > b ? 1 : 0)
  }
}

function joined(left: Thunk, leftType: FormulaType, right: Thunk, rightType: FormulaType): Thunk {
  return (frame, row) => {
    const a = left(frame, row)
    if (typeof a === 'object' && a !== null) return a
    const b = right(frame, row)
    if (typeof b === 'object' && b !== null) return b
    const first = a === null ? '' : shownText(a, leftType)
    const second = b === null ? '' : shownText(b, rightType)
    return finished(frame, first + second)
  }
}
