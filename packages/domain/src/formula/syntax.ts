/** A stretch of a formula's text, in UTF-16 units. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What is wrong with a formula, where, in words for whoever wrote it. */
export interface FormulaProblem extends Span {
  readonly message: string
}

/** The operators between two parts. */
export const infixOperators = ['OR', 'AND', '=', '<>', '<', '<=', '>', '>=', '&', '+', '-', '*', '/', '^'] as const

export type InfixOperator = (typeof infixOperators)[number]

/** The operators before a part. */
export type PrefixOperator = '-' | '+' | 'NOT'

/**
 * A formula as it is written. The grammar, loosest first; operators of one line bind to the left:
 *
 *     expression  OR · AND · NOT x · = <> < <= > >= · & · + - · * / · ^ · -x +x · x%
 *     primary     number · "text" · 'text' · TRUE · FALSE · {reference} · NAME(expression, …) · (expression)
 *
 * As in spreadsheets `-2^2` is 4, `x%` is a hundredth, a formula may begin with `=`, and `;` does as well as `,`.
 */
export type Expression =
  | (Span & { readonly node: 'number'; readonly value: number })
  | (Span & { readonly node: 'text'; readonly value: string })
  | (Span & { readonly node: 'boolean'; readonly value: boolean })
  | (Span & { readonly node: 'reference'; readonly segments: readonly Segment[] })
  | (Span & { readonly node: 'prefix'; readonly op: PrefixOperator; readonly of: Expression })
  | (Span & { readonly node: 'percent'; readonly of: Expression })
  | (Span & {
      readonly node: 'infix'
      readonly op: InfixOperator
      readonly left: Expression
      readonly right: Expression
    })
  | (Span & { readonly node: 'call'; readonly name: string; readonly args: readonly Expression[] })

/** A part of a reference between dots. `hash` parts name things by what never changes: `{#12}`, `{#title}`. */
export interface Segment {
  readonly text: string
  readonly hash: boolean
}

/** How tightly each operator binds. */
export const levels: Readonly<Record<InfixOperator, number>> = {
  OR: 1,
  AND: 2,
  '=': 4,
  '<>': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '&': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '^': 8,
}

/** How tightly `NOT` binds: looser than what compares. */
export const notLevel = 3
/** How tightly a sign binds: more than any operator between two, so that `-2 ^ 2` is 4. */
export const signLevel = 9
/** How tightly `%` binds: tighter than all others. */
export const percentLevel = 10

/** Ends parsing or checking with a problem; caught where `compileFormula` begins. */
export class FormulaRefusal extends Error {
  override readonly name = 'FormulaRefusal'
  readonly problem: FormulaProblem

  constructor(message: string, { from, to }: Span) {
    super(message)
    this.problem = { message, from, to }
  }
}
