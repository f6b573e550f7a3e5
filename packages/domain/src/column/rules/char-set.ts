/** Which characters one place of a pattern takes. */
export interface CharSet {
  readonly not: boolean
  /** Code points from and to, both taken. */
  readonly ranges: readonly (readonly [number, number])[]
  readonly classes: readonly CharClass[]
}

// @NOTE each looks at one character: none can take long, whatever it is given.
const classes = {
  digit: /^[0-9]$/,
  word: /^[\p{L}\p{M}\p{N}_]$/u,
  space: /^\s$/u,
  letter: /^\p{L}$/u,
  upper: /^\p{Lu}$/u,
  lower: /^\p{Ll}$/u,
  number: /^\p{N}$/u,
} as const

/** A class of characters, or all that are not of it. */
export interface CharClass {
  readonly name: keyof typeof classes
  readonly not: boolean
}

/** What `\d`, `\W` and the like stand for. */
export const escapedClasses: { readonly [letter: string]: CharClass } = {
  d: { name: 'digit', not: false },
  D: { name: 'digit', not: true },
  w: { name: 'word', not: false },
  W: { name: 'word', not: true },
  s: { name: 'space', not: false },
  S: { name: 'space', not: true },
}

/** What stands in the braces of `\p{…}`. */
export const propertyClasses: { readonly [property: string]: CharClass['name'] } = {
  L: 'letter',
  Lu: 'upper',
  Ll: 'lower',
  N: 'number',
}

/** Any character. */
export const anyChar: CharSet = { not: true, ranges: [], classes: [] }

/** One character. */
export function charOf(code: number): CharSet {
  return { not: false, ranges: [[code, code]], classes: [] }
}

/** Whether a set takes a character. */
export function takes(set: CharSet, code: number): boolean {
  const char = String.fromCodePoint(code)
  const isIn =
    set.ranges.some(([from, to]) => from <= code && code <= to) ||
    set.classes.some(({ name, not }) => classes[name].test(char) !== not)
  return isIn !== set.not
}
