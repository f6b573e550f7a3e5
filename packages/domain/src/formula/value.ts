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

const errorsOfColumns: { readonly [code in FormulaErrorCode]: string } = {
  DIV0: 'divides by zero',
  VALUE: 'meets a value that does not fit',
  NUM: 'comes to no number that can be kept',
  NA: 'found nothing',
  LIMIT: 'needs more steps, or makes a longer text or list, than is allowed',
  REF: 'reads what was deleted',
  ACCESS: 'reads what is not to be seen here',
  CYCLE: 'depends on itself',
  TYPE: 'reads a column of a kind that does not fit',
  LOADING: 'is not here yet',
}

/** Says that an error came about in another column. `errorOfColumn('DIV0', '“Cost”') // '“Cost” divides by zero.'` */
export function errorOfColumn(code: FormulaErrorCode, column: string): string {
  return `${column} ${errorsOfColumns[code]}.`
}

/** An error as people read it: its code, and what it says. `errorText({ error: 'NA' }) // '#NA: Nothing was found.'` */
export function errorText({ error, message = errorMeanings[error] }: FormulaError): string {
  return `#${error}: ${message}`
}

/** An error as a value. */
export interface FormulaError {
  readonly error: FormulaErrorCode
  /** What it is about where that is more than the code says: the column in which it came about. */
  readonly message?: string
}

/** An error that says no more than its code. */
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
