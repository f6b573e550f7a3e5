import type { Part } from './message.ts'

/** How a reader is told: the rules of a language, and how numbers are written. */
export interface Tongue {
  /** The case of a number: `one`, `few`, `other`. */
  readonly caseOf: (count: number, type: 'cardinal' | 'ordinal') => string
  readonly number: (value: number) => string
  /** Wraps text that is not of the message, so that its direction does not turn the sentence about. */
  readonly isolates: boolean
}

/**
 * What a message says with its values, in pieces: words joined, and between them what is no text; `mark` shows words that are marked.
 * @example say(parseMessage('{n, plural, one {# item} other {# items}}'), { n: 2 }, english, mark) // ['2 items']
 */
export function say<T>(
  parts: readonly Part[],
  values: { readonly [name: string]: unknown },
  tongue: Tongue,
  mark: (tag: string, said: readonly (T | string)[]) => T | string,
  count?: number,
): readonly (T | string)[] {
  return parts.flatMap<T | string>((part) => {
    if (typeof part === 'string') return part
    if ('tag' in part) return mark(part.tag, say(part.parts, values, tongue, mark, count))
    const { name, as, cases } = part
    const value = name === '#' ? count : values[name]
    if (cases !== undefined) {
      const number = as === 'select' ? count : Number(value)
      const chosen =
        as === 'select' || number === undefined
          ? cases[String(value)]
          : (cases[`=${number}`] ?? cases[tongue.caseOf(number, as === 'plural' ? 'cardinal' : 'ordinal')])
      return say(chosen ?? cases['other'] ?? [], values, tongue, mark, number)
    }
    if (as === 'number') return tongue.number(Number(value))
    if (typeof value === 'string' && tongue.isolates) return `\u2068${value}\u2069`
    // @NOTE what a value is, the caller of the message says: `t` takes text and numbers only.
    return value as T
  })
}
