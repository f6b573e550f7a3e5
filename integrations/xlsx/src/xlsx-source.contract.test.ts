import type { Buffer } from 'node:buffer'
import { hostileFiles, importSourceLaws, memoryFile, type ImportFile } from '@fulcrum/integration-kit'
import { test } from 'vitest'
import { workbookParts, writeWorkbook, type WrittenCell, zip, type ZipPart } from '@fulcrum/workbook/testing'
import { xlsxSource } from './xlsx-source.ts'

const day = (number: number) => ({ number, format: 'yyyy-mm-dd' })
const tasks: readonly (readonly WrittenCell[])[] = [
  ['Key', 'Title', 'Status', 'Owner', 'Due', 'Points', 'Labels', 'Done', '__proto__'],
  ['T-1', 'Write', 'Done', 'Ada Lovelace', day(45_322), 3, 'ui, api', true, 'x'],
  ['T-2', 'Two\nlines', 'In progress', 'Grace Hopper', day(45_323.5), 5.5, 'ui', false, null],
  [],
  ['T-3', { formula: 'A1&A2', value: '=not <run>' }, 'To do', null, null, { error: '#N/A' }, null, null, 'y'],
]

function sample(name: string, bytes: Buffer, options?: { sheet?: string }) {
  return { name, file: memoryFile(`${name}.xlsx`, bytes), ...(options === undefined ? {} : { options }) }
}

function streamed(file: ImportFile): ImportFile {
  const { readRange: _readRange, ...rest } = file
  return rest
}

const several = writeWorkbook([
  { name: 'Secret', hidden: true, rows: [['a'], ['b']] },
  { name: 'Plan', rows: tasks },
  {
    name: 'Rest & more',
    rows: [
      ['Name', 'Cost'],
      ['x', { number: 0.25, format: '0.0%' }],
    ],
  },
])
const samples = [
  sample('tasks', writeWorkbook([{ name: 'Tasks', rows: tasks }])),
  sample('tasks from 1904', writeWorkbook([{ name: 'Tasks', rows: tasks }], { from1904: true })),
  sample('the first visible of several sheets', several),
  sample('a chosen sheet', several, { sheet: 'Rest & more' }),
  sample('a hidden sheet that was chosen', several, { sheet: 'Secret' }),
  { name: 'a file that cannot be read in ranges', file: streamed(memoryFile('s.xlsx', several, 100)) },
]

const parts = workbookParts([{ name: 'Tasks', rows: tasks }])

/** The workbook with one part replaced, or left out where `content` is null. */
function spoiled(name: string, content: string | null, more: Partial<ZipPart> = {}): Buffer {
  const others = parts.filter((part) => part.name !== name)
  return zip(content === null ? others : [...others, { name, content, ...more }])
}

const sheet = 'xl/worksheets/sheet1.xml'
const good = zip(parts)
const wide = `<worksheet><sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>`
const hostile: readonly (readonly [reason: string, name: string, bytes: Buffer])[] = [
  [
    'inflates-too-far',
    'a sheet that inflates a thousandfold',
    spoiled(sheet, `<worksheet>${' '.repeat(64 * 1024 ** 2)}</worksheet>`),
  ],
  [
    'inflates-too-far',
    'strings that inflate a thousandfold',
    spoiled('xl/sharedStrings.xml', `<sst><si><t>${'a'.repeat(64 * 1024 ** 2)}`),
  ],
  [
    'workbook-damaged',
    'a part that claims to be small',
    spoiled(sheet, `<worksheet>${' '.repeat(40 * 1024 ** 2)}`, { claimedBytes: 10 }),
  ],
  ['inflates-too-far', 'a part that claims to be huge', spoiled(sheet, '<worksheet/>', { claimedBytes: 0xf000_0000 })],
  ['workbook-damaged', 'an encrypted part', spoiled(sheet, '<worksheet/>', { encrypted: true })],
  ['xml-too-deep', 'elements in one another without end', spoiled(sheet, '<a>'.repeat(9 * 1024 ** 2))],
  ['cell-too-large', 'one element with attributes without end', spoiled(sheet, `<a ${attributes(600_000)}/>`)],
  ['cell-too-large', 'a cell of eight million characters', spoiled(sheet, cellOf('x'.repeat(8_000_000)))],
  [
    'doctype',
    'entities that multiply',
    spoiled(sheet, `<!DOCTYPE w [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>`),
  ],
  ['doctype', 'an outside entity', spoiled(sheet, '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>')],
  ['too-many-fields', 'a column beyond all', spoiled(sheet, wide)],
  ['workbook-damaged', 'a sheet cut in the middle', spoiled(sheet, '<worksheet><sheetData><row><c r="A1"><v>1')],
  ['workbook-damaged', 'a sheet of other bytes', spoiled(sheet, '\0\xff\xfe nothing')],
  ['no-sheet', 'a sheet that is missing', spoiled(sheet, null)],
  ['wrong-type', 'no workbook', spoiled('xl/workbook.xml', null)],
  ['wrong-type', 'a binary workbook', zip([{ name: 'xl/workbook.bin', content: 'x' }])],
  ['wrong-type', 'an archive of something else', zip([{ name: '../../etc/passwd', content: 'root' }])],
  ['wrong-type', 'an archive without parts', zip([])],
  [
    'too-many-entries',
    'ten thousand and one parts',
    zip(Array.from({ length: 10_001 }, (_, i) => ({ name: `p${i}`, content: '' }))),
  ],
  ['workbook-damaged', 'the first half of a workbook', good.subarray(0, good.length / 2)],
  ['wrong-type', 'the second half of a workbook', good.subarray(good.length / 2)],
  ['no-rows', 'an empty sheet', writeWorkbook([{ name: 'Empty', rows: [] }])],
  ['no-sheet', 'hidden sheets alone', writeWorkbook([{ name: 'Hidden', hidden: true, rows: tasks }])],
]

for (const law of importSourceLaws(xlsxSource, samples, [
  ...hostileFiles(),
  ...hostile.map(([reason, name, bytes]) => ({ reason, name, file: memoryFile('hostile.xlsx', bytes) })),
])) {
  test(law.name, law.check)
}

function attributes(count: number): string {
  return Array.from({ length: count }, (_, i) => `a${i}=""`).join(' ')
}

function cellOf(text: string): string {
  return `<worksheet><sheetData><row><c t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`
}
