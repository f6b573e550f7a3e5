import { DomainError } from '@fulcrum/domain'
import { recordTooLarge, type ImportLimits, type Raw } from '@fulcrum/integration-kit'

/** A piece of the answer of a search: one issue, or what stands around the issues of a page. */
export type Unit = { readonly kind: 'issue'; readonly value: Raw } | { readonly kind: 'page'; readonly value: Raw }

const maxDepth = 200

/**
 * Cuts JSON text into issues without holding more than one. Takes one page `{"issues": [...]}`, an array of pages, an
 * array of issues, and either of them one after the other (NDJSON). An object on the top level without `issues` is taken
 * for an issue where it has a `key`, else for a page without any.
 */
export class UnitSplitter {
  private readonly limits: ImportLimits
  private readonly pagesOnly: boolean
  private depth = 0
  private inString = false
  private escaped = false
  /** 1 where the text is an array of pages or issues, 0 where they follow one another. */
  private base = 0
  /** Where text goes: to the page around the issues, to an issue, or (between issues and between pages) nowhere. */
  private sink: 'unit' | 'issue' | 'nothing' = 'nothing'
  private readonly taken = { unit: { pieces: [] as string[], chars: 0 }, issue: { pieces: [] as string[], chars: 0 } }
  private sawIssues = false
  private sawUnit = false
  /** The text of the string just read at the level of a page's keys. */
  private key: string | null = null
  private keyFrom = -1
  private keyText = ''
  private issueCount = 0

  /** With `pagesOnly` issues are passed over, which is much faster. */
  constructor(limits: ImportLimits, pagesOnly = false) {
    this.limits = limits
    this.pagesOnly = pagesOnly
  }

  /** Reads on; returns what is complete now. */
  push(text: string): Unit[] {
    const done: Unit[] = []
    let from = 0
    const length = text.length
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at)
      if (this.inString) {
        if (this.escaped) {
          this.escaped = false
        } else if (code === backslash) {
          this.escaped = true
        } else if (code === quote) {
          this.inString = false
          if (this.keyFrom >= 0) {
            this.key = this.keyText + text.slice(this.keyFrom, at)
            this.keyFrom = -1
            this.keyText = ''
          }
        }
        continue
      }
      switch (code) {
        case quote:
          if (this.depth === 0) throw notJson()
          this.inString = true
          if (this.depth === this.base + 1 && this.sink === 'unit') this.keyFrom = at + 1
          break
        case openBrace:
        case openBracket:
          from = this.open(text, from, at, code)
          break
        case closeBrace:
        case closeBracket:
          from = this.close(text, from, at, done)
          break
        case 0x20:
        case 0x09:
        case 0x0a:
        case 0x0d:
          break
        case comma:
          if (this.depth === 0) throw notJson()
          if (this.depth === this.base + 1) this.key = null
          break
        default:
          if (this.depth === 0 && code !== 0xfeff) throw notJson()
      }
    }
    this.take(text, from, length)
    if (this.keyFrom >= 0) {
      this.keyText += text.slice(this.keyFrom, length)
      if (this.keyText.length > 10_000) this.keyText = this.keyText.slice(0, 10_000)
      this.keyFrom = 0
    }
    return done
  }

  /** Call at the end of the text. */
  finish(): void {
    if (this.depth > 0 || this.inString) {
      throw new DomainError('invalid', 'The JSON ends in the middle: the file is incomplete. Export it again.', {
        reason: 'json-cut',
      })
    }
    if (!this.sawUnit) throw notJson()
  }

  private open(text: string, from: number, at: number, code: number): number {
    if (this.depth >= maxDepth) {
      throw new DomainError('invalid', `The JSON is nested more than ${maxDepth} deep, which no export is.`, {
        reason: 'json-too-deep',
      })
    }
    if (this.depth === 0) {
      if (this.base === 1 || (code === openBracket && this.sawUnit)) throw notJson()
      if (code === openBracket) this.base = 1
    }
    const outside = this.depth === this.base
    this.depth++
    if (this.depth === this.base) return at + 1
    if (outside) {
      if (code !== openBrace) throw notJson()
      this.sawUnit = true
      this.sawIssues = false
      this.key = null
      this.sink = 'unit'
      return at
    }
    if (this.sink === 'nothing') {
      this.sink = 'issue'
      return at
    }
    if (this.sink === 'unit' && code === openBracket && this.depth === this.base + 2 && this.key === 'issues') {
      this.take(text, from, at + 1)
      this.sawIssues = true
      this.sink = 'nothing'
      return at + 1
    }
    return from
  }

  private close(text: string, from: number, at: number, done: Unit[]): number {
    this.depth--
    if (this.depth < 0) throw notJson()
    if (this.sink === 'issue' && this.depth === this.base + 2) {
      this.take(text, from, at + 1)
      this.issueCount++
      if (this.pagesOnly) this.taken.issue.chars = 0
      else done.push({ kind: 'issue', value: this.parse(`issue ${this.issueCount}`) })
      this.sink = 'nothing'
      return at + 1
    }
    if (this.sink === 'nothing' && this.depth === this.base + 1) {
      this.sink = 'unit'
      return at
    }
    if (this.sink === 'unit' && this.depth === this.base) {
      this.take(text, from, at + 1)
      const value = this.parse(`page or issue ${this.issueCount + 1}`)
      const isIssue = !this.sawIssues && typeof value === 'object' && value !== null && Object.hasOwn(value, 'key')
      if (isIssue) this.issueCount++
      done.push({ kind: isIssue ? 'issue' : 'page', value })
      this.sink = 'nothing'
      return at + 1
    }
    return from
  }

  private take(text: string, from: number, to: number): void {
    if (this.sink === 'nothing' || to <= from) return
    const taken = this.taken[this.sink]
    if (!this.pagesOnly || this.sink === 'unit') taken.pieces.push(text.slice(from, to))
    taken.chars += to - from
    if (taken.chars <= this.limits.maxRecordChars) return
    throw recordTooLarge(this.sink === 'issue' ? `Issue ${this.issueCount + 1}` : 'A page of the export', this.limits)
  }

  private parse(what: string): Raw {
    const taken = this.taken[this.sink === 'issue' ? 'issue' : 'unit']
    const text = taken.pieces.join('')
    taken.pieces = []
    taken.chars = 0
    try {
      return JSON.parse(text) as Raw
    } catch {
      throw new DomainError(
        'invalid',
        `The JSON of ${what} is not well formed: the file is damaged. Export it again.`,
        {
          reason: 'json-damaged',
        },
      )
    }
  }
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

function notJson(): DomainError {
  return new DomainError(
    'unsupported',
    'The file is neither the JSON of a search nor a CSV export: choose a file with "issues" or with a column "Issue key".',
    { reason: 'wrong-type' },
  )
}
