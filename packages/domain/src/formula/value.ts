/** Why a cell has no value although it is not empty. Errors pass through whatever reads them; IFERROR stops them. */
export const errorMeanings = {
  DIV0: 'Divided by zero.',
  VALUE: 'A value does not fit: a text that is not a number or a day, lists of different lengths.',
  NUM: 'The result is no number that can be kept: too large, or not defined.',
  NA: 'Nothing was found.',
  LIMIT: 'The formula needs more steps, or makes a longer text or list, than is allowed.',
  REF: 'What the formula reads was deleted.',
  ACCESS: 'The formula reads what is not to be seen here.',
  CYCLE: 'The formula depends on itself.',
  TYPE: 'A column that the formula reads is of another kind now, which does not fit: change the formula.',
  LOADING: 'What the formula reads of another board is not here yet.',
} as const

export type FormulaErrorCode = keyof typeof errorMeanings

/** An error as a value. There is one object a code: `value === formulaErrors.DIV0`. */
export interface FormulaError {
  readonly error: FormulaErrorCode
}

/** The one object of each code. */
export const formulaErrors: { readonly [code in FormulaErrorCode]: FormulaError } = {
  DIV0: Object.freeze({ error: 'DIV0' }),
  VALUE: Object.freeze({ error: 'VALUE' }),
  NUM: Object.freeze({ error: 'NUM' }),
  NA: Object.freeze({ error: 'NA' }),
  LIMIT: Object.freeze({ error: 'LIMIT' }),
  REF: Object.freeze({ error: 'REF' }),
  ACCESS: Object.freeze({ error: 'ACCESS' }),
  CYCLE: Object.freeze({ error: 'CYCLE' }),
  TYPE: Object.freeze({ error: 'TYPE' }),
  LOADING: Object.freeze({ error: 'LOADING' }),
}

/** One thing, without being empty. What it means is said by its static type. */
export type ScalarValue = number | string | boolean

/** A list; entries may be blank or errors where they come from other items. */
export type ListValue = readonly (ScalarValue | null | FormulaError)[]

/** What a formula comes to, and what cells give it. Null is blank. */
export type FormulaValue = ScalarValue | null | ListValue | FormulaError

/** True for errors. */
export function isFormulaError(value: FormulaValue | readonly FormulaValue[]): value is FormulaError {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A number as a value: -0 is 0, and what is not finite is an error. */
export function numberValue(number: number): number | FormulaError {
  return Number.isFinite(number) ? number + 0 : formulaErrors.NUM
}

/** A text as a value: an empty one is blank. */
export function textValue(text: string): string | null {
  return text === '' ? null : text
}
