import { defaultLimits, memoryFile, type TableCell } from '@fulcrum/integration-kit'
import { expect, test } from 'vitest'
import { openArchive } from './archive.ts'
import { sheetRows } from './sheet.ts'
import { writeWorkbook, type WrittenCell } from './testing/workbook.ts'
import { openWorkbook } from './workbook.ts'

test('a plain colour behind a cell is heard of with the cell; what a theme decides is not', async () => {
  const rows: WrittenCell[][] = [
    ['Name', 'Status'],
    ['a', { text: 'Done', fill: 'FF00C875' }],
    ['b', { number: 3, format: '0.0' }],
  ]
  const file = memoryFile('plan.xlsx', writeWorkbook([{ name: 'S', rows }]))
  const archive = await openArchive(file, defaultLimits)
  const workbook = await openWorkbook(file, archive, defaultLimits)
  const heard: unknown[] = []
  const read: (readonly TableCell[])[] = []
  const notes = {
    limits: defaultLimits,
    fidelity: null,
    onFill: (row: readonly TableCell[], column: number, colour: string) => heard.push([row[column], colour]),
  }
  const chunks = archive.read('xl/worksheets/sheet1.xml', defaultLimits.maxInflatedBytes)
  for await (const part of sheetRows(chunks, workbook, notes)) read.push(...part)
  expect(heard).toEqual([['Done', '#00c875']])
  expect(read).toEqual([
    ['Name', 'Status'],
    ['a', 'Done'],
    ['b', 3],
  ])
})
