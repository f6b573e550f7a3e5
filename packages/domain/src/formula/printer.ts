import { escapedTitle } from './lexer.ts'
import { levels, notLevel, percentLevel, signLevel } from './syntax.ts'
import type { Expression, Segment } from './syntax.ts'

/** The text of a parsed formula, with as few parentheses as mean the same. `parse(print(x))` is x again. */
export function printExpression(expression: Expression): string {
  switch (expression.node) {
    case 'number':
      return String(expression.value)
    case 'text':
      return `"${expression.value.replaceAll('"', '""')}"`
    case 'boolean':
      return expression.value ? 'TRUE' : 'FALSE'
    case 'reference':
      return printReference(expression.segments)
    case 'percent':
      return `${within(expression.of, percentLevel)}%`
    case 'prefix':
      return expression.op === 'NOT' ? printNot(expression.of) : `${expression.op}${within(expression.of, signLevel)}`
    case 'infix': {
      const level = levels[expression.op]
      return `${within(expression.left, level)} ${expression.op} ${within(expression.right, level + 1)}`
    }
    case 'call':
      return `${expression.name}(${expression.args.map(printExpression).join(', ')})`
  }
}

/** A reference by its parts, with what would end it escaped. */
export function printReference(segments: readonly Segment[]): string {
  return `{${segments.map(({ text, hash }) => (hash ? '#' : '') + escapedTitle(text)).join('.')}}`
}

/** `NOT (a) = b` would be read as a call, so whatever begins with a parenthesis gets a pair of its own. */
function printNot(of: Expression): string {
  const inner = printExpression(of)
  return levelOf(of) < notLevel || inner.startsWith('(') ? `NOT(${inner})` : `NOT ${inner}`
}

function within(expression: Expression, minLevel: number): string {
  const text = printExpression(expression)
  return levelOf(expression) < minLevel ? `(${text})` : text
}

function levelOf(expression: Expression): number {
  if (expression.node === 'infix') return levels[expression.op]
  if (expression.node === 'percent') return percentLevel
  if (expression.node === 'prefix') return expression.op === 'NOT' ? notLevel : signLevel
  return percentLevel + 1
}
