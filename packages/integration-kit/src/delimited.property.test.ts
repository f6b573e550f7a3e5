import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { delimiters, openDelimited, RowReader } from './delimited.ts'
import { defaultLimits } from './limits.ts'
import { memoryFile } from './memory-file.ts'

const delimiter = fc.constantFrom(...delimiters)
const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'ß', '漢', '🙂', ' ', '"', ',', ';', '\t', '|', '\n', '\r', '=', '0'),
    maxLength: 8,
  }),
  fc.constantFrom('', ' ', '""', '=1+1', '__proto__', '\r\n', 'plain'),
)
const rows = fc
  .integer({ min: 1, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))
const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })

/** The plain writer: quotes what needs it, and some cells that do not. */
function write(table: readonly (readonly string[])[], mark: string, end: string, quoteAll: boolean): string {
  const lines = table.map((row) =>
    row
      .map((text) => {
        const needsQuotes = /["\r\n]/.test(text) || text.includes(mark) || (row.length === 1 && text === '')
        return needsQuotes || quoteAll ? `"${text.replaceAll('"', '""')}"` : text
      })
      .join(mark),
  )
  return lines.map((line) => line + end).join('')
}

function pieces(text: string, sizes: readonly number[]): string[] {
  const found: string[] = []
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    found.push(text.slice(at, at + size))
    at += size
  }
  return found
}

function readAll(mark: string, parts: readonly string[]): string[][] {
  const reader = new RowReader(mark, defaultLimits)
  return [...parts.flatMap((part) => reader.push(part)), ...reader.finish()]
}

test('what was written under any delimiter, quotes and ends of lines is read as it was, however the text is cut', () => {
  fc.assert(
    fc.property(
      rows,
      delimiter,
      lineEnd,
      fc.boolean(),
      fc.boolean(),
      cuts,
      (table, mark, end, quoteAll, open, sizes) => {
        const whole = write(table, mark, end, quoteAll)
        const text = open ? whole.slice(0, -end.length) : whole
        expect(readAll(mark, pieces(text, sizes))).toEqual(table)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('any text whatever is read the same, or refused the same, in one piece and in many', () => {
  const anything = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '1'), maxLength: 40 })
  const outcome = (parts: readonly string[]) => {
    try {
      return readAll(',', parts)
    } catch (error) {
      return String(error)
    }
  }
  fc.assert(
    fc.property(anything, cuts, (text, sizes) => {
      expect(outcome(pieces(text, sizes))).toEqual(outcome([text]))
    }),
    { numRuns: 2_000 },
  )
})

test('files in every encoding give the rows that were written, however their bytes are cut', async () => {
  const encode = (text: string, encoding: 'utf8' | 'utf16le' | 'utf16be', mark: boolean) => {
    const marked = mark ? `\ufeff${text}` : text
    if (encoding === 'utf8') return Buffer.from(marked)
    const little = Buffer.from(marked, 'utf16le')
    return encoding === 'utf16le' ? little : little.swap16()
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.string({ maxLength: 5 })), { maxLength: 5 }),
      fc.constantFrom('utf8' as const, 'utf16le' as const, 'utf16be' as const),
      fc.integer({ min: 1, max: 9 }),
      async (found, encoding, pieceBytes) => {
        const plain = (text: string) => text.replaceAll(/[\p{Cc}\ufeff]/gu, '')
        const table = [['name', 'text'], ...found.map(([a, b]) => [`n${plain(a)}`, `t${plain(b)}`])]
        const bytes = encode(write(table, ',', '\n', true), encoding, encoding !== 'utf8' || found.length % 2 === 0)
        const read: string[][] = []
        await openDelimited(memoryFile('t.csv', bytes, pieceBytes), undefined, async (opened) => {
          for await (const part of opened.rows()) read.push(...part)
        })
        expect(read).toEqual(table)
      },
    ),
  )
})
