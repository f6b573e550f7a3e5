import { compareTexts, sameScalar } from '../compare.ts'
import { defineFunction } from './function.ts'
import { isFormulaError } from '../value.ts'
import type { LazyFunction } from './function.ts'

const family = 'Comparison'

const isError: LazyFunction = {
  name: 'ISERROR',
  family,
  description: 'TRUE where the value is an error.',
  params: ['value: any'],
  examples: [
    ['ISERROR(1 / 0)', 'TRUE'],
    ['ISERROR(BLANK())', 'FALSE'],
  ],
  typed: () => 'boolean',
  compile:
    ([value]) =>
    (frame, row) =>
      value !== undefined && isFormulaError(value(frame, row)),
}

/** Functions that answer TRUE or FALSE about values, or which comes first. */
export const comparison = [
  defineFunction({
    name: 'ISBLANK',
    family,
    description: 'TRUE where there is nothing: an empty cell, an empty text, an empty list.',
    params: ['value: any'],
    returns: 'boolean',
    examples: [
      ['ISBLANK("")', 'TRUE'],
      ['ISBLANK(0)', 'FALSE'],
      ['ISBLANK(LIST())', 'TRUE'],
    ],
    apply: (value) => value === null,
  }),
  isError,
  defineFunction({
    name: 'BETWEEN',
    family,
    description: 'TRUE where the value is between the two others, or is one of them.',
    params: ['value: O', 'least: O', 'most: O'],
    returns: 'boolean',
    examples: [
      ['BETWEEN(5, 1, 5)', 'TRUE'],
      ['BETWEEN(DATE(2026, 2, 1), DATE(2026, 3, 1), DATE(2026, 4, 1))', 'FALSE'],
      ['BETWEEN(BLANK(), 1, 5)', 'BLANK()'],
    ],
    apply: (value, least, most) => inOrder(least, value) <= 0 && inOrder(value, most) <= 0,
  }),
  defineFunction({
    name: 'ONEOF',
    family,
    compares: true,
    description: 'TRUE where the value is one of the others.',
    params: ['value: T', 'others: T*'],
    returns: 'boolean',
    examples: [
      ['ONEOF("done", "Done", "Closed")', 'TRUE'],
      ['ONEOF(4, LIST(1, 2), 3)', 'FALSE'],
    ],
    apply: (value, others) => others.some((other) => sameScalar(other, value)),
  }),
  defineFunction({
    name: 'COMPARE',
    family,
    description: '-1 where the first comes before the second, 1 where it comes after it, else 0.',
    params: ['first: O', 'second: O'],
    returns: 'number',
    examples: [
      ['COMPARE("apple", "Banana")', '-1'],
      ['COMPARE(2, 2)', '0'],
    ],
    apply: (first, second) => Math.sign(inOrder(first, second)),
  }),
  defineFunction({
    name: 'EXACT',
    family,
    description: 'TRUE where two texts are the same letter for letter; `=` takes capitals for small letters.',
    params: ['first: text', 'second: text'],
    returns: 'boolean',
    examples: [
      ['EXACT("Done", "done")', 'FALSE'],
      ['EXACT("Done", "Done")', 'TRUE'],
    ],
    apply: (first, second) => first === second,
  }),
  defineFunction({
    name: 'ISEVEN',
    family,
    description: 'TRUE where the number, without its decimals, is even.',
    params: ['number: number'],
    returns: 'boolean',
    examples: [['ISEVEN(4)', 'TRUE']],
    apply: (number) => Math.trunc(number) % 2 === 0,
  }),
  defineFunction({
    name: 'ISODD',
    family,
    description: 'TRUE where the number, without its decimals, is odd.',
    params: ['number: number'],
    returns: 'boolean',
    examples: [['ISODD(-3)', 'TRUE']],
    apply: (number) => Math.trunc(number) % 2 !== 0,
  }),
]

/** How two values of one type that has an order stand to each other. */
export function inOrder(left: number | string, right: number | string): number {
  if (typeof left === 'string' || typeof right === 'string') return compareTexts(String(left), String(right))
  return left < right ? -1 : left > right ? 1 : 0
}
