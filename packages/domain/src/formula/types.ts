/** What one thing can be. A list holds things of one of these. */
export const scalarTypes = ['number', 'text', 'boolean', 'day', 'instant', 'duration', 'option', 'person'] as const

export type ScalarType = (typeof scalarTypes)[number]

/**
 * The type of a formula or of a part of it, known before any cell is read. `blank` is the type of what is always empty.
 *
 * Values: a number is a finite float64; a text is never empty (empty text is blank); a day is whole days since 1970-01-01;
 * an instant is milliseconds since then, UTC; a duration is milliseconds; an option is the text of its label; a person is
 * the member's id. A people column is a list of persons.
 */
export type FormulaType = ScalarType | 'blank' | ListType

/** A list of things of one type; an empty list literal is a list of `blank`. */
export interface ListType {
  readonly list: ScalarType | 'blank'
}

const words: Readonly<Record<ScalarType | 'blank', readonly [one: string, many: string]>> = {
  number: ['a number', 'numbers'],
  text: ['a text', 'texts'],
  boolean: ['TRUE or FALSE', 'TRUEs and FALSEs'],
  day: ['a day', 'days'],
  instant: ['a moment', 'moments'],
  duration: ['a duration', 'durations'],
  option: ['a label', 'labels'],
  person: ['a person', 'people'],
  blank: ['blank', 'blanks'],
}

/** How people read a type. `typeName({ list: 'number' }) // 'a list of numbers'` */
export function typeName(type: FormulaType): string {
  return isList(type) ? (type.list === 'person' ? 'people' : `a list of ${words[type.list][1]}`) : words[type][0]
}

/** True for lists. */
export function isList(type: FormulaType): type is ListType {
  return typeof type === 'object'
}

/** True where the two are one and the same type. */
export function sameType(left: FormulaType, right: FormulaType): boolean {
  return isList(left) ? isList(right) && left.list === right.list : left === right
}

/** True where a value of the first type may stand where the second is wanted: the same, blank, or a label as a text. */
export function fits(from: FormulaType, to: FormulaType): boolean {
  if (from === 'blank') return true
  if (isList(from) || isList(to)) return isList(from) && isList(to) && fitsScalar(from.list, to.list)
  return fitsScalar(from, to)
}

function fitsScalar(from: ScalarType | 'blank', to: ScalarType | 'blank'): boolean {
  return from === to || from === 'blank' || (from === 'option' && to === 'text')
}

/** The type of what is either of two, or null where they do not go together. `joined('option', 'text') // 'text'` */
export function joined(left: FormulaType, right: FormulaType): FormulaType | null {
  if (fits(left, right)) return right
  if (fits(right, left)) return left
  return null
}
