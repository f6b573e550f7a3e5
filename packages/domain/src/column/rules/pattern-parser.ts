import { anyChar, charOf, escapedClasses, propertyClasses } from './char-set.ts'
import type { CharClass, CharSet } from './char-set.ts'

/** What a pattern says. */
export type PatternNode =
  | { readonly is: 'char'; readonly set: CharSet }
  | { readonly is: 'row'; readonly parts: readonly PatternNode[] }
  | { readonly is: 'either'; readonly ways: readonly PatternNode[] }
  | { readonly is: 'repeat'; readonly of: PatternNode; readonly min: number; readonly max: number | null }

/** What is wrong with a pattern, and where. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

/** Groups may stand in each other this deep. */
const maxDepth = 30
const maxRepeat = 1_000

/**
 * Reads a pattern. Throws a PatternError.
 *
 *     either := row ('|' row)*
 *     row    := (one ('*' | '+' | '?' | '{n}' | '{n,}' | '{n,m}')?)*
 *     one    := '(' either ')' | '(?:' either ')' | '[' set ']' | '.' | '\' escape | any other character
 *
 * `^` in front and `$` at the end may stand there and change nothing: a pattern says what the whole value is.
 */
export function parsePattern(text: string): PatternNode {
  return new Parser(text).parse()
}

class Parser {
  private readonly chars: readonly string[]
  private at = 0
  private depth = 0

  constructor(text: string) {
    this.chars = Array.from(text)
  }

  parse(): PatternNode {
    if (this.peek() === '^') this.at++
    const node = this.either()
    if (this.peek() === '$' && this.at === this.chars.length - 1) this.at++
    if (this.at < this.chars.length)
      throw this.error(this.peek() === ')' ? 'There is no ( for this ).' : 'Not expected')
    return node
  }

  private either(): PatternNode {
    const ways = [this.row()]
    while (this.take('|')) ways.push(this.row())
    return ways.length === 1 && ways[0] ? ways[0] : { is: 'either', ways }
  }

  private row(): PatternNode {
    const parts: PatternNode[] = []
    for (let char = this.peek(); char !== undefined && char !== '|' && char !== ')'; char = this.peek()) {
      if (char === '$' && this.at === this.chars.length - 1 && this.depth === 0) break
      parts.push(this.repeated(this.one()))
    }
    return parts.length === 1 && parts[0] ? parts[0] : { is: 'row', parts }
  }

  private repeated(of: PatternNode): PatternNode {
    const char = this.peek()
    if (char === undefined || !'*+?{'.includes(char)) return of
    const start = this.at++
    const node: PatternNode =
      char === '*'
        ? { is: 'repeat', of, min: 0, max: null }
        : char === '+'
          ? { is: 'repeat', of, min: 1, max: null }
          : char === '?'
            ? { is: 'repeat', of, min: 0, max: 1 }
            : { is: 'repeat', of, ...this.counts(start) }
    const next = this.peek()
    if (next !== undefined && '*+?{'.includes(next)) throw this.error(`Two repeats in a row: put the first in ( ).`)
    return node
  }

  private counts(start: number): { min: number; max: number | null } {
    const min = this.number()
    const max = this.take(',') ? (this.peek() === '}' ? null : this.number()) : min
    if (min === null || (max === null && this.peek() !== '}') || !this.take('}')) {
      throw new PatternError('Write a count as {3}, {3,} or {3,5}; a brace itself is \\{.', start)
    }
    if (Math.max(min, max ?? 0) > maxRepeat) throw new PatternError(`Repeat at most ${maxRepeat} times.`, start)
    if (max !== null && max < min) throw new PatternError('The larger count stands behind the smaller one.', start)
    return { min, max }
  }

  private number(): number | null {
    let digits = ''
    for (let char = this.peek(); char !== undefined && char >= '0' && char <= '9'; char = this.peek()) {
      digits += char
      this.at++
    }
    return digits === '' ? null : Number(digits)
  }

  private one(): PatternNode {
    const start = this.at
    const char = this.chars[this.at++] ?? ''
    if (char === '(') return this.group(start)
    if (char === '[') return { is: 'char', set: this.set(start) }
    if (char === '.') return { is: 'char', set: anyChar }
    if (char === '\\') return { is: 'char', set: this.escape() }
    if ('*+?{'.includes(char)) throw new PatternError(`There is nothing to repeat before ${char}.`, start)
    if (char === '^' || char === '$') {
      throw new PatternError(`A pattern is of the whole value: ${char} itself is \\${char}.`, start)
    }
    return { is: 'char', set: charOf(char.codePointAt(0) ?? 0) }
  }

  private group(start: number): PatternNode {
    if (this.take('?') && !this.take(':')) {
      throw new PatternError('Groups that look ahead or behind are not known here.', start)
    }
    if (++this.depth > maxDepth) throw new PatternError(`Groups stand at most ${maxDepth} deep in each other.`, start)
    const node = this.either()
    if (!this.take(')')) throw new PatternError('This ( is not closed.', start)
    this.depth--
    return node
  }

  private set(start: number): CharSet {
    const not = this.take('^')
    const ranges: [number, number][] = []
    const classes: CharClass[] = []
    for (;;) {
      const from = this.member(start)
      if (from === null) break
      if (typeof from === 'object') classes.push(from)
      else {
        const isRange = this.peek() === '-' && this.chars[this.at + 1] !== ']' && this.at + 1 < this.chars.length
        const to = isRange ? (this.at++, this.member(start)) : from
        if (typeof to !== 'number') throw this.error('A range in [ ] ends with a character.')
        if (to < from) throw this.error('A range in [ ] goes from the lower character to the higher one.')
        ranges.push([from, to])
      }
    }
    if (ranges.length + classes.length === 0) throw new PatternError('There is nothing in this [ ].', start)
    return { not, ranges, classes }
  }

  /** One entry of a set; null at its end. */
  private member(start: number): number | CharClass | null {
    const char = this.chars[this.at++]
    if (char === undefined) throw new PatternError('This [ is not closed.', start)
    if (char === ']') return null
    if (char !== '\\') return char.codePointAt(0) ?? 0
    const set = this.escape()
    return set.classes[0] ?? set.ranges[0]?.[0] ?? 0
  }

  private escape(): CharSet {
    const at = this.at - 1
    const char = this.chars[this.at++]
    if (char === undefined) throw new PatternError('There is nothing behind the last \\.', at)
    const known = escapedClasses[char]
    if (known) return { not: false, ranges: [], classes: [known] }
    if (char === 'p' || char === 'P') return this.property(char === 'P', at)
    if (char === 't') return charOf(9)
    if (/^[A-Za-z0-9]$/.test(char)) throw new PatternError(`\\${char} is not known here.`, at)
    return charOf(char.codePointAt(0) ?? 0)
  }

  private property(not: boolean, at: number): CharSet {
    let name = ''
    if (this.take('{')) while (this.peek() !== undefined && !this.take('}')) name += this.chars[this.at++] ?? ''
    const known = Object.hasOwn(propertyClasses, name) ? propertyClasses[name] : undefined
    if (known === undefined) throw new PatternError('Behind \\p stands {L}, {Lu}, {Ll} or {N}.', at)
    return { not: false, ranges: [], classes: [{ name: known, not }] }
  }

  private peek(): string | undefined {
    return this.chars[this.at]
  }

  private take(char: string): boolean {
    if (this.peek() !== char) return false
    this.at++
    return true
  }

  private error(message: string): PatternError {
    return new PatternError(message, this.at)
  }
}
