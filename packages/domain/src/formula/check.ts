import { matchingKey } from '../text.ts'
import { checkCall } from './check-call.ts'
import { parameter, type FormulaFunction } from './functions/function.ts'
import { hint, infixType } from './operators.ts'
import { resolveReference, storedReference, type FarPlace, type LinkedSource, type Resolved } from './references.ts'
import type { FormulaColumn, FormulaLabel, FormulaSchema } from './schema.ts'
import { didYouMean } from './suggest.ts'
import { FormulaRefusal } from './syntax.ts'
import type { Expression, FormulaProblem, InfixOperator, PrefixOperator } from './syntax.ts'
import type { Typed } from './typed.ts'
import { isList, typeName } from './types.ts'
import { parseDay } from './days.ts'

/** Finds names and types of a parsed formula. Goes on after a problem, so that all of them are told at once. */
export class Checker {
  readonly problems: FormulaProblem[] = []
  /** The types of all parts, inner ones first. */
  readonly parts: Typed[] = []
  /** Texts that are labels of one column, by where they begin, as they are kept. */
  readonly labels = new Map<number, string>()
  private readonly schema: FormulaSchema
  /** Columns behind references, for their labels. */
  private readonly columns = new Map<Typed, FormulaColumn>()
  /** Where columns of other boards stand; null where one is read together with those of further boards. */
  private readonly places = new Map<FormulaColumn, FarPlace | null>()

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
        const typed = checkCall(expression.name, args, expression)
        if (typed?.node === 'call') this.afterCall(typed)
        return typed
      }
    }
  }

  private reference({ target, type, column }: Resolved, { from, to }: Expression): Typed {
    const at = { type, from, to }
    if (target.of === 'label') return { node: 'literal', value: target.name, ...at }
    const typed: Typed =
      target.of === 'linked'
        ? { node: 'linked', through: target.through, sources: target.sources, ...at }
        : { node: target.of, field: target.field, ...at }
    if (column) this.columns.set(typed, column)
    if (column && target.of === 'linked') this.place(column, target.through, target.sources)
    return typed
  }

  /** Labels of several boards at once have no number in common: there a text stays what it is. */
  private place(column: FormulaColumn, through: number, [source, ...others]: readonly LinkedSource[]): void {
    if (others.length > 0) this.places.set(column, null)
    else if (source && this.places.get(column) !== null) this.places.set(column, { through, board: source.board })
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
    if (op === '=' || op === '<>') this.checkLabels([left, right])
    const type = infixType(first.type, op, second.type)
    if (typeof type === 'object' && 'problem' in type) throw new FormulaRefusal(upperFirst(type.problem), { from, to })
    return { node: 'infix', op, left: first, right: second, type, from, to }
  }

  /** A call may compare with the labels of a column, and may give them on. */
  private afterCall(typed: Extract<Typed, { node: 'call' }>): void {
    const { called, args, type } = typed
    const compared = args.filter((_arg, index) => isCompared(called, index, args.length))
    if (compared.length > 0) this.checkLabels(compared)
    const columns = new Set(args.flatMap((arg) => this.columns.get(arg) ?? []))
    const [column] = columns
    if (column && columns.size === 1 && (isList(type) ? type.list : type) === 'option') this.columns.set(typed, column)
  }

  /** A label that does not exist is nearly always a slip, and would be FALSE for ever. */
  private checkLabels(compared: readonly Typed[]): void {
    const columns = new Set(compared.flatMap((each) => this.columns.get(each) ?? []))
    const [column] = columns
    if (!column || columns.size > 1) return
    const { shown } = column
    for (const text of compared) {
      if (text.node !== 'literal' || text.type !== 'text' || typeof text.value !== 'string') continue
      const key = matchingKey(text.value)
      const label = (column.labels ?? shown?.labels)?.find(({ name }) => matchingKey(name) === key)
      if (shown && label) this.keep(text, label, shown.column, shown)
      if (!column.labels) continue
      if (!label) {
        const names = column.labels.map(({ name }) => name)
        const meant = didYouMean(text.value, names, (name) => `"${name}"`)
        throw new FormulaRefusal(`{${column.title}} has no label "${text.value.slice(0, 60)}".${meant}`, text)
      }
      const at = this.places.get(column)
      if (at || this.schema.columns.includes(column)) this.keep(text, label, column.number, at ?? undefined)
    }
  }

  private keep({ from }: Typed, { number, name }: FormulaLabel, column: number, at?: FarPlace): void {
    this.labels.set(from, storedReference({ of: 'label', column, label: number, name, ...(at && { at }) }))
  }
}

/** Whether an argument is one of those that a call compares with each other. */
function isCompared(called: FormulaFunction, index: number, count: number): boolean {
  if (called.name === 'SWITCH') return index === 0 || (index % 2 === 1 && index < count - 1)
  if (!called.compares) return false
  return parameter(called.params[Math.min(index, called.params.length - 1)] ?? 'value: any').type === 'T'
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
