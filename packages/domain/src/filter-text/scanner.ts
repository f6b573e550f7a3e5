import { FilterRefusal } from './language.ts'
import { plainLetters } from './plain-letters.ts'

const wordEnd = /[\p{L}\p{N}_]/u

/** Reads a text from left to right. */
export class Scanner {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1
  }

  get isAtEnd(): boolean {
    this.skipSpace()
    return this.at >= this.text.length
  }

  /** How many characters the words of a phrase take here, in any case and with any space between them; 0 where others stand. */
  lengthOf(phrase: string): number {
    const words = phrase
      .trim()
      .split(/\s+/u)
      .map((word) => word.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
    const found = new RegExp(words.join(String.raw`\s+`), 'iuy')
    found.lastIndex = this.at
    const length = found.exec(this.text)?.[0].length ?? 0
    const last = this.text.slice(0, this.at + length).at(-1) ?? ''
    const next = this.text.slice(this.at + length, this.at + length + 2)
    return length > 0 && wordEnd.test(last) && wordEnd.test(String.fromCodePoint(next.codePointAt(0) ?? 32))
      ? 0
      : length
  }

  /** As `lengthOf`, with accents or without: `Tomas` is as long as it stands here for `Tomás`. */
  plainLengthOf(phrase: string): number {
    const wanted = plainLetters(phrase)
    let [at, have] = [this.at, '']
    while (at < this.text.length && have !== wanted) {
      const character = String.fromCodePoint(this.text.codePointAt(at) ?? 32)
      const plain = /\s/u.test(character) ? ' ' : plainLetters(character)
      have += plain === ' ' && have.endsWith(' ') ? '' : plain
      if (!wanted.startsWith(have)) return 0
      at += character.length
    }
    while (/\p{M}/u.test(this.text[at] ?? '')) at += 1
    const next = String.fromCodePoint(this.text.codePointAt(at) ?? 32)
    return wanted === '' || have !== wanted || (wordEnd.test(wanted.at(-1) ?? '') && wordEnd.test(next))
      ? 0
      : at - this.at
  }

  /** Takes a phrase in where it stands here, behind white space. */
  take(phrase: string): boolean {
    const from = this.at
    this.skipSpace()
    const length = this.lengthOf(phrase)
    this.at = length === 0 ? from : this.at + length
    return length > 0
  }

  /** Takes the longest of some phrases in; the first of those that are as long. */
  takeLongest<T>(choices: Iterable<readonly [phrase: string, what: T]>): T | undefined {
    const from = this.at
    this.skipSpace()
    let [longest, found]: [number, T | undefined] = [0, undefined]
    for (const [phrase, what] of choices) {
      const length = phrase.trim() === '' ? 0 : this.lengthOf(phrase)
      if (length > longest) [longest, found] = [length, what]
    }
    this.at = longest === 0 ? from : this.at + longest
    return found
  }

  /** Takes what a pattern, sticky, matches here. */
  match(pattern: RegExp): RegExpExecArray | null {
    const from = this.at
    this.skipSpace()
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    this.at = found ? this.at + found[0].length : from
    return found
  }

  /** What stands between two of a mark, which is doubled to stand for itself; null where none begins here. */
  between(mark: '"' | '`'): string | null {
    const before = this.at
    this.skipSpace()
    if (this.text[this.at] !== mark) {
      this.at = before
      return null
    }
    const from = this.at
    let inner = ''
    for (let at = from + 1; at < this.text.length; at++) {
      if (this.text[at] !== mark) inner += this.text[at]
      else if (this.text[at + 1] === mark) {
        inner += mark
        at += 1
      } else {
        this.at = at + 1
        return inner
      }
    }
    throw new FilterRefusal(
      `The ${mark === '"' ? 'quote' : 'backtick'} that begins here does not end.`,
      from,
      this.text.length,
    )
  }

  /** Words up to a comma, a parenthesis, `and` or `or`, without outer white space; empty where none stand here. */
  words(): string {
    this.skipSpace()
    const from = this.at
    let end = from
    while (this.at < this.text.length && !/[,()"`]/.test(this.text[this.at] ?? '')) {
      const isStart = this.at === from || /\s/.test(this.text[this.at - 1] ?? '')
      if (isStart && (this.lengthOf('and') > 0 || this.lengthOf('or') > 0)) break
      const character = this.text[this.at] ?? ''
      this.at += 1
      if (!/\s/.test(character)) end = this.at
    }
    this.at = end
    return this.text.slice(from, end)
  }

  /** Where the word that stands here ends: what a problem is shown at. */
  endOfWord(from = this.at): number {
    let at = from
    while (at < this.text.length && !/[\s,()]/.test(this.text[at] ?? '')) at += 1
    return Math.max(at, Math.min(from + 1, this.text.length))
  }
}
