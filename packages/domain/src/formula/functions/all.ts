import { arithmetic } from './arithmetic.ts'
import { comparison } from './comparison.ts'
import { dates } from './dates.ts'
import type { FormulaFunction } from './function.ts'
import { lists } from './lists.ts'
import { logic } from './logic.ts'
import { text } from './text.ts'
import { totals } from './totals.ts'
import { workingDays } from './working-days.ts'

/** Every function; the one table from which checking, running, completion and the documentation come. */
export const formulaFunctions: readonly FormulaFunction[] = [
  ...arithmetic,
  ...comparison,
  ...logic,
  ...text,
  ...dates,
  ...workingDays,
  ...lists,
  ...totals,
]

const byName = new Map(formulaFunctions.map((each) => [each.name, each]))

/** The function of a name in capital letters. */
export function formulaFunction(name: string): FormulaFunction | undefined {
  return byName.get(name)
}
