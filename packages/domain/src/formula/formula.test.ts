import { describe, expect, test } from 'vitest'
import { formulaFunctions } from './functions/all.ts'
import { families } from './functions/function.ts'
import { formulaErrors, type FormulaErrorCode } from './index.ts'
import { result } from './testing/board.ts'

describe('every function does what its examples say', () => {
  for (const { name, examples } of formulaFunctions) {
    test(name, () => {
      expect(examples.length).toBeGreaterThan(0)
      for (const [formula, expected] of examples) {
        const code = expected.startsWith('#') ? (expected.slice(1) as FormulaErrorCode) : null
        const wanted = code === null ? result(expected) : formulaErrors[code]
        expect([formula, result(formula)]).toEqual([formula, wanted])
      }
    })
  }
})

test('there are more than seventy functions, each once, in the families that the documentation has', () => {
  const names = formulaFunctions.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThan(70)
  expect(new Set(formulaFunctions.map(({ family }) => family))).toEqual(new Set(families))
  expect(names.every((name) => /^[A-Z]+$/.test(name))).toBe(true)
})

test('sub-items and connected items are read as lists', () => {
  expect(result('SUM({Sub-items.Points})')).toBe(8)
  expect(result('COUNT({Sub-items})')).toBe(3)
  expect(result('SUM({All sub-items.Points})')).toBe(16)
  expect(result('JOIN({All sub-items})')).toBe('Form, Session, Logout, Forgotten password')
  expect(result('SUMIF({Sub-items.Status}, "Done", {Sub-items.Points})')).toBe(5)
  expect(result('COUNTUNIQUE({Sub-items.Owner})')).toBe(2)
  expect(result('MAX({Epic.Due})')).toBe(20_800)
  expect(result('FIRST({Epic.Title})')).toBe('Sign in')
})
