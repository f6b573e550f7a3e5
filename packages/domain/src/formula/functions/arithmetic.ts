import { formulaErrors } from '../value.ts'
import { power, rounded, steady } from './decimals.ts'
import { defineFunction } from './function.ts'

const family = 'Arithmetic'

/** Functions of numbers. */
export const arithmetic = [
  defineFunction({
    name: 'ABS',
    family,
    description: 'The number without its sign.',
    params: ['number: N'],
    returns: 'N',
    examples: [
      ['ABS(-3)', '3'],
      ['ABS(BLANK())', 'BLANK()'],
    ],
    apply: (number) => Math.abs(number),
  }),
  defineFunction({
    name: 'SIGN',
    family,
    description: '1 above zero, -1 below, 0 at zero.',
    params: ['number: N'],
    returns: 'number',
    examples: [['SIGN(-12.5)', '-1']],
    apply: (number) => Math.sign(number),
  }),
  defineFunction({
    name: 'ROUND',
    family,
    description: 'Rounds to so many decimals (none if left out; -2 means hundreds); a half goes away from zero.',
    params: ['number: number', 'digits?: number'],
    returns: 'number',
    examples: [
      ['ROUND(2.345, 2)', '2.35'],
      ['ROUND(-2.5)', '-3'],
      ['ROUND(1250, -2)', '1300'],
    ],
    apply: (number, digits) => rounded(number, digits ?? 0, 'half'),
  }),
  defineFunction({
    name: 'ROUNDUP',
    family,
    description: 'Rounds to so many decimals, away from zero.',
    params: ['number: number', 'digits?: number'],
    returns: 'number',
    examples: [
      ['ROUNDUP(2.341, 2)', '2.35'],
      ['ROUNDUP(-2.1)', '-3'],
    ],
    apply: (number, digits) => rounded(number, digits ?? 0, 'up'),
  }),
  defineFunction({
    name: 'ROUNDDOWN',
    family,
    description: 'Rounds to so many decimals, towards zero.',
    params: ['number: number', 'digits?: number'],
    returns: 'number',
    examples: [
      ['ROUNDDOWN(2.349, 2)', '2.34'],
      ['ROUNDDOWN(-2.9)', '-2'],
    ],
    apply: (number, digits) => rounded(number, digits ?? 0, 'down'),
  }),
  defineFunction({
    name: 'FLOOR',
    family,
    description: 'The largest multiple of a step (1 if left out) that is not above the number.',
    params: ['number: number', 'step?: number'],
    returns: 'number',
    examples: [
      ['FLOOR(7.8)', '7'],
      ['FLOOR(-7, 5)', '-10'],
      ['FLOOR(1, 0)', '#DIV0'],
    ],
    apply: (number, step) => multiple(number, step ?? 1, Math.floor),
  }),
  defineFunction({
    name: 'CEILING',
    family,
    description: 'The smallest multiple of a step (1 if left out) that is not below the number.',
    params: ['number: number', 'step?: number'],
    returns: 'number',
    examples: [
      ['CEILING(7.2)', '8'],
      ['CEILING(11, 5)', '15'],
    ],
    apply: (number, step) => multiple(number, step ?? 1, Math.ceil),
  }),
  defineFunction({
    name: 'INT',
    family,
    description: 'The whole number at or below.',
    params: ['number: number'],
    returns: 'number',
    examples: [
      ['INT(7.8)', '7'],
      ['INT(-7.2)', '-8'],
    ],
    apply: (number) => Math.floor(number),
  }),
  defineFunction({
    name: 'MOD',
    family,
    description: 'What a division leaves, with the sign of the divisor.',
    params: ['number: number', 'divisor: number'],
    returns: 'number',
    examples: [
      ['MOD(7, 3)', '1'],
      ['MOD(-1, 3)', '2'],
      ['MOD(1, 0)', '#DIV0'],
    ],
    apply: (number, divisor) => {
      if (divisor === 0) return formulaErrors.DIV0
      const left = number % divisor
      return left !== 0 && left < 0 !== divisor < 0 ? left + divisor : left
    },
  }),
  defineFunction({
    name: 'QUOTIENT',
    family,
    description: 'A division without what it leaves.',
    params: ['number: number', 'divisor: number'],
    returns: 'number',
    examples: [
      ['QUOTIENT(17, 5)', '3'],
      ['QUOTIENT(-17, 5)', '-3'],
    ],
    apply: (number, divisor) => (divisor === 0 ? formulaErrors.DIV0 : Math.trunc(number / divisor)),
  }),
  defineFunction({
    name: 'POWER',
    family,
    description: 'A number to a power, as `^` does.',
    params: ['number: number', 'exponent: number'],
    returns: 'number',
    examples: [
      ['POWER(2, 10)', '1024'],
      ['POWER(-8, 0.5)', '#NUM'],
    ],
    apply: (number, exponent) => power(number, exponent),
  }),
  defineFunction({
    name: 'SQRT',
    family,
    description: 'The square root.',
    params: ['number: number'],
    returns: 'number',
    examples: [
      ['SQRT(81)', '9'],
      ['SQRT(-1)', '#NUM'],
    ],
    apply: (number) => Math.sqrt(number),
  }),
  defineFunction({
    name: 'EXP',
    family,
    description: 'e to a power, to 14 digits.',
    params: ['exponent: number'],
    returns: 'number',
    examples: [
      ['EXP(0)', '1'],
      ['EXP(1000)', '#NUM'],
    ],
    apply: (exponent) => steady(Math.exp(exponent)),
  }),
  defineFunction({
    name: 'LN',
    family,
    description: 'The natural logarithm, to 14 digits.',
    params: ['number: number'],
    returns: 'number',
    examples: [
      ['LN(1)', '0'],
      ['LN(0)', '#NUM'],
    ],
    apply: (number) => steady(Math.log(number)),
  }),
  defineFunction({
    name: 'LOG',
    family,
    description: 'The logarithm to a base (10 if left out), to 14 digits.',
    params: ['number: number', 'base?: number'],
    returns: 'number',
    examples: [
      ['LOG(1000)', '3'],
      ['LOG(8, 2)', '3'],
    ],
    apply: (number, base) => {
      const below = Math.log(base ?? 10)
      return below === 0 ? formulaErrors.DIV0 : steady(Math.log(number) / below)
    },
  }),
  defineFunction({
    name: 'VALUE',
    family,
    description: 'The number that a text says, with a point for decimals; a text that says none is an error.',
    params: ['text: text'],
    returns: 'number',
    examples: [
      ['VALUE("12.5")', '12.5'],
      ['VALUE(" -3e2 ")', '-300'],
      ['VALUE("twelve")', '#VALUE'],
      ['VALUE("")', 'BLANK()'],
    ],
    apply: (text) => {
      const trimmed = text.trim()
      if (trimmed === '') return null
      return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : formulaErrors.VALUE
    },
  }),
]

function multiple(number: number, step: number, towards: (quotient: number) => number) {
  if (step === 0) return formulaErrors.DIV0
  // 0.3 / 0.1 is a hair below 3 in binary; 15 digits take it for what it says.
  const quotient = number / step
  return Number.isFinite(quotient) ? steady(towards(steady(quotient)) * step, 15) : formulaErrors.NUM
}
