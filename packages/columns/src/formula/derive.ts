import { DomainError } from '@fulcrum/domain'
import type { DeriveCode, DerivedReader, Json } from '@fulcrum/domain'
import { compileFormula, formulaReader, formulaSchema, isFormulaError, restoreFormula } from '@fulcrum/domain/formula'
import type { FormulaReader, FormulaType, FormulaValue } from '@fulcrum/domain/formula'
import type { FormulaResult, FormulaSettings } from './column.ts'

/** What needs the language: it comes with the first board that has a formula. */
export const formulaCode: DeriveCode<FormulaSettings, FormulaResult> = {
  derive: ({ text, type }, schema) => {
    if (text.trim() === '') return { reads: [], compute: () => null }
    const restored = restoreFormula(text, formulaSchema(schema))
    // What it reads was deleted, or is of another type by now.
    if (!restored.ok) return { reads: [], compute: () => ({ error: 'REF' }) }
    const { formula } = restored
    if (!sameType(formula.type, type)) return { reads: formula.inputs, compute: () => ({ error: 'VALUE' }) }
    const readerOf = lastReader()
    return {
      reads: formula.inputs,
      compute: (reader, row) => resultOf(formula.evaluate(readerOf(reader), row)),
    }
  },
  complete: (settings, schema) => {
    if (settings.text.trim() === '') return { ...settings, text: '', type: 'blank' }
    const compiled = compileFormula(settings.text, formulaSchema(schema))
    if (!compiled.ok) {
      const [problem] = compiled.errors
      const { message = 'This formula cannot be read.', from = 0, to = 0 } = problem ?? {}
      throw new DomainError('invalid', message, { field: 'settings.text', from, to })
    }
    const { stored, type } = compiled.formula
    return { ...settings, text: String(stored), type: kept(type) }
  },
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
