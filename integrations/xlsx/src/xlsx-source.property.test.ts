import { memoryFile, type ImportRecord } from '@fulcrum/integration-kit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { workbookParts, writeWorkbook, type WrittenCell, zip } from '@fulcrum/workbook/testing'
import { xlsxSource } from './xlsx-source.ts'

const text = fc.string({
  unit: fc.constantFrom('a', 'é', '漢', '🙂', '<', '&', '"', "'", ']', '\n', ' ', '=', '_', 'x'),
  maxLength: 8,
})
const cell: fc.Arbitrary<WrittenCell> = fc.oneof(
  text,
  text.map((inline) => ({ inline })),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  fc.boolean(),
  fc.constant(null),
)

/** What the document has for a written cell: nothing for nothing but space, and one zero for both. */
function valueOf(written: WrittenCell): unknown {
  const plain = typeof written === 'object' && written !== null && 'inline' in written ? written.inline : written
  if (plain === 0) return 0
  return plain === null || (typeof plain === 'string' && plain.trim() === '') ? undefined : plain
}

test('cells come back as they were written, texts shared or not, however the file is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 10 }),
      fc.integer({ min: 1, max: 64 }),
      async (rows, pieceBytes) => {
        const sheet = [['Name', 'First', 'Second'], ...rows.map(([first, second], i) => [`row ${i}`, first, second])]
        const { readRange: _readRange, ...file } = memoryFile(
          't.xlsx',
          writeWorkbook([{ name: 'S', rows: sheet }]),
          pieceBytes,
        )
        const document = await xlsxSource.open(file, { hasHeader: true })
        const found: ImportRecord[] = []
        for await (const record of document.records()) found.push(record)
        expect(found.map(({ values }) => [values['first'], values['second']])).toEqual(
          rows.map(([first, second]) => [valueOf(first), valueOf(second)]),
        )
      },
    ),
    { numRuns: 150 },
  )
})

test('a workbook with any of its bytes changed is read or refused with a code', async () => {
  const parts = workbookParts([
    {
      name: 'S',
      rows: [
        ['Name', 'Due'],
        ['a', { number: 45_000, format: 'yyyy-mm-dd' }],
        ['b', 1],
      ],
    },
  ])
  const whole = zip(parts)
  const spoilt = fc.oneof(
    fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => whole.map((old, i) => (i === at ? byte : old))),
    fc.nat(whole.length).map((size) => whole.subarray(0, size)),
    fc
      .tuple(fc.nat(parts.length - 1), fc.nat(400), fc.constantFrom('<', '>', '&', '"', '', 'x', '9999999999', '\0'))
      .map(([part, at, by]) =>
        zip(parts.map((each, i) => (i === part ? { ...each, content: splice(String(each.content), at, by) } : each))),
      ),
  )
  await fc.assert(
    fc.asyncProperty(spoilt, async (bytes) => {
      try {
        const document = await xlsxSource.open(memoryFile('t.xlsx', bytes))
        let count = 0
        for await (const record of document.records()) if (record.key !== '') count++
        expect(count).toBe(document.recordCount)
      } catch (error) {
        expect(error).toMatchObject({ name: 'DomainError' })
      }
    }),
    { numRuns: 200 },
  )
})

function splice(content: string, at: number, by: string): string {
  return content.slice(0, at) + by + content.slice(at + 1)
}
