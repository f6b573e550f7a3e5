import { matchingKey } from '../text.ts'
import { checkCall } from './check-call.ts'
import { hint, infixType } from './operators.ts'
import { resolveReference, type Resolved } from './references.ts'
import type { FormulaColumn, FormulaSchema } from './schema.ts'
import { didYouMean } from './suggest.ts'
import { FormulaRefusal } from './syntax.ts'
import type { Expression, FormulaProblem, InfixOperator, PrefixOperator } from './syntax.ts'
import type { Typed } from './typed.ts'
import { typeName } from './types.ts'
import { parseDay } from './days.ts'

/** Finds names and types of a parsed formula. Goes on after a problem, so that all of them are told at once. */
export class Checker {
  readonly problems: FormulaProblem[] = []
  /** The types of all parts, inner ones first. */
  readonly parts: Typed[] = []
  private readonly schema: FormulaSchema
  /** Columns behind references, for their labels. */
  private readonly columns = new Map<Typed, FormulaColumn>()

  constructor(schema: FormulaSchema) {
    this.schema = schema
  }

  /** The typed part, or null where it, or a part of it, has a problem. */
  check(expression: Expression): Typed | null {
    try {
      const typed = this.typed(expression)
      if (typed) this.parts.push(typed)
      return typed
    } catch (error) {
      if (!(error instanceof FormulaRefusal)) throw error
      this.problems.push(error.problem)
      return null
    }
  }

  private typed(expression: Expression): Typed | null {
    const { from, to } = expression
    switch (expression.node) {
      case 'number':
      case 'boolean':
        return { node: 'literal', type: expression.node, value: expression.value, from, to }
      case 'text':
        return { node: 'literal', type: 'text', value: expression.value === '' ? null : expression.value, from, to }
      case 'reference':
        return this.reference(resolveReference(expression.segments, this.schema, expression), expression)
      case 'percent':
        return this.prefix('%', expression.of, expression)
      case 'prefix':
        return this.prefix(expression.op, expression.of, expression)
      case 'infix':
        return this.infix(expression.op, this.check(expression.left), this.check(expression.right), expression)
      case 'call': {
        const args = expression.args.map((arg) => this.check(arg))
        return checkCall(expression.name, args, expression)
      }
    }
  }

  private reference({ target, type, column }: Resolved, { from, to }: Expression): Typed {
    const at = { type, from, to }
    const typed: Typed =
      target.of === 'linked'
        ? { node: 'linked', through: target.through, sources: target.sources, ...at }
        : { node: target.of, field: target.field, ...at }
    if (column) this.columns.set(typed, column)
    return typed
  }

  private prefix(op: PrefixOperator | '%', inner: Expression, { from, to }: Expression): Typed | null {
    const of = this.check(inner)
    if (!of) return null
    const wanted = op === 'NOT' ? ['boolean'] : op === '%' ? ['number'] : ['number', 'duration']
    if (of.type !== 'blank' && !wanted.includes(String(of.type))) {
      const takes = op === 'NOT' ? 'TRUE or FALSE' : 'a number'
      throw new FormulaRefusal(`${op} needs ${takes}, this is ${typeName(of.type)}.${hint(of.type)}`, of)
    }
    const type = of.type === 'blank' ? (op === 'NOT' ? 'boolean' : 'number') : of.type
    return { node: 'prefix', op, of, type, from, to }
  }

  private infix(op: InfixOperator, left: Typed | null, right: Typed | null, { from, to }: Expression): Typed | null {
    if (!left || !right) return null
    const [first, second] = [asDay(left, right), asDay(right, left)]
    this.checkLabel(op, left, right)
    this.checkLabel(op, right, left)
    const type = infixType(first.type, op, second.type)
    if (typeof type === 'object' && 'problem' in type) throw new FormulaRefusal(upperFirst(type.problem), { from, to })
    return { node: 'infix', op, left: first, right: second, type, from, to }
  }

  /** A label that does not exist is nearly always a slip, and would be FALSE for ever. */
  private checkLabel(op: InfixOperator, option: Typed, text: Typed): void {
    if ((op !== '=' && op !== '<>') || option.type !== 'option' || text.node !== 'literal') return
    const column = this.columns.get(option)
    if (!column?.labels || typeof text.value !== 'string') return
    const key = matchingKey(text.value)
    if (column.labels.some((label) => matchingKey(label) === key)) return
    const meant = didYouMean(text.value, column.labels, (label) => `"${label}"`)
    throw new FormulaRefusal(`{${column.title}} has no label "${text.value.slice(0, 60)}".${meant}`, text)
  }
}

/** A text like "2026-11-24" beside a day is that day. */
function asDay(typed: Typed, beside: Typed): Typed {
  if (beside.type !== 'day' || typed.node !== 'literal' || typeof typed.value !== 'string') return typed
  const day = parseDay(typed.value)
  return day === null ? typed : { ...typed, type: 'day', value: day }
}

function upperFirst(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
