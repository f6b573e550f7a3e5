import { formulaLimits } from './limits.ts'
import type { FormulaReader } from './reader.ts'
import { formulaErrors, textValue, type FormulaError, type FormulaValue } from './value.ts'

/** What a run needs: where values come from, and how much it has done for the present cell. */
export interface Frame {
  reader: FormulaReader
  steps: number
}

/** A part of a formula, ready to run. */
export type Thunk = (frame: Frame, row: number) => FormulaValue

/** Counts work that grows with texts and lists; the error once it is too much. Everything else is bounded by the nodes. */
export function charge(frame: Frame, steps: number): FormulaError | null {
  frame.steps += steps
  return frame.steps > formulaLimits.steps ? formulaErrors.LIMIT : null
}

/** What a function made, as a value: numbers finite, texts and lists within their limits and never empty. */
export function finished(frame: Frame, value: FormulaValue): FormulaValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : formulaErrors.NUM
  if (typeof value === 'string') {
    if (value.length > formulaLimits.resultLength) return formulaErrors.LIMIT
    return charge(frame, value.length) ?? textValue(value)
  }
  if (!Array.isArray(value)) return value
  if (value.length > formulaLimits.listLength) return formulaErrors.LIMIT
  return charge(frame, value.length) ?? (value.length === 0 ? null : value)
}
