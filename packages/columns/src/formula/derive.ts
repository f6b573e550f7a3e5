import type { LaneValue } from '@fulcrum/columnar'
import { connectionsOf, DomainError } from '@fulcrum/domain'
import type { CellColumn, DeriveCode, DerivedInput, DerivedReader, DeriveSchema, Json } from '@fulcrum/domain'
import {
  absent,
  compileFormula,
  formulaReader,
  formulaSchema,
  isFormulaError,
  printFormula,
  restoreFormula,
  storedInputs,
  typeName,
} from '@fulcrum/domain/formula'
import type {
  CompiledFormula,
  FormulaErrorCode,
  FormulaProblem,
  FormulaReader,
  FormulaType,
  FormulaValue,
} from '@fulcrum/domain/formula'
import { shortened } from '../shared/labels.ts'
import { problemText } from './column.ts'
import type { FormulaResult, FormulaSettings } from './column.ts'

/** What needs the language: it comes with the first board that has a formula. */
export const formulaCode: DeriveCode<FormulaSettings, FormulaResult> = {
  derive: ({ text, type }, schema) => {
    if (text.trim() === '') return { reads: [], compute: () => null }
    const restored = restoreFormula(text, formulaSchema(schema))
    const reads = storedInputs(text)
    if (!restored.ok) return { reads, compute: says(whyNot(reads, schema) ?? misfit(text, restored.errors, schema)) }
    const { formula } = restored
    if (!sameType(formula.type, type)) return { reads, compute: says(otherType(formula.type, type)) }
    const readerOf = lastReader()
    return {
      reads,
      compute: (reader, row) => resultOf(formula.evaluate(readerOf(reader), row)),
      ...(isPlain(type) && {
        computeLanes: (reader, rows) => lanesOf(formula, readerOf(reader), rows),
      }),
    }
  },
  complete: (settings, schema) => {
    if (settings.text.trim() === '') return { ...settings, text: '', type: 'blank' }
    const compiled = compileFormula(settings.text, formulaSchema(schema))
    // Where other boards are here in parts only, the server says whether it is right.
    if (!compiled.ok && mayNameMore(schema)) return settings
    if (!compiled.ok) {
      const [problem] = compiled.errors
      const { message = 'This formula cannot be read.', from = 0, to = 0 } = problem ?? {}
      throw new DomainError('invalid', message, { field: 'settings.text', from, to })
    }
    const { stored, type } = compiled.formula
    return { ...settings, text: String(stored), type: kept(type) }
  },
}

/** Whether cells of this type are in their lane as the formula has them. */
function isPlain(type: FormulaSettings['type']): boolean {
  return typeof type !== 'object' && type !== 'person'
}

function lanesOf(
  formula: CompiledFormula,
  reader: FormulaReader,
  rows: readonly number[],
): Record<string, LaneValue[]> {
  const value: LaneValue[] = []
  let problem: LaneValue[] | null = null
  for (const row of rows) {
    const result = formula.evaluate(reader, row)
    if (!isFormulaError(result)) {
      // @NOTE of a type that is no list there are no lists.
      value.push(result as LaneValue)
      continue
    }
    problem ??= rows.map(() => null)
    problem[value.length] = problemText(result)
    value.push(null)
  }
  return problem === null ? { value } : { value, problem }
}

/** Why no cell of the column has a value. */
interface Reason {
  readonly error: FormulaErrorCode
  /** Which column or board it is about, where that may be said. */
  readonly message?: string
}

function says(reason: Reason): () => FormulaResult {
  return () => reason
}

/** Why a formula that was right when it was saved reads what cannot be read here and now; null where it could read it all. */
function whyNot(reads: readonly DerivedInput[], schema: DeriveSchema): Reason | null {
  const reasons = reads.flatMap((input) => reasonOf(input, schema) ?? [])
  const codes = ['REF', 'ACCESS', 'LOADING'] as const
  return codes.flatMap((code) => reasons.find(({ error }) => error === code) ?? [])[0] ?? null
}

function reasonOf(input: DerivedInput, schema: DeriveSchema): Reason | null {
  if (input.of === 'today' || input.of === 'system') return null
  if (input.of !== 'linked') return missing(input.column, schema)
  const through = missing(input.through, schema)
  if (through) return through
  const absence = schema.absence?.(input.board)
  if (absence) {
    const { error } = absent[absence]
    const title = schema.column(input.through)?.title ?? ''
    return absence === 'gone' ? { error, message: `A board that “${title}” connects to was deleted.` } : { error }
  }
  const board = schema.board(input.board)
  if (!board || !isKnown(input.column, board)) return { error: 'ACCESS' }
  return missing(input.column, board, ` of the board “${board.title}”`)
}

function missing(column: CellColumn, schema: DeriveSchema, where = ''): Reason | null {
  if (typeof column !== 'number') return null
  const found = schema.column(column)
  if (!found) return { error: 'REF' }
  return found.fields['deletedAt'] === undefined
    ? null
    : { error: 'REF', message: `The column “${found.title}”${where} was deleted.` }
}

/** All is there, and of another type than the formula takes. */
function misfit(text: string, [problem]: readonly FormulaProblem[], schema: DeriveSchema): Reason {
  if (!problem) return { error: 'TYPE' }
  const part = printFormula(text.slice(problem.from, problem.to), formulaSchema(schema))
  return { error: 'TYPE', message: `${shortened(part)} does not fit any more: ${problem.message}` }
}

function otherType(now: FormulaType, before: FormulaSettings['type']): Reason {
  return {
    error: 'TYPE',
    message: `What it reads changed: it comes to ${typeName(now)} now, not to ${typeName(before)}.`,
  }
}

function isKnown(column: CellColumn, schema: DeriveSchema): boolean {
  return typeof column !== 'number' || schema.column(column) !== undefined
}

function mayNameMore(schema: DeriveSchema): boolean {
  const boards = schema.columns().flatMap((column) => connectionsOf(column)?.boards ?? [])
  return boards.some(({ board }) => schema.isPart?.(board) === true)
}

/** What a formula came to, as its column holds it. */
export function resultOf(value: FormulaValue): FormulaResult | null {
  if (value === null || (Array.isArray(value) && value.length === 0)) return null
  // @NOTE what is neither an error nor blank is a number, a text, a boolean or a list of these.
  return isFormulaError(value) ? value : { value: value as Json }
}

/** The type as settings hold it. */
export function kept(type: FormulaType): FormulaSettings['type'] {
  return typeof type === 'object' ? { list: type.list } : type
}

function sameType(left: FormulaType, right: FormulaSettings['type']): boolean {
  return JSON.stringify(kept(left)) === JSON.stringify(typeof right === 'object' ? { list: right.list } : right)
}

/** One reader for all rows of a board: making it is what costs. */
function lastReader(): (reader: DerivedReader) => FormulaReader {
  let of: DerivedReader | null = null
  let made: FormulaReader | null = null
  return (reader) => {
    if (made === null || of !== reader) {
      of = reader
      made = formulaReader(reader)
    }
    return made
  }
}
