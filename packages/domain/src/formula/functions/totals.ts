import { sameScalar } from '../compare.ts'
import { formulaErrors, type FormulaError, type FormulaValue, type ScalarValue } from '../value.ts'
import { inOrder } from './comparison.ts'
import { steady } from './decimals.ts'
import { defineFunction } from './function.ts'
import { keyOf, sorted, unique, where } from './lists.ts'

const family = 'Totals'

/** Functions that make one value of many. */
export const totals = [
  defineFunction({
    name: 'SUM',
    family,
    description: 'The sum of numbers or durations; 0 where there are none.',
    params: ['values: N*'],
    returns: 'N',
    examples: [
      ['SUM(1, 2, 3)', '6'],
      ['SUM(LIST(1, BLANK(), 2))', '3'],
      ['SUM(LIST())', '0'],
    ],
    apply: (values) => sum(values),
  }),
  defineFunction({
    name: 'AVERAGE',
    family,
    description: 'The mean of numbers or durations; blanks do not count, and of none the mean is blank.',
    params: ['values: N*'],
    returns: 'N',
    examples: [
      ['AVERAGE(1, 2, 6)', '3'],
      ['AVERAGE(LIST(4, BLANK(), 6))', '5'],
      ['AVERAGE(LIST())', 'BLANK()'],
    ],
    apply: (values) => mean(values),
  }),
  defineFunction({
    name: 'MEDIAN',
    family,
    description: 'The one in the middle, or the mean of the two in the middle.',
    params: ['values: N*'],
    returns: 'N',
    examples: [
      ['MEDIAN(1, 9, 2)', '2'],
      ['MEDIAN(1, 2, 3, 10)', '2.5'],
    ],
    apply: (values) => percentile(values, 0.5),
  }),
  defineFunction({
    name: 'PERCENTILE',
    family,
    description: 'The value below which such a share of the list lies (0 to 1), between neighbours in proportion.',
    params: ['list: N[]', 'share: number'],
    returns: 'N',
    examples: [
      ['PERCENTILE(LIST(1, 2, 3, 4, 5), 0.75)', '4'],
      ['PERCENTILE(LIST(1, 2), 2)', '#NUM'],
    ],
    apply: (list, share) => percentile(list, share),
  }),
  defineFunction({
    name: 'MIN',
    family,
    description: 'The least of numbers, durations, days, moments or texts: of days the earliest.',
    params: ['values: O*'],
    returns: 'O',
    examples: [
      ['MIN(3, 1, 2)', '1'],
      ['MIN(LIST())', 'BLANK()'],
    ],
    apply: (values) => extreme(values, -1),
  }),
  defineFunction({
    name: 'MAX',
    family,
    description: 'The greatest of numbers, durations, days, moments or texts: of days the latest.',
    params: ['values: O*'],
    returns: 'O',
    examples: [
      ['MAX(3, 1, 2)', '3'],
      ['MAX(DATE(2026, 1, 1), DATE(2026, 5, 1))', 'DATE(2026, 5, 1)'],
    ],
    apply: (values) => extreme(values, 1),
  }),
  defineFunction({
    name: 'PRODUCT',
    family,
    description: 'All numbers multiplied; blank where there are none.',
    params: ['values: number*'],
    returns: 'number',
    examples: [['PRODUCT(2, 3, 4)', '24']],
    apply: (values) => (values.length === 0 ? null : values.reduce((product, value) => product * value, 1)),
  }),
  defineFunction({
    name: 'STDEV',
    family,
    description: 'The standard deviation of a sample, to 14 digits; of fewer than two numbers it is blank.',
    params: ['values: number*'],
    returns: 'number',
    examples: [['STDEV(2, 4, 4, 4, 5, 5, 7, 9)', '2.1380899352994']],
    apply: (values) => deviation(values),
  }),
  defineFunction({
    name: 'COUNT',
    family,
    description: 'How many values are not blank.',
    params: ['values: T*'],
    returns: 'number',
    examples: [
      ['COUNT(LIST("a", "b"), "c")', '3'],
      ['COUNT(BLANK())', '0'],
    ],
    apply: (values) => values.length,
  }),
  defineFunction({
    name: 'COUNTUNIQUE',
    family,
    description: 'How many different values there are.',
    params: ['values: T*'],
    returns: 'number',
    examples: [['COUNTUNIQUE("a", "A", "b")', '2']],
    apply: (values) => unique(values).length,
  }),
  defineFunction({
    name: 'COUNTBLANK',
    family,
    description: 'How many entries of a list are blank.',
    params: ['list: T[?]'],
    returns: 'number',
    examples: [['COUNTBLANK(SPLIT("a,,b"))', '1']],
    apply: (list) => list.filter((entry) => entry === null).length,
  }),
  defineFunction({
    name: 'COUNTIF',
    family,
    compares: true,
    description: 'How many entries of a list are a value.',
    params: ['list: T[?]', 'wanted: T'],
    returns: 'number',
    examples: [
      ['COUNTIF(LIST("Done", "To do", "Done"), "done")', '2'],
      ['COUNTIF(LIST(1, 2), BLANK())', 'BLANK()'],
    ],
    apply: (list, wanted) => list.filter((entry) => sameScalar(entry, wanted)).length,
  }),
  defineFunction({
    name: 'SHAREIF',
    family,
    compares: true,
    description: 'Which share of the entries of a list, blanks counted, are a value: 0 to 1.',
    params: ['list: T[?]', 'wanted: T'],
    returns: 'number',
    examples: [
      ['SHAREIF(LIST("Done", "To do", "Done", "To do"), "Done")', '0.5'],
      ['SHAREIF(LIST(), "Done")', 'BLANK()'],
    ],
    apply: (list, wanted) =>
      list.length === 0 ? null : list.filter((entry) => sameScalar(entry, wanted)).length / list.length,
  }),
  defineFunction({
    name: 'SUMIF',
    family,
    compares: true,
    description: 'The sum of the values that stand where a first list, as long as they are, has a wanted value.',
    params: ['keys: T[?]', 'wanted: T', 'values: N[?]'],
    returns: 'N',
    examples: [
      ['SUMIF(LIST("Done", "To do", "Done"), "Done", LIST(1, 2, 3))', '4'],
      ['SUMIF(LIST("Done"), "Done", LIST(1, 2))', '#VALUE'],
    ],
    apply: (keys, wanted, values) => found(where(values, keys, wanted), sum),
  }),
  defineFunction({
    name: 'AVERAGEIF',
    family,
    compares: true,
    description: 'The mean of the values that stand where a first list has a wanted value.',
    params: ['keys: T[?]', 'wanted: T', 'values: N[?]'],
    returns: 'N',
    examples: [['AVERAGEIF(LIST("a", "b", "a"), "a", LIST(1, 2, 3))', '2']],
    apply: (keys, wanted, values) => found(where(values, keys, wanted), mean),
  }),
  defineFunction({
    name: 'MINIF',
    family,
    compares: true,
    description: 'The least of the values that stand where a first list has a wanted value.',
    params: ['keys: T[?]', 'wanted: T', 'values: O[?]'],
    returns: 'O',
    examples: [['MINIF(LIST("a", "b", "a"), "a", LIST(5, 1, 3))', '3']],
    apply: (keys, wanted, values) => found(where(values, keys, wanted), (list) => extreme(list, -1)),
  }),
  defineFunction({
    name: 'MAXIF',
    family,
    compares: true,
    description: 'The greatest of the values that stand where a first list has a wanted value.',
    params: ['keys: T[?]', 'wanted: T', 'values: O[?]'],
    returns: 'O',
    examples: [['MAXIF(LIST("a", "b", "a"), "a", LIST(5, 9, 3))', '5']],
    apply: (keys, wanted, values) => found(where(values, keys, wanted), (list) => extreme(list, 1)),
  }),
  defineFunction({
    name: 'ALL',
    family,
    description: 'TRUE where every entry of a list is; of none it is blank.',
    params: ['list: boolean[?]'],
    returns: 'boolean',
    examples: [
      ['ALL(LIST(TRUE, TRUE))', 'TRUE'],
      ['ALL(LIST(TRUE, FALSE))', 'FALSE'],
    ],
    apply: (list) => (list.length === 0 ? null : list.every((entry) => entry === true)),
  }),
  defineFunction({
    name: 'ANY',
    family,
    description: 'TRUE where an entry of a list is; of none it is blank.',
    params: ['list: boolean[?]'],
    returns: 'boolean',
    examples: [['ANY(LIST(FALSE, TRUE))', 'TRUE']],
    apply: (list) => (list.length === 0 ? null : list.some((entry) => entry === true)),
  }),
  defineFunction({
    name: 'MODE',
    family,
    description: 'The value that comes most often; of several the one that comes first.',
    params: ['values: T*'],
    returns: 'T',
    examples: [['MODE("a", "b", "b")', '"b"']],
    apply: (values) => mostOften(values),
  }),
]

function found<V>(list: V[] | null, total: (list: V[]) => FormulaValue): FormulaValue {
  return list === null ? formulaErrors.VALUE : total(list)
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length
}

function extreme(values: readonly (number | string)[], sign: -1 | 1): number | string | null {
  let best: number | string | null = null
  for (const value of values) if (best === null || Math.sign(inOrder(value, best)) === sign) best = value
  return best
}

function percentile(values: readonly number[], share: number): number | null | FormulaError {
  if (share < 0 || share > 1) return formulaErrors.NUM
  const list = sorted(values)
  const at = (list.length - 1) * share
  const [below, above] = [list[Math.floor(at)], list[Math.ceil(at)]]
  if (below === undefined || above === undefined) return null
  return below === above ? below : below + (above - below) * (at - Math.floor(at))
}

function deviation(values: readonly number[]): number | null {
  const middle = mean(values)
  if (middle === null || values.length < 2) return null
  const squares = sum(values.map((value) => (value - middle) * (value - middle)))
  return steady(Math.sqrt(squares / (values.length - 1)))
}

function mostOften(values: readonly ScalarValue[]): ScalarValue | null {
  const counts = new Map<ScalarValue, number>()
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1)
  let best: ScalarValue | null = null
  let most = 0
  for (const value of values) {
    const count = counts.get(keyOf(value)) ?? 0
    if (count > most) [best, most] = [value, count]
  }
  return best
}
