import { DomainError } from '@fulcrum/domain'
import { recordTooLarge, type ImportLimits, type Raw } from '@fulcrum/integration-kit'

/** A piece of a board's object: one element of a list, or a member that is no wanted list. */
export interface BoardPart {
  readonly section: string
  readonly value: Raw
}

const maxDepth = 200
const maxKeyChars = 200

/**
 * Cuts the JSON of a board into the elements of its lists, without holding more than one. Members that are in neither set are
 * passed over unread: exports hold much that only their own product needs.
 */
export class BoardSplitter {
  private readonly limits: ImportLimits
  private readonly lists: ReadonlySet<string>
  private readonly single: ReadonlySet<string>
  private depth = 0
  private inString = false
  private escaped = false
  private isDone = false
  private section: string | null = null
  /** The text of a key that is being read; null elsewhere. */
  private key: string | null = null
  /** True within a wanted list. */
  private inList = false
  private isTaking = false
  private pieces: string[] = []
  private chars = 0
  /** Characters since the last piece began, taken or not. */
  private passed = 0

  /** `lists` are given element by element, `single` as whole values. */
  constructor(limits: ImportLimits, lists: ReadonlySet<string>, single: ReadonlySet<string>) {
    this.limits = limits
    this.lists = lists
    this.single = single
  }

  /** Reads on; returns what is complete now. */
  push(text: string): BoardPart[] {
    const done: BoardPart[] = []
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (this.inString) {
        if (this.escaped) this.escaped = false
        else if (code === backslash) this.escaped = true
        else if (code === quote) {
          this.inString = false
          if (this.key !== null) {
            this.noteKey(text.slice(from, at))
            from = at + 1
          }
        }
        continue
      }
      switch (code) {
        case quote:
          if (this.depth === 0) throw notABoard()
          this.inString = true
          if (this.depth === 1 && this.section === null) {
            this.key = ''
            from = at + 1
          }
          break
        case colon:
          if (this.depth === 1 && !this.isTaking && this.section !== null) from = this.begin(at)
          break
        case comma:
          if (this.depth !== (this.inList ? 2 : 1)) break
          this.end(text.slice(from, at), done)
          if (this.inList) this.begin(at)
          else this.section = null
          from = at + 1
          break
        case openBrace:
        case openBracket:
          from = this.open(code, text, from, at)
          break
        case closeBrace:
        case closeBracket:
          from = this.close(code, text, from, at, done)
          break
        case 0x20:
        case 0x09:
        case 0x0a:
        case 0x0d:
          break
        default:
          if (this.depth === 0 && code !== 0xfeff) throw notABoard()
      }
    }
    this.keep(text.slice(from))
    return done
  }

  /** Call at the end of the text. */
  finish(): void {
    if (this.isDone && this.depth === 0) return
    if (this.depth === 0 && !this.inString) throw notABoard()
    throw new DomainError('invalid', 'The JSON ends in the middle: the file is incomplete. Export the board again.', {
      reason: 'json-cut',
    })
  }

  private open(code: number, text: string, from: number, at: number): number {
    if (this.depth >= maxDepth) {
      throw new DomainError('invalid', `The JSON is nested more than ${maxDepth} deep, which no export is.`, {
        reason: 'json-too-deep',
      })
    }
    this.depth++
    if (this.depth === 1) {
      if (code !== openBrace || this.isDone) throw notABoard()
      return at + 1
    }
    const begins = this.depth === 2 && code === openBracket && this.isTaking && !this.inList
    if (!begins || !this.lists.has(this.section ?? '') || !this.isBlank(text.slice(from, at))) return from
    this.inList = true
    return this.begin(at)
  }

  private close(code: number, text: string, from: number, at: number, done: BoardPart[]): number {
    this.depth--
    if (this.depth < 0) throw notABoard()
    if (this.inList && this.depth === 1 && code === closeBracket) {
      this.end(text.slice(from, at), done)
      this.inList = false
      return at + 1
    }
    if (this.depth > 0) return from
    this.end(text.slice(from, at), done)
    this.isDone = true
    this.section = null
    return at + 1
  }

  private noteKey(rest: string): void {
    this.section = plainKey((this.key ?? '') + rest)
    this.key = null
    this.passed = 0
  }

  /** A value begins behind this place. */
  private begin(at: number): number {
    this.isTaking = this.lists.has(this.section ?? '') || this.single.has(this.section ?? '')
    this.pieces = []
    this.chars = 0
    this.passed = 0
    return at + 1
  }

  private end(rest: string, done: BoardPart[]): void {
    if (!this.isTaking) return
    const text = (this.pieces.join('') + rest).trim()
    this.isTaking = false
    this.pieces = []
    if (text === '') return
    done.push({ section: this.section ?? '', value: parse(text, this.section ?? '') })
  }

  private keep(rest: string): void {
    this.passed += rest.length
    if (this.passed > this.limits.maxRecordChars * 8)
      throw recordTooLarge(`"${this.section ?? 'The board'}"`, this.limits)
    if (this.key !== null) {
      this.key += rest
      if (this.key.length > maxKeyChars) throw notABoard()
    } else if (this.isTaking) {
      this.pieces.push(rest)
      this.chars += rest.length
      if (this.chars > this.limits.maxRecordChars) {
        throw recordTooLarge(`One of the ${this.section ?? 'parts'}`, this.limits)
      }
    }
  }

  private isBlank(rest: string): boolean {
    return rest.trim() === '' && this.pieces.every((piece) => piece.trim() === '')
  }
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

/** A key as it is meant: exports of boards escape nothing in theirs, but may. */
function plainKey(raw: string): string {
  return raw.includes('\\') ? String(parse(`"${raw}"`, 'keys')) : raw
}

function parse(text: string, section: string): Raw {
  try {
    return JSON.parse(text) as Raw
  } catch {
    throw new DomainError(
      'invalid',
      `The JSON of the ${section.slice(0, 80)} is not well formed: the file is damaged. Export the board again.`,
      { reason: 'json-damaged' },
    )
  }
}

/** Refuses what is no export of a board. */
export function notABoard(): DomainError {
  return new DomainError(
    'unsupported',
    'The file is no export of a Trello board: choose the file of "Print, export and share" > "Export as JSON".',
    { reason: 'wrong-type' },
  )
}
