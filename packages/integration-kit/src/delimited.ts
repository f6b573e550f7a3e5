import { DomainError } from '@fulcrum/domain'
import type { ImportFile, ImportOptions } from './import-source.ts'
import { checkFileSize, limitsOf, recordTooLarge, type ImportLimits } from './limits.ts'
import {
  NotThisEncoding,
  decodeFile,
  decodeHead,
  encodingOf,
  readHead,
  refuseBinary,
  type TextEncoding,
} from './text.ts'

/** Signs that may part the cells of a row. */
export const delimiters = [',', ';', '\t', '|'] as const

export type Delimiter = (typeof delimiters)[number]

/** How a text file holds its table. */
export interface DelimitedFormat {
  readonly encoding: TextEncoding
  readonly delimiter: Delimiter
  /** Set where a first line `sep=;` names the delimiter; it is no row. */
  readonly hasDelimiterLine: boolean
}

/**
 * Cuts text into rows (RFC 4180, with `\r`, `\n` and `\r\n` as ends of lines). Cells in quotation marks hold delimiters,
 * line breaks and doubled quotation marks. A quotation mark inside an unquoted cell is a character like any other; text
 * after a closing one is joined to the cell and counted. Memory is bounded by the longest row, and that by the limit.
 */
export class RowReader {
  /** How many cells had text after their closing quotation mark. */
  strayQuoteCount = 0
  private readonly delimiterCode: number
  private readonly limits: ImportLimits
  private state: 'start' | 'plain' | 'quoted' | 'quote-seen' = 'start'
  private row: string[] = []
  private cell = ''
  private rowChars = 0
  private afterReturn = false
  private line = 1
  private quoteLine = 1

  constructor(delimiter: string, limits: ImportLimits) {
    this.delimiterCode = delimiter.charCodeAt(0)
    this.limits = limits
  }

  /** Reads on; returns the rows that are complete now. */
  push(text: string): string[][] {
    const rows: string[][] = []
    const { delimiterCode } = this
    const length = text.length
    let at = 0
    let rowStart = 0
    while (at < length) {
      if (this.state === 'quoted') {
        const quote = text.indexOf('"', at)
        const end = quote < 0 ? length : quote
        this.cell += text.slice(at, end)
        this.countLines(text, at, end)
        at = end
        if (quote >= 0) {
          this.state = 'quote-seen'
          at++
        }
        this.checkSize(at - rowStart)
        continue
      }
      const code = text.charCodeAt(at)
      if (this.state === 'quote-seen') {
        if (code === quoteCode) {
          this.cell += '"'
          this.state = 'quoted'
          at++
          continue
        }
        if (code !== delimiterCode && code !== 10 && code !== 13) this.strayQuoteCount++
        this.state = 'plain'
      }
      if (this.state === 'start') {
        if (this.afterReturn) {
          this.afterReturn = false
          if (code === 10) {
            at++
            rowStart = at
            continue
          }
        }
        if (code === quoteCode) {
          this.state = 'quoted'
          this.quoteLine = this.line
          at++
          continue
        }
        this.state = 'plain'
      }
      let end = at
      while (end < length) {
        const c = text.charCodeAt(end)
        if (c === delimiterCode || c === 10 || c === 13) break
        end++
      }
      if (end > at) this.cell = this.cell === '' ? text.slice(at, end) : this.cell + text.slice(at, end)
      at = end
      this.checkSize(at - rowStart)
      if (at === length) break
      const c = text.charCodeAt(at)
      at++
      this.endCell()
      if (c === delimiterCode) continue
      this.afterReturn = c === 13
      rows.push(this.endRow())
      rowStart = at
    }
    this.rowChars += length - rowStart
    return rows
  }

  /** The last row, if the text does not end with a line break. */
  finish(): string[][] {
    if (this.state === 'quoted') {
      throw new DomainError(
        'invalid',
        `The quotation mark that opens a cell in line ${this.quoteLine} is never closed. Close it, or double it if it is meant as a character.`,
        { reason: 'quote-open', line: this.quoteLine },
      )
    }
    if (this.state === 'start' && this.row.length === 0) return []
    this.endCell()
    return [this.endRow()]
  }

  private endCell(): void {
    this.row.push(this.cell)
    this.cell = ''
    this.state = 'start'
  }

  private endRow(): string[] {
    const done = this.row
    this.row = []
    this.rowChars = 0
    this.line++
    return done
  }

  private checkSize(charsHere: number): void {
    if (this.rowChars + charsHere <= this.limits.maxRecordChars) return
    throw recordTooLarge(`The row that begins near line ${this.line}`, this.limits)
  }

  private countLines(text: string, from: number, to: number): void {
    for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) this.line++
  }
}

const quoteCode = 0x22

/** Finds out encoding and delimiter from the first bytes. */
export function sniffDelimited(head: Uint8Array, limits: ImportLimits): DelimitedFormat {
  const text = decodeHead(head).replace(/^\ufeff/, '')
  const encoding = encodingOf(head)
  const named = /^"?sep=([,;|\t])"?\r?\n/i.exec(text)
  if (named !== null) return { encoding, delimiter: named[1] as Delimiter, hasDelimiterLine: true }
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const score = scoreOf(text, delimiter, limits)
    if (score <= bestScore) continue
    best = delimiter
    bestScore = score
  }
  return { encoding, delimiter: best, hasDelimiterLine: false }
}

/** How evenly a delimiter cuts the first rows: the share of rows with the commonest width, more for wider rows. */
function scoreOf(text: string, delimiter: Delimiter, limits: ImportLimits): number {
  const rows = new RowReader(delimiter, { ...limits, maxRecordChars: Infinity }).push(`${text}\n`).slice(0, 60)
  const complete = rows.length > 1 ? rows.slice(0, -1) : rows
  const widths = new Map<number, number>()
  for (const row of complete) {
    if (row.length > 1 || row[0] !== '') widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  }
  let total = 0
  let score = 0
  for (const count of widths.values()) total += count
  for (const [width, count] of widths) {
    if (width > 1) score = Math.max(score, (count / total) ** 2 * (1 + Math.log2(width) / 8))
  }
  return score
}

/** A table in a text file: how it is made, and its rows, which can be read again and again. */
export interface DelimitedTable {
  readonly format: DelimitedFormat
  /** Rows in pieces of some hundred. */
  rows(): AsyncGenerator<readonly string[][]>
  /** Cells with text after a closing quotation mark in the last complete reading. */
  strayQuoteCount(): number
}

/**
 * Opens a delimited text file. Bytes that are not UTF-8 make a file Windows-1252: then `scan` is called a second time.
 * Refuses binary and empty files and rows beyond the limit. Returns what `scan` returned, with the table that fits.
 */
export async function openDelimited<T>(
  file: ImportFile,
  options: ImportOptions | undefined,
  scan: (table: DelimitedTable) => Promise<T>,
): Promise<T> {
  const limits = limitsOf(options)
  checkFileSize(file, limits)
  const head = await readHead(file)
  refuseBinary(file, head, 'a table in a text file')
  const format = sniffDelimited(head, limits)
  try {
    return await scan(tableOf(file, format, limits))
  } catch (error) {
    if (!(error instanceof NotThisEncoding)) throw error
    if (format.encoding !== 'utf-8') {
      throw new DomainError('invalid', `The text of "${file.name}" is damaged: save it as UTF-8 and try again.`, {
        reason: 'text-damaged',
      })
    }
    return scan(tableOf(file, { ...format, encoding: 'windows-1252' }, limits))
  }
}

function tableOf(file: ImportFile, format: DelimitedFormat, limits: ImportLimits): DelimitedTable {
  let strayQuotes = 0
  return {
    format,
    strayQuoteCount: () => strayQuotes,
    async *rows() {
      const reader = new RowReader(format.delimiter, limits)
      let skip = format.hasDelimiterLine
      for await (const text of decodeFile(file, format.encoding)) {
        const rows = reader.push(text)
        if (skip && rows.length > 0) {
          rows.shift()
          skip = false
        }
        if (rows.length > 0) yield rows
      }
      const last = reader.finish()
      strayQuotes = reader.strayQuoteCount
      if (last.length > 0 && !skip) yield last
    },
  }
}
