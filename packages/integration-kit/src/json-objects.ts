import { DomainError } from '@fulcrum/domain'
import type { Raw } from './json.ts'
import { recordTooLarge, type ImportLimits } from './limits.ts'

const maxDepth = 200

/**
 * Cuts JSON text into the objects that it lists, without holding more than one: an array of them, arrays in an array, arrays one
 * behind the other, or an object a line. What is no list of objects is refused.
 */
export class JsonObjects {
  private readonly limits: ImportLimits
  /** Brackets around the objects, and all brackets that are open. */
  private arrays = 0
  private depth = 0
  private inString = false
  private escaped = false
  private pieces: string[] = []
  private chars = 0
  private count = 0

  constructor(limits: ImportLimits) {
    this.limits = limits
  }

  /** Reads on; returns the objects that are complete now. */
  push(text: string): Raw[] {
    const done: Raw[] = []
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (this.inString) {
        if (this.escaped) this.escaped = false
        else if (code === backslash) this.escaped = true
        else if (code === quote) this.inString = false
        continue
      }
      const isInside = this.depth > this.arrays
      switch (code) {
        case quote:
          if (!isInside) throw this.notObjects()
          this.inString = true
          break
        case openBrace:
        case openBracket:
          if (this.depth >= maxDepth) throw tooDeep()
          if (!isInside) {
            if (code === openBrace) from = at
            else this.arrays++
          }
          this.depth++
          break
        case closeBrace:
        case closeBracket:
          this.depth--
          if (this.depth < 0 || (!isInside && code === closeBrace)) throw this.notObjects()
          if (!isInside) this.arrays--
          else if (this.depth === this.arrays) {
            this.take(text, from, at + 1)
            done.push(this.parse())
          }
          break
        case space:
        case tab:
        case lineFeed:
        case carriageReturn:
        case comma:
          break
        default:
          if (!isInside && code !== byteOrderMark) throw this.notObjects()
      }
    }
    if (this.depth > this.arrays) this.take(text, from, text.length)
    return done
  }

  /** Call at the end of the text. */
  finish(): void {
    if (this.depth > 0 || this.inString) {
      throw new DomainError('invalid', 'The JSON ends in the middle: the file is incomplete. Export it again.', {
        reason: 'json-cut',
      })
    }
    if (this.count === 0) {
      throw new DomainError('invalid', 'The JSON lists nothing: choose a file with content.', { reason: 'no-rows' })
    }
  }

  private take(text: string, from: number, to: number): void {
    this.pieces.push(text.slice(from, to))
    this.chars += to - from
    if (this.chars > this.limits.maxRecordChars) throw recordTooLarge(`Object ${this.count + 1}`, this.limits)
  }

  private parse(): Raw {
    const text = this.pieces.join('')
    this.pieces = []
    this.chars = 0
    this.count++
    try {
      return JSON.parse(text) as Raw
    } catch {
      throw new DomainError(
        'invalid',
        `The JSON of object ${this.count} is not well formed: the file is damaged. Export it again.`,
        { reason: 'json-damaged' },
      )
    }
  }

  private notObjects(): DomainError {
    return new DomainError('unsupported', 'The file is no list of objects in JSON. Choose another file.', {
      reason: 'wrong-type',
    })
  }
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const space = 0x20
const tab = 0x09
const lineFeed = 0x0a
const carriageReturn = 0x0d
const byteOrderMark = 0xfeff
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

function tooDeep(): DomainError {
  return new DomainError('invalid', `The JSON is nested more than ${maxDepth} deep, which no export is.`, {
    reason: 'json-too-deep',
  })
}
