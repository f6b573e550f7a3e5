import { arithmetic } from './arithmetic.ts'
import type { FormulaFunction } from './function.ts'

/** Every function; the one table from which checking, running, completion and the documentation come. */
export const formulaFunctions: readonly FormulaFunction[] = [...arithmetic]

const byName = new Map(formulaFunctions.map((each) => [each.name, each]))

/** The function of a name in capital letters. */
export function formulaFunction(name: string): FormulaFunction | undefined {
  return byName.get(name)
}
