import type { DerivedInput } from '../derived/derivation.ts'
import type { Json } from '../json.ts'
import { Checker } from './check.ts'
import { listProblem } from './compile-operator.ts'
import { compileTyped } from './compile.ts'
import type { Frame } from './frame.ts'
import { inputsOf } from './inputs.ts'
import { tokens } from './lexer.ts'
import { parseExpression } from './parser.ts'
import type { FormulaReader } from './reader.ts'
import { resolveReference, storedReference, titledReference, type Target } from './references.ts'
import type { FormulaSchema } from './schema.ts'
import { FormulaRefusal, type FormulaProblem } from './syntax.ts'
import type { Typed } from './typed.ts'
import { isList, type FormulaType } from './types.ts'
import type { FormulaValue } from './value.ts'

/** A formula that can run. */
export interface CompiledFormula {
  /** What is kept: the formula's text with columns by number, so that no rename breaks it. */
  readonly stored: Json
  readonly type: FormulaType
  /** What the result follows from, each once. */
  readonly inputs: readonly DerivedInput[]
  /** The result for one row. Never throws; the same for the same inputs, everywhere. */
  evaluate(reader: FormulaReader, row: number): FormulaValue
  /** The typed tree, for whoever explains or checks a formula. */
  readonly typed: Typed
}

/** A formula that can run, or what is wrong with its text and where. */
export type CompileResult =
  | { readonly ok: true; readonly formula: CompiledFormula }
  | { readonly ok: false; readonly errors: readonly FormulaProblem[] }

/**
 * Reads and checks a formula as a person wrote it.
 * `compileFormula('{Points} * 2', schema) // {ok: true, formula: {stored: '{#3} * 2', type: 'number', …}}`
 */
export function compileFormula(text: string, schema: FormulaSchema): CompileResult {
  try {
    const expression = parseExpression(text)
    const checker = new Checker(schema)
    const typed = checker.check(expression)
    if (!typed || checker.problems.length > 0) return { ok: false, errors: checker.problems }
    return { ok: true, formula: compiled(typed, rewritten(text, schema, storedReference, checker.labels)) }
  } catch (error) {
    if (error instanceof FormulaRefusal) return { ok: false, errors: [error.problem] }
    throw error
  }
}

/** Compiles what `stored` kept. Fails where a column it reads was deleted, or is of a type by now that does not fit. */
export function restoreFormula(stored: Json, schema: FormulaSchema): CompileResult {
  return compileFormula(typeof stored === 'string' ? stored : '', schema)
}

/** The text of a kept formula with today's titles; what is not there any more stays a number. */
export function printFormula(stored: Json, schema: FormulaSchema): string {
  return typeof stored === 'string' ? rewritten(stored, schema, titledReference) : ''
}

/** The text with every reference that leads somewhere written anew; all else stays as it was typed. */
function rewritten(
  text: string,
  schema: FormulaSchema,
  written: (target: Target, schema: FormulaSchema) => string,
  labels: ReadonlyMap<number, string> = new Map(),
): string {
  const parts: string[] = []
  let from = 0
  for (const token of tokens(text)) {
    const label = token.kind === 'text' ? labels.get(token.from) : undefined
    if (label === undefined && token.kind !== 'reference') continue
    parts.push(text.slice(from, token.from))
    from = token.to
    if (token.kind !== 'reference') {
      parts.push(label ?? '')
      continue
    }
    try {
      parts.push(written(resolveReference(token.segments, schema, token).target, schema))
    } catch (error) {
      if (!(error instanceof FormulaRefusal)) throw error
      parts.push(text.slice(token.from, token.to))
    }
  }
  parts.push(text.slice(from))
  return parts.join('')
}

function compiled(typed: Typed, stored: string): CompiledFormula {
  const run = compileTyped(typed)
  const isOfLists = isList(typed.type)
  let frame: Frame | null = null
  return {
    stored,
    type: typed.type,
    typed,
    inputs: inputsOf(typed),
    evaluate: (reader, row) => {
      // One frame serves all rows of a reader. A reader that asks the same formula again meanwhile gets one of its own.
      const own: Frame = frame ?? { reader, steps: 0 }
      frame = null
      own.reader = reader
      own.steps = 0
      const value = run(own, row)
      frame = own
      return isOfLists ? (listProblem(own, value) ?? value) : value
    },
  }
}
