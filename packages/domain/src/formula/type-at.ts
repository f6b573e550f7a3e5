import { signature, signatureParts } from './check-call.ts'
import { Checker } from './check.ts'
import { formulaFunction } from './functions/all.ts'
import { parameter, type FormulaFunction } from './functions/function.ts'
import { tokens } from './lexer.ts'
import { parseExpression } from './parser.ts'
import type { FormulaSchema } from './schema.ts'
import { FormulaRefusal, type Span } from './syntax.ts'
import type { FormulaType } from './types.ts'

/** The part around a place, and what it is. */
export interface TypeAt extends Span {
  readonly type: FormulaType
}

/** The type of the smallest part that a place touches; null where the formula cannot be read, or that part has a problem. */
export function typeAt(text: string, cursor: number, schema: FormulaSchema): TypeAt | null {
  try {
    const checker = new Checker(schema)
    checker.check(parseExpression(text))
    let best: TypeAt | null = null
    for (const { from, to, type } of checker.parts) {
      if (from <= cursor && cursor <= to && (best === null || to - from < best.to - best.from))
        best = { from, to, type }
    }
    return best
  } catch (error) {
    if (error instanceof FormulaRefusal) return null
    throw error
  }
}

/** The function whose argument is being written. */
export interface CallAt {
  readonly called: FormulaFunction
  readonly signature: string
  /** What stands between the parentheses of the signature, one after the other. */
  readonly parts: readonly string[]
  /** Which of its parameters the cursor is at. */
  readonly parameter: number
}

/** The innermost call that is open at a place, also in a half-written formula. */
export function callAt(text: string, cursor: number): CallAt | null {
  const open: { name: string | null; commas: number }[] = []
  let name: string | null = null
  for (const token of tokens(text.slice(0, cursor))) {
    if (token.kind === 'sign' && token.value === '(') open.push({ name, commas: 0 })
    else if (token.kind === 'sign' && token.value === ')') open.pop()
    else if (token.kind === 'sign' && token.value === ',') {
      const last = open.at(-1)
      if (last) last.commas++
    }
    name = token.kind === 'name' ? token.value.toUpperCase() : null
  }
  const inner = open.findLast((each) => each.name !== null && formulaFunction(each.name) !== undefined)
  const called = inner?.name ? formulaFunction(inner.name) : undefined
  if (!inner || !called) return null
  const parts = signatureParts(called)
  return { called, signature: signature(called), parts, parameter: parameterAt(called, inner.commas) }
}

/** Parameters that repeat begin again after the last. */
function parameterAt(called: FormulaFunction, index: number): number {
  const count = called.params.length
  if (index < count || count === 0) return index
  const repeats =
    'repeats' in called ? (called.repeats ?? 1) : called.params.map(parameter).at(-1)?.shape === 'rest' ? 1 : 0
  return repeats === 0 ? count - 1 : count - repeats + ((index - count) % repeats)
}
