import { didYouMean } from '../formula/suggest.ts'
import type { KindOperator } from '../column/kind.ts'
import type { Json } from '../json.ts'
import type { ViewField } from '../view/fields.ts'
import { maxFilterDepth, maxFilterParts } from '../view/limits.ts'
import type { FilterCondition, FilterSpec, ViewColumn } from '../view/spec.ts'
import { readRange } from './days.ts'
import { FilterRefusal } from './language.ts'
import type { Expected, FilterLanguage, FilterProblem } from './language.ts'
import { lengthOf, namedFields } from './columns.ts'
import { operatorPhrases } from './operators.ts'
import { Scanner } from './scanner.ts'
import { valueWords } from './values.ts'

/** The longest text that is read. */
export const maxFilterText = 20_000

/** What a text says: a filter, which is null for an empty text, or what is wrong with it. */
export type ReadFilter =
  { readonly ok: true; readonly filter: FilterSpec | null } | { readonly ok: false; readonly problem: FilterProblem }

/** Reads a filter: `readFilterText('status is not Done and owner is me', language)`. */
export function readFilterText(text: string, language: FilterLanguage): ReadFilter {
  return new Parser(text, language).read()
}

/** What could stand at the end of a text, and where it would begin; undefined where the text goes wrong before. */
export function expectedAtEnd(text: string, language: FilterLanguage): Expected | undefined {
  const parser = new Parser(text, language)
  parser.read()
  return parser.expected
}

interface NamedColumn {
  readonly column: ViewColumn
  readonly field: ViewField | undefined
}

/** Reads one text. See `FilterLanguage` for what it may say. */
export class Parser {
  readonly scan: Scanner
  /** What was looked for last. */
  expected: Expected | undefined
  private readonly language: FilterLanguage

  constructor(text: string, language: FilterLanguage) {
    this.scan = new Scanner(text)
    this.language = language
  }

  read(): ReadFilter {
    const { scan } = this
    try {
      if (scan.text.length > maxFilterText)
        throw new FilterRefusal('This is too long for a filter.', 0, scan.text.length)
      if (scan.isAtEnd) {
        this.expect('part')
        return { ok: true, filter: null }
      }
      const filter = this.either(0)
      this.expect('joiner')
      if (!scan.isAtEnd) throw new FilterRefusal('Go on with “and” or “or”.', scan.at, scan.endOfWord())
      return { ok: true, filter }
    } catch (refusal) {
      if (!(refusal instanceof FilterRefusal)) throw refusal
      const { message, from, to } = refusal
      return { ok: false, problem: { message, from, to } }
    }
  }

  /** One condition; tried by who writes them. */
  condition(): FilterCondition {
    const { scan } = this
    this.expect('part')
    const from = scan.at
    const { column, field } = this.column()
    const raw = field === undefined ? undefined : this.operator(field)
    const operator = raw ?? this.rawOperator(field, from)
    if (raw === undefined || raw.takes === 'nothing') {
      const value = this.rawValue()
      return { column, operator: operator.id, ...(value !== undefined && { value }) }
    }
    if (scan.take('?')) return { column, operator: raw.id }
    const given = this.rawValue()
    if (given !== undefined) return { column, operator: raw.id, value: given }
    if (field === undefined) return { column, operator: raw.id }
    this.expectValue(field, raw.label)
    const ranged = raw.takes === 'day' ? field.operators.find(({ takes }) => takes === 'days') : undefined
    const range = ranged !== undefined && (raw.op === 'eq' || raw.op === 'between') ? readRange(scan) : undefined
    if (ranged !== undefined && range !== undefined) return { column, operator: ranged.id, value: range }
    const value = valueWords[raw.takes].read(scan, field, this.language)
    return { column, operator: raw.id, value }
  }

  private either(depth: number): FilterSpec {
    const parts = [this.all(depth)]
    while (this.joins('or')) parts.push(this.all(depth))
    return this.together('or', parts)
  }

  private all(depth: number): FilterSpec {
    const parts = [this.part(depth)]
    while (this.joins('and')) parts.push(this.part(depth))
    return this.together('and', parts)
  }

  private joins(word: 'and' | 'or'): boolean {
    this.scan.skipSpace()
    return this.scan.take(word)
  }

  private together(mode: 'and' | 'or', parts: readonly FilterSpec[]): FilterSpec {
    const [first] = parts
    if (parts.length === 1 && first !== undefined) return first
    if (parts.length > maxFilterParts) {
      throw new FilterRefusal(`At most ${maxFilterParts} parts may stand together.`, 0, this.scan.at)
    }
    return mode === 'and' ? { and: parts } : { or: parts }
  }

  private part(depth: number): FilterSpec {
    const { scan } = this
    this.expect('part')
    const from = scan.at
    if (depth > maxFilterDepth) throw new FilterRefusal('Groups stand in each other too deep.', from, scan.endOfWord())
    const mode = scan.match(/(all|any)\s*\(/iy)?.[1]?.toLowerCase()
    if (mode !== undefined) return this.list(mode === 'all' ? 'and' : 'or', depth, from)
    if (scan.take('(')) {
      const inner = this.either(depth + 1)
      this.close(from)
      return inner
    }
    // A column may be called “Not before”.
    if (scan.lengthOf('not') > 0 && this.longestTitle() === 0) {
      scan.take('not')
      return { not: this.part(depth + 1) }
    }
    return this.condition()
  }

  private list(mode: 'and' | 'or', depth: number, from: number): FilterSpec {
    const parts: FilterSpec[] = []
    while (!this.scan.take(')')) {
      if (parts.length > 0 && !this.scan.take(';')) this.close(from)
      parts.push(this.either(depth + 1))
    }
    return mode === 'and' ? { and: parts } : { or: parts }
  }

  private close(from: number): void {
    this.expect('joiner')
    if (this.scan.take(')')) return
    const { scan } = this
    if (scan.isAtEnd) throw new FilterRefusal('The parenthesis that opens here is not closed.', from, from + 1)
    throw new FilterRefusal('Go on with “and”, “or” or “)”.', scan.at, scan.endOfWord())
  }

  private longestTitle(): number {
    return Math.max(
      0,
      ...this.language.fields.map(({ title }) => (title.trim() === '' ? 0 : this.scan.lengthOf(title))),
    )
  }

  private column(): NamedColumn {
    const { scan } = this
    const { fields } = this.language
    scan.skipSpace()
    const from = scan.at
    const numbered = scan.match(/#(\d{1,9}|title|group|key|createdAt|updatedAt)\b/y)?.[1]
    if (numbered !== undefined) {
      // @NOTE the pattern has no other names than those of view columns.
      const column = (/^\d/.test(numbered) ? Number(numbered) : numbered) as ViewColumn
      return { column, field: fields.find((each) => each.column === column) }
    }
    const inQuotes = scan.between('"')
    const known = namedFields(fields)
    const found = known.map(([title, field]) => ({ field, length: lengthOf(scan, title, inQuotes) }))
    const named = found.filter(({ length }) => length > 0).toSorted((left, right) => right.length - left.length)
    const behind = scan.at
    const place = (length: number): number => (inQuotes === null ? from + length : behind)
    // Of columns of one name, and of a name that begins with another's, the one of which can be said what comes next.
    const asked = named.find(({ field, length }) => {
      scan.at = place(length)
      return scan.takeLongest(operatorPhrases(field)) !== undefined
    })
    const best = asked ?? named[0]
    scan.at = best === undefined ? behind : place(best.length)
    if (best !== undefined) return { column: best.field.column, field: best.field }
    const to = Math.max(scan.at, scan.endOfWord(from))
    const typed = inQuotes ?? scan.text.slice(from, to)
    const titles = fields.map(({ title }) => title)
    const meant = didYouMean(typed, titles) || ` There are: ${titles.slice(0, 3).join(', ')} …`
    throw new FilterRefusal(
      typed === '' ? 'The name of a column is missing.' : `There is no column “${typed.slice(0, 60)}”.${meant}`,
      from,
      to,
    )
  }

  private operator(field: ViewField): KindOperator | undefined {
    const { scan } = this
    scan.skipSpace()
    this.expected = { of: 'operator', from: scan.at, field }
    if (scan.text[scan.at] === '`') {
      const at = scan.at
      const id = scan.between('`')
      const known = field.operators.find((each) => each.id === id)
      if (known === undefined) scan.at = at
      return known
    }
    const found = scan.takeLongest(operatorPhrases(field))
    if (found !== undefined) return found
    const to = scan.endOfWord()
    const words = field.operators.map(({ label }) => label)
    const typed = scan.text.slice(scan.at, to)
    throw new FilterRefusal(
      typed === ''
        ? `How to compare ${field.title} is missing: ${words.slice(0, 3).join(', ')} …`
        : `${field.title} has no “${typed.slice(0, 40)}”. It has: ${words.join(', ')}.`,
      scan.at,
      to,
    )
  }

  private rawOperator(field: ViewField | undefined, from: number): { readonly id: string } {
    const id = this.scan.between('`')
    if (id !== null) return { id }
    throw new FilterRefusal(
      field === undefined ? 'This column is gone.' : 'How to compare is missing.',
      from,
      this.scan.at,
    )
  }

  private rawValue(): Json | undefined {
    const from = this.scan.at
    const text = this.scan.between('`')
    if (text === null) return undefined
    try {
      // @NOTE what JSON gives is JSON.
      return JSON.parse(text) as Json
    } catch {
      throw new FilterRefusal('What stands between the backticks is no JSON.', from, this.scan.at)
    }
  }

  private expect(of: 'part' | 'joiner'): void {
    this.scan.skipSpace()
    this.expected = { of, from: this.scan.at }
  }

  private expectValue(field: ViewField, operator: string): void {
    this.scan.skipSpace()
    this.expected = { of: 'value', from: this.scan.at, field, operator }
  }
}
