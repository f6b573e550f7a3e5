import { checkedToken, tokens, type Token } from './lexer.ts'
import { formulaLimits } from './limits.ts'
import { FormulaRefusal, infixOperators, levels, signLevel } from './syntax.ts'
import type { Expression, InfixOperator, PrefixOperator, Span } from './syntax.ts'

const infix = new Map<string, InfixOperator>(infixOperators.map((operator) => [operator, operator]))

/** Reads a formula. Throws a `FormulaRefusal` where it is none, or is larger than allowed. */
export function parseExpression(text: string): Expression {
  if (text.length > formulaLimits.textLength) {
    const limit = formulaLimits.textLength.toLocaleString('en')
    throw new FormulaRefusal(`A formula has at most ${limit} characters.`, {
      from: formulaLimits.textLength,
      to: text.length,
    })
  }
  const parser = new Parser(tokens(text))
  return parser.whole()
}

/** By recursion over how tightly operators bind; nesting and size are counted on the way. */
class Parser {
  private readonly list: readonly Token[]
  private at = 0
  private depth = 0
  private nodes = 0

  constructor(list: readonly Token[]) {
    this.list = list
  }

  whole(): Expression {
    if (this.isSign('=')) this.at++
    if (this.peek().kind === 'end') throw new FormulaRefusal('A formula is missing.', this.peek())
    const expression = this.expression(1)
    const rest = this.peek()
    if (rest.kind === 'sign' && rest.value === ')') throw new FormulaRefusal('This ) closes nothing.', rest)
    if (rest.kind !== 'end') throw new FormulaRefusal(`Expected an operator before ${shown(rest)}.`, rest)
    return expression
  }

  private expression(minLevel: number): Expression {
    let left = this.signed()
    for (;;) {
      const op = this.infixOperator()
      if (op === undefined || levels[op] < minLevel) break
      this.at++
      const right = this.expression(levels[op] + 1)
      left = this.made({ node: 'infix', op, left, right, from: left.from, to: right.to })
    }
    return left
  }

  /** An expression within another: in parentheses, as an argument, behind a sign. */
  private nested(minLevel: number): Expression {
    if (++this.depth > formulaLimits.depth) {
      throw new FormulaRefusal(`Parts are nested more than ${formulaLimits.depth} deep.`, this.peek())
    }
    const expression = this.expression(minLevel)
    this.depth--
    return expression
  }

  private infixOperator(): InfixOperator | undefined {
    const token = this.peek()
    if (token.kind === 'sign') return infix.get(token.value)
    if (token.kind !== 'name') return undefined
    const word = token.value.toUpperCase()
    return word === 'AND' || word === 'OR' ? word : undefined
  }

  private signed(): Expression {
    const token = this.peek()
    const op = this.prefixOperator(token)
    if (op === undefined) return this.withPercent(this.primary())
    this.at++
    const of = this.nested(op === 'NOT' ? levels['='] : signLevel)
    return this.made({ node: 'prefix', op, of, from: token.from, to: of.to })
  }

  private prefixOperator(token: Token): PrefixOperator | undefined {
    if (token.kind === 'sign') return token.value === '-' || token.value === '+' ? token.value : undefined
    if (token.kind !== 'name' || token.value.toUpperCase() !== 'NOT') return undefined
    return this.isSign('(', 1) ? undefined : 'NOT'
  }

  private withPercent(expression: Expression): Expression {
    let of = expression
    while (this.isSign('%')) {
      const sign = this.peek()
      this.at++
      if (this.startsPrimary(this.peek())) {
        throw new FormulaRefusal('% makes hundredths, as in 50%. For what a division leaves write MOD(a, b).', sign)
      }
      of = this.made({ node: 'percent', of, from: of.from, to: sign.to })
    }
    return of
  }

  private startsPrimary(token: Token): boolean {
    if (token.kind === 'sign') return token.value === '('
    return token.kind !== 'end' && this.infixOperator() === undefined
  }

  private primary(): Expression {
    const token = checkedToken(this.peek())
    this.at++
    if (token.kind === 'number' || token.kind === 'text') {
      return this.made({ node: token.kind, value: token.value, from: token.from, to: token.to } as Expression)
    }
    if (token.kind === 'reference')
      return this.made({ node: 'reference', segments: token.segments, from: token.from, to: token.to })
    if (token.kind === 'name') return this.named(token.value.toUpperCase(), token)
    if (token.kind === 'sign' && token.value === '(') {
      const inner = this.nested(1)
      this.close(token)
      return inner
    }
    if (token.kind === 'end') throw new FormulaRefusal('Something is missing at the end.', token)
    throw new FormulaRefusal(`Expected a value before ${shown(token)}.`, token)
  }

  private named(name: string, token: Span): Expression {
    if (!this.isSign('(')) {
      if (name === 'TRUE' || name === 'FALSE')
        return this.made({ node: 'boolean', value: name === 'TRUE', ...span(token) })
      throw new FormulaRefusal(
        `${name} needs parentheses if it is a function, and braces if it is a column: {${name}}.`,
        token,
      )
    }
    const opening = this.peek()
    this.at++
    const args: Expression[] = []
    if (!this.isSign(')')) {
      args.push(this.nested(1))
      while (this.isSign(',')) {
        this.at++
        args.push(this.nested(1))
      }
    }
    const { to } = this.close(opening)
    const [only] = args
    if ((name === 'TRUE' || name === 'FALSE') && only === undefined) {
      return this.made({ node: 'boolean', value: name === 'TRUE', from: token.from, to })
    }
    if (name === 'NOT' && only !== undefined && args.length === 1) {
      return this.made({ node: 'prefix', op: 'NOT', of: only, from: token.from, to })
    }
    return this.made({ node: 'call', name, args, from: token.from, to })
  }

  private close(opening: Span): Span {
    const token = checkedToken(this.peek())
    if (token.kind === 'sign' && token.value === ')') {
      this.at++
      return token
    }
    if (token.kind === 'end') throw new FormulaRefusal('This ( is never closed.', opening)
    throw new FormulaRefusal(`Expected , or ) before ${shown(token)}.`, token)
  }

  private made(expression: Expression): Expression {
    if (++this.nodes > formulaLimits.nodes) {
      throw new FormulaRefusal(`A formula has at most ${formulaLimits.nodes} parts.`, expression)
    }
    return expression
  }

  private peek(ahead = 0): Token {
    // The end stands last and is never passed.
    return this.list[Math.min(this.at + ahead, this.list.length - 1)] ?? { kind: 'end', from: 0, to: 0 }
  }

  private isSign(value: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'sign' && token.value === value
  }
}

function span({ from, to }: Span): Span {
  return { from, to }
}

function shown(token: Token): string {
  if (token.kind === 'end') return 'the end'
  if (token.kind === 'reference') return 'a column'
  if (token.kind === 'text') return 'a text'
  return String(token.value)
}
