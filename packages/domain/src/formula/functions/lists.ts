import { matchingKey } from '@fulcrum/columnar'
import { sameScalar } from '../compare.ts'
import { formulaLimits } from '../limits.ts'
import { formulaErrors, textValue, type ScalarValue } from '../value.ts'
import { inOrder } from './comparison.ts'
import { defineFunction } from './function.ts'

const family = 'Lists'

/** Functions that make lists and pick from them. */
export const lists = [
  defineFunction({
    name: 'LIST',
    family,
    description: 'A list of values of one type; lists among them are put into it, blanks are left out.',
    params: ['values?: T*'],
    returns: 'T[]',
    examples: [
      ['COUNT(LIST(1, 2, 3))', '3'],
      ['LIST(1, BLANK(), LIST(2, 3))', 'LIST(1, 2, 3)'],
    ],
    apply: (values) => values ?? [],
  }),
  defineFunction({
    name: 'FIRST',
    family,
    description: 'The first value of a list that is not blank.',
    params: ['list: T[]'],
    returns: 'T',
    examples: [
      ['FIRST(LIST("a", "b"))', '"a"'],
      ['FIRST(LIST())', 'BLANK()'],
    ],
    apply: (list) => list[0] ?? null,
  }),
  defineFunction({
    name: 'LAST',
    family,
    description: 'The last value of a list that is not blank.',
    params: ['list: T[]'],
    returns: 'T',
    examples: [['LAST(LIST("a", "b"))', '"b"']],
    apply: (list) => list.at(-1) ?? null,
  }),
  defineFunction({
    name: 'NTH',
    family,
    description: 'The value at a place of a list, counted from 1, or from the end with -1. Blanks have places.',
    params: ['list: T[?]', 'place: number'],
    returns: 'T',
    examples: [
      ['NTH(LIST("a", "b", "c"), 2)', '"b"'],
      ['NTH(LIST("a", "b", "c"), -1)', '"c"'],
      ['NTH(LIST("a"), 5)', '#NA'],
    ],
    apply: (list, place) => {
      const at = Math.trunc(place)
      const value = at === 0 ? undefined : list.at(at > 0 ? at - 1 : at)
      return value === undefined ? formulaErrors.NA : value
    },
  }),
  defineFunction({
    name: 'TAKE',
    family,
    description: 'The first values of a list, or the last ones with a number below zero.',
    params: ['list: T[]', 'count: number'],
    returns: 'T[]',
    examples: [
      ['TAKE(LIST(1, 2, 3), 2)', 'LIST(1, 2)'],
      ['TAKE(LIST(1, 2, 3), -1)', 'LIST(3)'],
    ],
    apply: (list, count) => {
      const taken = Math.trunc(count)
      return taken >= 0 ? list.slice(0, taken) : list.slice(taken)
    },
  }),
  defineFunction({
    name: 'REVERSE',
    family,
    description: 'The list from its end to its beginning.',
    params: ['list: T[]'],
    returns: 'T[]',
    examples: [['REVERSE(LIST(1, 2, 3))', 'LIST(3, 2, 1)']],
    apply: (list) => list.toReversed(),
  }),
  defineFunction({
    name: 'SORT',
    family,
    description: 'The list in order, the least first.',
    params: ['list: O[]'],
    returns: 'O[]',
    examples: [
      ['SORT(LIST(3, 1, 2))', 'LIST(1, 2, 3)'],
      ['SORT(LIST("b", "A", "c"))', 'LIST("A", "b", "c")'],
    ],
    apply: (list) => sorted(list),
  }),
  defineFunction({
    name: 'UNIQUE',
    family,
    description: 'The list with each value once, at its first place.',
    params: ['list: T[]'],
    returns: 'T[]',
    examples: [['UNIQUE(LIST("a", "b", "A"))', 'LIST("a", "b")']],
    apply: (list) => unique(list),
  }),
  defineFunction({
    name: 'HAS',
    family,
    compares: true,
    description: 'TRUE where a list has a value in it.',
    params: ['list: T[]', 'value: T'],
    returns: 'boolean',
    examples: [
      ['HAS(LIST("Bug", "UI"), "bug")', 'TRUE'],
      ['HAS(LIST(1, 2), 3)', 'FALSE'],
    ],
    apply: (list, value) => list.some((entry) => sameScalar(entry, value)),
  }),
  defineFunction({
    name: 'INTERSECT',
    family,
    compares: true,
    description: 'The values of the first list that are in the second too, each once.',
    params: ['first: T[]', 'second: T[]'],
    returns: 'T[]',
    examples: [['INTERSECT(LIST(1, 2, 3), LIST(3, 1))', 'LIST(1, 3)']],
    apply: (first, second) => {
      const there = new Set(second.map(keyOf))
      return unique(first).filter((entry) => there.has(keyOf(entry)))
    },
  }),
  defineFunction({
    name: 'WITHOUT',
    family,
    compares: true,
    description: 'The values of the first list that are not in the second.',
    params: ['first: T[]', 'second: T[]'],
    returns: 'T[]',
    examples: [['WITHOUT(LIST(1, 2, 3, 2), LIST(2))', 'LIST(1, 3)']],
    apply: (first, second) => {
      const there = new Set(second.map(keyOf))
      return first.filter((entry) => !there.has(keyOf(entry)))
    },
  }),
  defineFunction({
    name: 'FILTERBY',
    family,
    compares: true,
    description: 'The values that stand where a second list, as long as the first, has a wanted value.',
    params: ['values: U[?]', 'keys: T[?]', 'wanted: T'],
    returns: 'U[]',
    examples: [
      ['FILTERBY(LIST(10, 20, 30), LIST("a", "b", "a"), "a")', 'LIST(10, 30)'],
      ['FILTERBY(LIST(10, 20), LIST("a"), "a")', '#VALUE'],
    ],
    apply: (values, keys, wanted) => where(values, keys, wanted) ?? formulaErrors.VALUE,
  }),
  defineFunction({
    name: 'JOIN',
    family,
    description: 'The values of a list as one text, with a mark (`, ` if left out) between them.',
    params: ['list: shown[]', 'mark?: text'],
    returns: 'text',
    examples: [
      ['JOIN(LIST("a", "b"))', '"a, b"'],
      ['JOIN(LIST(1, 2, 3), "-")', '"1-2-3"'],
    ],
    apply: (list, mark) => {
      const between = mark ?? ', '
      const length = list.reduce((sum, entry) => sum + entry.length + between.length, 0)
      return length - between.length > formulaLimits.resultLength ? formulaErrors.LIMIT : list.join(between)
    },
  }),
  defineFunction({
    name: 'SPLIT',
    family,
    description: 'The parts of a text between marks (`,` if left out), without the white space around them.',
    params: ['text: text', 'mark?: text'],
    returns: 'text[]',
    examples: [
      ['SPLIT("a, b,c")', 'LIST("a", "b", "c")'],
      ['NTH(SPLIT("x//y", "/"), 2)', 'BLANK()'],
    ],
    apply: (text, mark) => (text === '' ? [] : text.split(mark ?? ',').map((part) => textValue(part.trim()))),
  }),
]

/** By what a value is found again: texts match as they do for `=`. */
export function keyOf(value: ScalarValue): ScalarValue {
  return typeof value === 'string' ? matchingKey(value) : value
}

/** Each value once, at its first place. */
export function unique<V extends ScalarValue>(list: readonly V[]): V[] {
  const first = new Map<ScalarValue, V>()
  for (const entry of list) {
    const key = keyOf(entry)
    if (!first.has(key)) first.set(key, entry)
  }
  return [...first.values()]
}

/** In order, the least first; what is alike stays in its order. */
export function sorted<V extends number | string>(list: readonly V[]): V[] {
  return list.toSorted(inOrder)
}

/** The values, without blanks, whose keys are the wanted one; null where the lists are not as long as each other. */
export function where<V extends ScalarValue>(
  values: readonly (V | null)[],
  keys: readonly (ScalarValue | null)[],
  wanted: ScalarValue,
): V[] | null {
  if (values.length !== keys.length) return null
  return values.filter((value, index): value is V => value !== null && sameScalar(keys[index] ?? null, wanted))
}
