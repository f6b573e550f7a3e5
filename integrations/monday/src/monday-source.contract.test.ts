import { Buffer } from 'node:buffer'
import { hostileFiles, importSourceLaws, memoryFile, type ImportFile } from '@fulcrum/integration-kit'
import { workbookParts, writeWorkbook, zip, type ZipPart } from '@fulcrum/workbook/testing'
import { test } from 'vitest'
import { mondaySource } from './monday-source.ts'
import { boardOf, releasePlan } from './testing/board.ts'

const whole = writeWorkbook(releasePlan)
const file = (bytes: Buffer) => memoryFile('board.xlsx', bytes)

function streamed(given: ImportFile): ImportFile {
  const { readRange: _readRange, ...rest } = given
  return rest
}

const titles = ['Name', 'Status', 'Item ID (auto generated)']
const samples = [
  { name: 'some of everything', file: file(whole) },
  { name: 'the same as a stream', file: streamed(memoryFile('board.xlsx', whole, 100)) },
  {
    name: 'a board without ids',
    file: file(
      boardOf(['Plan'], ['Now'], ['Name', 'Status'], ['a', 'Done'], ['b'], ['Next'], ['Name', 'Status'], ['c', 'Done']),
    ),
  },
  {
    name: 'names that occur twice, without ids',
    file: file(boardOf(['Plan'], ['Now'], ['Name', 'Status'], ['a', 'Done'], ['a', 'x'])),
  },
  {
    name: 'a group without titles of its own',
    file: file(boardOf(['Plan'], titles, ['a', 'Done', '10001'], ['Next'], ['b', '', '10002'])),
  },
  {
    name: 'an item without an id among others',
    file: file(boardOf(['Plan'], ['Now'], titles, ['a', 'Done', '10001'], ['b', 'Done', ''])),
  },
  {
    name: 'sub-items in the older form, and one without a name',
    file: file(
      boardOf(
        ['Plan'],
        ['Now'],
        titles,
        ['a', 'Done', '10001'],
        ['Subitems'],
        ['', 'Name', 'Owner', 'Item ID (auto generated)'],
        ['', 'b', 'Ada', '10002'],
        ['', '', 'Ada', '10003'],
      ),
    ),
  },
  {
    name: 'names that programs reserve',
    file: file(
      boardOf(
        ['__proto__'],
        ['constructor'],
        ['Name', '__proto__', 'toString', '../../x'],
        ['__proto__', 'a', 'b', 'c'],
      ),
    ),
  },
]

const parts = workbookParts(releasePlan)
const sheet = 'xl/worksheets/sheet1.xml'

/** The workbook with one part replaced, or left out where `content` is null. */
function spoiled(name: string, content: string | null, more: Partial<ZipPart> = {}): Buffer {
  const others = parts.filter((part) => part.name !== name)
  return zip(content === null ? others : [...others, { name, content, ...more }])
}

const hostile: readonly (readonly [reason: string, name: string, bytes: Buffer])[] = [
  [
    'inflates-too-far',
    'a sheet that inflates a thousandfold',
    spoiled(sheet, `<worksheet>${' '.repeat(64 * 1024 ** 2)}`),
  ],
  [
    'inflates-too-far',
    'updates that claim to be huge',
    spoiled('xl/worksheets/sheet2.xml', '<w/>', { claimedBytes: 0xf000_0000 }),
  ],
  ['workbook-damaged', 'a sheet cut in the middle', spoiled(sheet, '<worksheet><sheetData><row><c r="A1"><v>1')],
  ['workbook-damaged', 'updates cut in the middle', spoiled('xl/worksheets/sheet2.xml', '<worksheet><sheetData><row>')],
  ['workbook-damaged', 'a sheet of other bytes', spoiled(sheet, '\0\xff\xfe nothing')],
  ['workbook-damaged', 'the first half of a workbook', whole.subarray(0, whole.length / 2)],
  ['doctype', 'an outside entity', spoiled(sheet, '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>')],
  ['wrong-type', 'an archive with names that lead outside', zip([{ name: '../../etc/passwd', content: 'root' }])],
  ['wrong-type', 'no workbook', spoiled('xl/workbook.xml', null)],
  ['wrong-type', 'a table without the titles of a board', boardOf(['Task', 'State'], ['a', 'Done'])],
  ['wrong-type', 'an empty sheet', boardOf()],
  ['no-rows', 'a board without items', boardOf(['Plan'], ['Now'], titles)],
  ['wrong-type', 'a table of text', Buffer.from('Name,Status\na,Done\n')],
  [
    'too-many-fields',
    'a column beyond all',
    spoiled(sheet, '<worksheet><sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>'),
  ],
]

for (const law of importSourceLaws(mondaySource, samples, [
  ...hostileFiles(),
  ...hostile.map(([reason, name, bytes]) => ({ reason, name, file: file(bytes) })),
])) {
  test(law.name, law.check)
}
