import { Buffer } from 'node:buffer'
import { emptyRecord, memoryFile, type ImportValue } from '@fulcrum/integration-kit'
import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvSource } from './csv-source.ts'

const delimiter = fc.constantFrom(',', ';', '\t', '|')
const lineEnd = fc.constantFrom('\n', '\r\n')
const words = fc.string({
  unit: fc.constantFrom('a', 'ä', '漢', '🙂', ' ', '"', ',', ';', '\t', '|', '\n', '=', '@', '1'),
  maxLength: 10,
})

/** A cell that is quoted where it must be, and sometimes where it need not be. */
function written(text: string, mark: string, always: boolean): string {
  const mustQuote = text.includes(mark) || /["\r\n]/.test(text) || text !== text.trim()
  return mustQuote || always ? `"${text.replaceAll('"', '""')}"` : text
}

test('files are read as another, independent reader reads them, however their bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(words, words, words), { minLength: 1, maxLength: 12 }),
      delimiter,
      lineEnd,
      fc.boolean(),
      fc.integer({ min: 1, max: 30 }),
      async (rows, mark, end, always, pieceBytes) => {
        const table = [['Name', 'First', 'Second', 'Third'], ...rows.map((row, i) => [`row ${i}`, ...row])]
        const text = table.map((row) => row.map((cell) => written(cell, mark, always)).join(mark) + end).join('')
        const other: string[][] = parse(text, { delimiter: mark, relax_column_count: true })
        expect(other).toEqual(table)

        const document = await csvSource.open(memoryFile('t.csv', Buffer.from(text), pieceBytes), { hasHeader: true })
        const found: Readonly<Record<string, ImportValue>>[] = []
        for await (const record of document.records()) found.push(record.values)
        expect(found).toEqual(other.slice(1).map(valuesOf))
      },
    ),
    { numRuns: 150 },
  )
})

function valuesOf(row: readonly string[]): Record<string, ImportValue> {
  const values = emptyRecord<ImportValue>()
  for (const [i, key] of ['name', 'first', 'second', 'third'].entries()) {
    if ((row[i] ?? '').trim() !== '') values[key] = row[i] ?? null
  }
  return values
}

test('whatever bytes a file has, it is read or refused with a code', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 80 }),
        fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text)),
      ),
      fc.integer({ min: 1, max: 9 }),
      async (bytes, pieceBytes) => {
        try {
          const document = await csvSource.open(memoryFile('t.csv', bytes, pieceBytes))
          let count = 0
          for await (const record of document.records()) if (record.key !== '') count++
          expect(count).toBe(document.recordCount)
        } catch (error) {
          expect(error).toMatchObject({ name: 'DomainError' })
        }
      },
    ),
    { numRuns: 500 },
  )
})
