import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileFormula } from './formula.ts'
import { formulaFunctions } from './functions/all.ts'
import { parseExpression } from './parser.ts'
import { printExpression } from './printer.ts'
import { readers, typedFormulas } from './testing/arbitraries.ts'
import { testSchema } from './testing/board.ts'
import { slowEvaluate } from './testing/slow-evaluate.ts'
import type { FormulaValue } from './value.ts'

test('compiled formulas come to what the plain evaluator makes of them', () => {
  const called = new Set<string>()
  const outcomes = { value: 0, blank: 0, error: 0 }
  fc.assert(
    fc.property(typedFormulas(4), fc.array(readers, { minLength: 2, maxLength: 3 }), (text, rows) => {
      const compiled = compileFormula(text, testSchema)
      if (!compiled.ok) throw new Error(`${text}: ${JSON.stringify(compiled.errors)}`)
      for (const match of text.matchAll(/[A-Z]+(?=\()/g)) called.add(match[0])
      for (const reader of rows) {
        const value = compiled.formula.evaluate(reader, 0)
        expect({ text, value }).toEqual({ text, value: slowEvaluate(compiled.formula.typed, reader, 0) })
        outcomes[outcomeOf(value)]++
      }
    }),
    { numRuns: 1_500 },
  )
  // Not vacuous: every function came up, and of each outcome there were many.
  expect(formulaFunctions.map(({ name }) => name).filter((name) => !called.has(name))).toEqual([])
  expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(200)
})

function outcomeOf(value: FormulaValue): 'value' | 'blank' | 'error' {
  if (value === null) return 'blank'
  return typeof value === 'object' && 'error' in value ? 'error' : 'value'
}

test('what is printed is read back as the same formula', () => {
  fc.assert(
    fc.property(typedFormulas(5), (text) => {
      const parsed = parseExpression(text)
      const printed = printExpression(parsed)
      expect(shape(parseExpression(printed))).toEqual(shape(parsed))
      expect(printExpression(parseExpression(printed))).toBe(printed)
    }),
  )
})

/** A tree without places, which printing changes. */
function shape(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'from' || key === 'to' ? undefined : value)))
}
