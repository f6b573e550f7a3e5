import type { Frame, Thunk } from '../frame.ts'
import type { FormulaReader } from '../reader.ts'
import { scalarTypes, type FormulaType, type ScalarType } from '../types.ts'
import type { FormulaValue, ScalarValue } from '../value.ts'

/**
 * What a parameter takes.
 *
 * - A scalar type. A blank one makes the result blank, but for `text` (blank is empty text) and `boolean` (blank is FALSE).
 * - `shown`: anything but a list or a person, as its text.
 * - `T` and `U`: any one type, the same wherever the letter stands. `N`: so, of numbers and durations. `O`: so, of what has an order.
 * - `any`: anything at all, lists too.
 * - `number[]`: a list without its blanks. `number[?]`: a list with its blanks, where the places count.
 * - `number*`: the rest of the arguments, each one thing or a list, as one list without blanks.
 */
export type ParameterType =
  | ScalarType
  | 'shown'
  | 'any'
  | Variable
  | `${ScalarType | Variable | 'shown'}[]`
  | `${ScalarType | Variable}[?]`
  | `${ScalarType | Variable | 'shown'}*`

/** A letter that stands for one type throughout a call: `IF(condition, then: T, else: T)` gives a `T`. */
export type Variable = 'T' | 'U' | 'N' | 'O'

/** The types that each letter may stand for. */
export const variables: Readonly<Record<Variable, readonly ScalarType[]>> = {
  T: scalarTypes,
  U: scalarTypes,
  N: ['number', 'duration'],
  O: ['number', 'duration', 'day', 'instant', 'text', 'option'],
}

/** `digits?: number` may be left out; then, and where it is blank, the function gets null. */
export type ParameterSpec = `${string}: ${ParameterType}` | `${string}?: ${ParameterType}`

/** What comes out: a type, a letter of the parameters, or a list of either. */
export type ReturnType = ScalarType | 'blank' | Variable | `${ScalarType | Variable}[]`

/** The groups in which functions are listed, in this order. */
export const families = [
  'Arithmetic',
  'Comparison',
  'Logic',
  'Text',
  'Dates',
  'Working days',
  'Lists',
  'Totals',
] as const

export type Family = (typeof families)[number]

/** A formula and the formula of what it comes to (`#DIV0` for an error); each is run as a test. */
export type FunctionExample = readonly [formula: string, result: string]

interface FunctionTexts {
  readonly name: string
  readonly family: Family
  /** One sentence. */
  readonly description: string
  readonly params: readonly ParameterSpec[]
  readonly examples: readonly FunctionExample[]
  /** Set where the account's day or calendar is read. */
  readonly reads?: 'today'
  /** Set where what the letter `T` stands for is compared: texts beside labels are checked, and kept by their numbers. */
  readonly compares?: true
}

/** A function whose arguments are there before it runs. Blanks and errors are dealt with as its parameters say. */
export interface EagerFunction extends FunctionTexts {
  readonly returns: ReturnType
  readonly apply: (reader: FormulaReader, ...args: readonly unknown[]) => FormulaValue
}

/** A function that says itself which arguments it runs, and what blanks and errors in them mean. */
export interface LazyFunction extends FunctionTexts {
  /** The last parameters may come again and again, this many at a time. */
  readonly repeats?: number
  /** The result's type, or what is wrong with the arguments: a message and the argument it is about. */
  readonly typed: (args: readonly FormulaType[]) => FormulaType | ArgumentProblem
  readonly compile: (
    args: readonly Thunk[],
    types: readonly FormulaType[],
  ) => (frame: Frame, row: number) => FormulaValue
}

/** What is wrong with an argument, and with which. */
export interface ArgumentProblem {
  readonly problem: string
  readonly argument: number
}

/** A function: most get values; a lazy one compiles its arguments itself. */
export type FormulaFunction = EagerFunction | LazyFunction

/** True for a function that does not need all of its arguments. */
export function isLazy(definition: FormulaFunction): definition is LazyFunction {
  return 'compile' in definition
}

interface Values {
  number: number
  text: string
  boolean: boolean
  day: number
  instant: number
  duration: number
  option: string
  person: string
  shown: string
  any: FormulaValue
  T: ScalarValue
  U: ScalarValue
  N: number
  O: number | string
}

type ArgumentOf<T> = T extends keyof Values
  ? Values[T]
  : T extends `${infer E extends keyof Values}[?]`
    ? readonly (Values[E] | null)[]
    : T extends `${infer E extends keyof Values}[]`
      ? readonly Values[E][]
      : T extends `${infer E extends keyof Values}*`
        ? readonly Values[E][]
        : never

type Arguments<P extends readonly ParameterSpec[]> = {
  [I in keyof P]: P[I] extends `${string}?: ${infer T}`
    ? ArgumentOf<T> | null
    : P[I] extends `${string}: ${infer T}`
      ? ArgumentOf<T>
      : never
}

type Texts<P extends readonly ParameterSpec[]> = Omit<EagerFunction, 'apply' | 'params'> & { readonly params: P }

/** Declares a function; what `apply` gets follows from its parameters. */
export function defineFunction<const P extends readonly ParameterSpec[]>(
  definition: Texts<P> & { readonly apply: (...args: Arguments<P>) => FormulaValue },
): EagerFunction {
  // @NOTE arguments are of the types that `params` says: the checker refuses others, and `compileCall` readies them.
  const apply = definition.apply as (...args: readonly unknown[]) => FormulaValue
  const { params } = definition
  if (params.length === 1) return { ...definition, apply: (_reader, a) => apply(a) }
  if (params.length === 2) return { ...definition, apply: (_reader, a, b) => apply(a, b) }
  return { ...definition, apply: (_reader, ...args) => apply(...args) }
}

/** Declares a function that also reads the account's day or calendar. */
export function defineDayFunction<const P extends readonly ParameterSpec[]>(
  definition: Omit<Texts<P>, 'reads'> & {
    readonly apply: (reader: FormulaReader, ...args: Arguments<P>) => FormulaValue
  },
): EagerFunction {
  // @NOTE as in `defineFunction`.
  return { ...definition, reads: 'today', apply: definition.apply as EagerFunction['apply'] }
}

/** A parameter, taken apart. */
export interface Parameter {
  readonly name: string
  readonly optional: boolean
  readonly type: ScalarType | Variable | 'shown' | 'any'
  readonly shape: 'one' | 'list' | 'places' | 'rest'
}

/** Takes a parameter apart. `parameter('digits?: number') // {name: 'digits', optional: true, type: 'number', shape: 'one'}` */
export function parameter(spec: ParameterSpec): Parameter {
  const [, name = '', mark = '', type = '', suffix = ''] = /^(.*?)(\??): (\w+)(.*)$/.exec(spec) ?? []
  const shape = suffix === '[]' ? 'list' : suffix === '[?]' ? 'places' : suffix === '*' ? 'rest' : 'one'
  // @NOTE the type of `spec` leaves nothing else.
  return { name, optional: mark === '?', type: type as Parameter['type'], shape }
}
