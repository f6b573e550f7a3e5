import type { FormulaFunction } from './functions/function.ts'
import type { FormulaField } from './reader.ts'
import type { LinkedSource } from './references.ts'
import type { InfixOperator, PrefixOperator, Span } from './syntax.ts'
import type { FormulaType } from './types.ts'
import type { FormulaValue } from './value.ts'

/** A formula whose names are found and whose types fit; what evaluators run. */
export type Typed = Span & { readonly type: FormulaType } & TypedNode

type TypedNode =
  | { readonly node: 'literal'; readonly value: FormulaValue }
  | { readonly node: 'own'; readonly field: FormulaField }
  | { readonly node: 'children' | 'below'; readonly field: FormulaField }
  | { readonly node: 'linked'; readonly through: number; readonly sources: readonly LinkedSource[] }
  | { readonly node: 'prefix'; readonly op: PrefixOperator | '%'; readonly of: Typed }
  | { readonly node: 'infix'; readonly op: InfixOperator; readonly left: Typed; readonly right: Typed }
  | { readonly node: 'call'; readonly called: FormulaFunction; readonly args: readonly Typed[] }
