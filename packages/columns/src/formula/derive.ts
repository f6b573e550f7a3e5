import type { LaneValue } from '@fulcrum/columnar'
import { connectionsOf, DomainError } from '@fulcrum/domain'
import type { CellColumn, DeriveCode, DerivedInput, DerivedReader, DeriveSchema, Json } from '@fulcrum/domain'
import {
  absent,
  compileFormula,
  formulaReader,
  formulaSchema,
  isFormulaError,
  restoreFormula,
  storedInputs,
} from '@fulcrum/domain/formula'
import type {
  CompiledFormula,
  FormulaErrorCode,
  FormulaReader,
  FormulaType,
  FormulaValue,
} from '@fulcrum/domain/formula'
import type { FormulaResult, FormulaSettings } from './column.ts'

/** What needs the language: it comes with the first board that has a formula. */
export const formulaCode: DeriveCode<FormulaSettings, FormulaResult> = {
  derive: ({ text, type }, schema) => {
    if (text.trim() === '') return { reads: [], compute: () => null }
    const restored = restoreFormula(text, formulaSchema(schema))
    const reads = storedInputs(text)
    if (!restored.ok) return { reads, compute: says(whyNot(reads, schema)) }
    const { formula } = restored
    if (!sameType(formula.type, type)) return { reads, compute: says('TYPE') }
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
    problem[value.length] = result.error
    value.push(null)
  }
  return problem === null ? { value } : { value, problem }
}

function says(error: FormulaErrorCode): () => FormulaResult {
  return () => ({ error })
}

/** Why a formula that was right when it was saved cannot be computed here and now. */
function whyNot(reads: readonly DerivedInput[], schema: DeriveSchema): FormulaErrorCode {
  const problems = new Set(reads.flatMap((input) => problemOf(input, schema) ?? []))
  const codes = ['REF', 'ACCESS', 'LOADING'] as const
  return codes.find((code) => problems.has(code)) ?? 'TYPE'
}

function problemOf(input: DerivedInput, schema: DeriveSchema): FormulaErrorCode | null {
  if (input.of === 'today' || input.of === 'system') return null
  const isThere = (number: CellColumn): boolean =>
    typeof number !== 'number' || schema.column(number)?.fields['deletedAt'] === undefined
  if (input.of !== 'linked') return isThere(input.column) && isKnown(input.column, schema) ? null : 'REF'
  if (!isThere(input.through) || !isKnown(input.through, schema)) return 'REF'
  const absence = schema.absence?.(input.board)
  if (absence) return absent[absence].error
  const board = schema.board(input.board)
  if (!board || !isKnown(input.column, board)) return 'ACCESS'
  return typeof input.column === 'number' && board.column(input.column)?.fields['deletedAt'] !== undefined
    ? 'REF'
    : null
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
  return isFormulaError(value) ? { error: value.error } : { value: value as Json }
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
