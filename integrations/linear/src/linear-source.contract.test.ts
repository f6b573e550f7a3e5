import { Buffer } from 'node:buffer'
import { hostileFiles, importSourceLaws, memoryFile } from '@fulcrum/integration-kit'
import { test } from 'vitest'
import { linearSource } from './linear-source.ts'
import { exported, header } from './testing/export.ts'

const rows = exported([
  { ID: 'ENG-1', Title: 'Epic', Status: 'In Progress', Started: '2024-03-01T09:00:00.000Z' },
  {
    ID: 'ENG-2',
    Title: '=HYPERLINK("x")',
    Description: 'Two\nlines, "quoted"',
    Status: 'Done',
    Estimate: '3',
    Priority: 'High',
    Assignee: 'ada@example.org',
    Labels: 'Bug, UI',
    'Cycle Number': '7',
    'Cycle Name': 'Spring',
    Completed: '2024-03-05T09:00:00.000Z',
    Started: '2024-03-02T09:00:00.000Z',
    'Parent issue': 'ENG-1',
    'Blocked by': 'OPS-1, ENG-9',
    'Due Date': '2024-03-09',
  },
  { ID: 'OPS-1', Team: 'Ops', Title: 'Other', Status: 'Canceled', Canceled: '2024-03-04T09:00:00.000Z' },
])

const file = (text: string | Buffer) => memoryFile('export.csv', Buffer.from(text), 11)
const samples = [
  { name: 'an export', file: file(rows) },
  { name: 'an export of semicolons', file: file(rows.replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ';')) },
  { name: 'with a mark', file: file(`\ufeff${rows}`) },
  { name: 'UTF-16', file: file(Buffer.from(`\ufeff${rows}`, 'utf16le')) },
  { name: 'Windows-1252', file: file(Buffer.from(exported([{ ID: 'A-1', Title: 'J\xf6rg' }]), 'latin1')) },
  {
    name: 'older times',
    file: file(exported([{ ID: 'A-1', Title: 'x', Created: 'Wed Oct 11 2023 09:00:00 GMT+0000 (GMT)' }])),
  },
  {
    name: 'a description of a million characters',
    file: file(exported([{ ID: 'A-1', Title: 'x', Description: 'long '.repeat(200_000) }])),
  },
  {
    name: 'reserved names everywhere',
    file: file(
      exported([
        { ID: 'A-1', Title: '__proto__', Status: 'constructor', Labels: '__proto__, toString', Project: 'constructor' },
      ]),
    ),
  },
]
const text = (name: string, content: string, reason: string) => ({ name, reason, file: file(content) })
const hostile = [
  ...hostileFiles(),
  text('titles alone', `${header.join(',')}\n`, 'no-rows'),
  text('rows without keys', exported([{ Title: 'x' }]), 'no-rows'),
  text('a table of something else', 'Name,Status\na,b\n', 'wrong-type'),
  text('issues of another tracker', 'Summary,Issue key,Status\nOne,AB-1,Open\n', 'wrong-type'),
  text('an export cut in a quoted cell', rows.slice(0, rows.indexOf('quoted')), 'quote-open'),
]

for (const law of importSourceLaws(linearSource, samples, hostile)) test(law.name, law.check)
