import { importSourceLaws, memoryFile } from '@fulcrum/integration-kit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WrittenCell } from '@fulcrum/workbook/testing'
import { mondaySource } from './monday-source.ts'
import { boardOf } from './testing/board.ts'

const cell: fc.Arbitrary<WrittenCell> = fc.oneof(
  fc.constantFrom<WrittenCell>(
    '',
    null,
    'Name',
    'Subitems',
    'Status',
    'Item ID',
    'Item ID (auto generated)',
    'Timeline - Start',
    'Timeline - End',
    'Owner',
    'Files',
    'Depends on',
    'Creation log',
    '__proto__',
    'v',
    'a',
    'b, a',
    '10001',
    '10002',
    '2024-01-01',
    'Ada Lovelace',
    '01:30:00',
    'Plan - https://x.example/1',
    'https://x.monday.com/protected_static/1/a b.png',
    'Ada Apr 2, 2024 3:04 PM',
    5,
    true,
    { text: 'Done', fill: 'FF00C875' },
    { text: 'Stuck', fill: 'FFE2445C' },
  ),
  fc.string({ maxLength: 4 }),
)
const row = fc.array(cell, { maxLength: 6 })
const titles = fc.constantFrom<WrittenCell[]>(
  ['Name', 'Status', 'Item ID (auto generated)'],
  ['Name', 'Owner', 'Timeline - Start', 'Timeline - End'],
  ['Subitems', 'Name', 'Status', 'Item ID'],
)

test('whatever stands in the sheet, the contract holds or the file is refused with a code', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ arbitrary: row, weight: 5 }, { arbitrary: titles, weight: 1 }), { maxLength: 12 }),
      async (rows) => {
        const file = memoryFile('board.xlsx', boardOf(...rows))
        try {
          await mondaySource.open(file)
        } catch (error) {
          expect(error).toMatchObject({ name: 'DomainError' })
          return
        }
        for (const law of importSourceLaws(mondaySource, [{ name: 'made', file }], [])) await law.check()
      },
    ),
    { numRuns: 300 },
  )
})
