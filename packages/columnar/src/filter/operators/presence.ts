import { rowMatcher } from '../matcher.ts'
import type { Operator } from '../operator.ts'

const noValue = (value: unknown): string | null => (value === undefined || value === null ? null : 'takes no value')

/** Operators of every lane type. */
export const presenceOperators: readonly Operator[] = [
  {
    id: 'empty',
    operand: 'none',
    matchesBlank: true,
    refuses: noValue,
    compile: (lane) => rowMatcher((row) => lane.isBlank(row)),
  },
  {
    id: 'notEmpty',
    operand: 'none',
    matchesBlank: false,
    refuses: noValue,
    compile: (lane) => rowMatcher((row) => !lane.isBlank(row)),
  },
]
