import { sameScalar } from '../compare.ts'
import type { Frame, Thunk } from '../frame.ts'
import { isList, joined, typeName, type FormulaType } from '../types.ts'
import { formulaErrors, isFormulaError } from '../value.ts'
import { defineFunction, type ArgumentProblem, type FormulaFunction } from './function.ts'

const family = 'Logic'

/** Functions that evaluate only the arguments that they need. */
export const logic: readonly FormulaFunction[] = [
  {
    name: 'IF',
    family,
    description: 'One value where the condition is TRUE, another (blank if left out) where it is not.',
    params: ['condition: boolean', 'then: T', 'else?: T'],
    examples: [
      ['IF(2 > 1, "yes", "no")', '"yes"'],
      ['IF(BLANK(), 1)', 'BLANK()'],
      ['IF(TRUE, 1, 1 / 0)', '1'],
    ],
    typed: ([condition, ...results]) => notBoolean([condition]) ?? common(results, 1),
    compile: ([condition = nothing, first = nothing, second = nothing]) => {
      return (frame, row) => {
        const holds = condition(frame, row)
        if (isFormulaError(holds)) return holds
        return holds === true ? first(frame, row) : second(frame, row)
      }
    },
  },
  {
    name: 'IFS',
    family,
    description: 'The value behind the first condition that is TRUE; blank where none is.',
    params: ['condition: boolean', 'value: T'],
    repeats: 2,
    examples: [
      ['IFS(1 > 2, "a", 2 > 1, "b")', '"b"'],
      ['IFS(FALSE, 1)', 'BLANK()'],
    ],
    typed: (args) => {
      if (args.length % 2 === 1) return { problem: 'IFS needs a value for each condition.', argument: args.length - 1 }
      const wrong = args.findIndex((type, index) => index % 2 === 0 && notBoolean([type]) !== null)
      if (wrong >= 0) return notBoolean(args.slice(wrong, wrong + 1), wrong) ?? 'blank'
      return common(args, 0, (index) => index % 2 === 1)
    },
    compile: (args) => (frame, row) => {
      for (let index = 0; index + 1 < args.length; index += 2) {
        const holds = run(args[index], frame, row)
        if (isFormulaError(holds)) return holds
        if (holds === true) return run(args[index + 1], frame, row)
      }
      return null
    },
  },
  {
    name: 'SWITCH',
    family,
    description:
      'The result behind the first case that the value equals; else the last one if it stands alone, or blank.',
    params: ['value: T', 'case: T', 'result: T', 'else?: T'],
    repeats: 2,
    examples: [
      ['SWITCH("b", "a", 1, "b", 2)', '2'],
      ['SWITCH("z", "a", 1, "b", 2, 0)', '0'],
    ],
    typed: (args) => {
      const last = args.length - 1
      const isCase = (index: number) => index > 0 && index % 2 === 1 && index < last
      const value = common(args, 0, (index) => index === 0 || isCase(index))
      if (isProblem(value)) return value
      if (isList(value)) return { problem: `SWITCH needs one value, this is ${typeName(value)}.`, argument: 0 }
      return common(args, 0, (index) => index > 0 && !isCase(index))
    },
    compile:
      ([value = nothing, ...rest]) =>
      (frame, row) => {
        const wanted = value(frame, row)
        if (isFormulaError(wanted)) return wanted
        let index = 0
        for (; index + 1 < rest.length; index += 2) {
          const found = run(rest[index], frame, row)
          if (isFormulaError(found)) return found
          if (sameScalar(found, wanted)) return run(rest[index + 1], frame, row)
        }
        return run(rest[index], frame, row)
      },
  },
  {
    name: 'AND',
    family,
    description: 'TRUE where all are; asks no further after the first that is not. `a AND b` does the same.',
    params: ['condition: boolean'],
    repeats: 1,
    examples: [
      ['AND(TRUE, 2 > 1)', 'TRUE'],
      ['AND(FALSE, 1 / 0 = 1)', 'FALSE'],
    ],
    typed: (args) => notBoolean(args) ?? 'boolean',
    compile: (args) => decided(args, false),
  },
  {
    name: 'OR',
    family,
    description: 'TRUE where any is; asks no further after the first that is. `a OR b` does the same.',
    params: ['condition: boolean'],
    repeats: 1,
    examples: [
      ['OR(FALSE, 2 > 1)', 'TRUE'],
      ['OR(FALSE, BLANK())', 'FALSE'],
    ],
    typed: (args) => notBoolean(args) ?? 'boolean',
    compile: (args) => decided(args, true),
  },
  defineFunction({
    name: 'XOR',
    family,
    description: 'TRUE where one of the two is TRUE and the other is not.',
    params: ['first: boolean', 'second: boolean'],
    returns: 'boolean',
    examples: [['XOR(TRUE, FALSE)', 'TRUE']],
    apply: (first, second) => first !== second,
  }),
  {
    name: 'IFERROR',
    family,
    description: 'The value, or the other one where the value is an error.',
    params: ['value: T', 'fallback: T'],
    examples: [
      ['IFERROR(1 / 0, 0)', '0'],
      ['IFERROR(3, 0)', '3'],
    ],
    typed: (args) => common(args, 0),
    compile:
      ([value = nothing, fallback = nothing]) =>
      (frame, row) => {
        const found = value(frame, row)
        // Beyond the limit there is no going on, not even for what would follow.
        return isFormulaError(found) && found.error !== 'LIMIT' ? fallback(frame, row) : found
      },
  },
  {
    name: 'COALESCE',
    family,
    description: 'The first value that is not blank.',
    params: ['value: T'],
    repeats: 1,
    examples: [
      ['COALESCE(BLANK(), "", "c")', '"c"'],
      ['COALESCE(BLANK(), 0)', '0'],
    ],
    typed: (args) => common(args, 0),
    compile: (args) => (frame, row) => {
      for (const arg of args) {
        const value = arg(frame, row)
        if (value !== null) return value
      }
      return null
    },
  },
  {
    name: 'CHOOSE',
    family,
    description: 'The value at a place, counted from 1.',
    params: ['place: number', 'value: T'],
    repeats: 1,
    examples: [
      ['CHOOSE(2, "low", "high")', '"high"'],
      ['CHOOSE(3, "low", "high")', '#NA'],
    ],
    typed: ([place, ...values]) => {
      if (place !== 'number' && place !== 'blank')
        return { problem: `CHOOSE needs a number first, this is ${typeName(place ?? 'blank')}.`, argument: 0 }
      return common(values, 1)
    },
    compile:
      ([place = nothing, ...values]) =>
      (frame, row) => {
        const at = place(frame, row)
        if (typeof at !== 'number') return at
        const chosen = values[Math.trunc(at) - 1]
        return chosen ? chosen(frame, row) : formulaErrors.NA
      },
  },
  defineFunction({
    name: 'BLANK',
    family,
    description: 'Nothing, as in an empty cell.',
    params: [],
    returns: 'blank',
    examples: [['BLANK()', 'BLANK()']],
    apply: () => null,
  }),
  defineFunction({
    name: 'NA',
    family,
    description: 'The error NA, for what should have been found.',
    params: [],
    returns: 'blank',
    examples: [['NA()', '#NA']],
    apply: () => formulaErrors.NA,
  }),
]

const nothing: Thunk = () => null

function run(thunk: Thunk | undefined, frame: Frame, row: number) {
  return thunk ? thunk(frame, row) : null
}

function decided(args: readonly Thunk[], decides: boolean): Thunk {
  return (frame, row) => {
    for (const arg of args) {
      const value = arg(frame, row)
      if (isFormulaError(value)) return value
      if ((value === true) === decides) return decides
    }
    return !decides
  }
}

function isProblem(type: FormulaType | ArgumentProblem): type is ArgumentProblem {
  return typeof type === 'object' && 'problem' in type
}

function notBoolean(types: readonly (FormulaType | undefined)[], from = 0): ArgumentProblem | null {
  const index = types.findIndex((type) => type !== undefined && type !== 'boolean' && type !== 'blank')
  if (index < 0) return null
  return {
    problem: `A condition is TRUE or FALSE, this is ${typeName(types[index] ?? 'blank')}.`,
    argument: from + index,
  }
}

/** The one type of results of which any may come out. */
function common(
  types: readonly FormulaType[],
  from: number,
  counts = (_index: number) => true,
): FormulaType | ArgumentProblem {
  let type: FormulaType = 'blank'
  for (const [index, each] of types.entries()) {
    if (!counts(index)) continue
    const together = joined(type, each)
    if (together === null) {
      return {
        problem: `This is ${typeName(each)}, the one before ${typeName(type)}: they must be alike.`,
        argument: from + index,
      }
    }
    type = together
  }
  return type
}
