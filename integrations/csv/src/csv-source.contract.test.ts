import { Buffer } from 'node:buffer'
import { hostileFiles, importSourceLaws, memoryFile, type ImportOptions } from '@fulcrum/integration-kit'
import { test } from 'vitest'
import { csvSource } from './csv-source.ts'

function sample(name: string, text: string | Buffer, options?: ImportOptions) {
  const file = memoryFile(`${name}.csv`, Buffer.from(text), 7)
  return { name, file, ...(options === undefined ? {} : { options }) }
}

const tasks = [
  'Key,Title,Status,Owner,Due,Points,Labels,Parent',
  'T-1,Write,Done,Ada Lovelace,2024-01-31,3,"ui, api",',
  'T-2,"Read, twice",In progress,Grace Hopper,2024-02-01,5,ui,T-1',
  'T-3,"Two\nlines",To do,,,,,T-9',
  'T-4,=HYPERLINK("x"),To do,Ada Lovelace,2024-02-02,1,docs,T-4',
].join('\n')

const samples = [
  sample('tasks', tasks),
  sample('tasks by position', tasks, { keyField: 'key', titleField: 'title', timeZone: 'Asia/Tokyo' }),
  sample('with a mark', `\ufeff${tasks}`),
  sample('UTF-16', Buffer.from(`\ufeff${tasks}`, 'utf16le')),
  sample('Windows-1252', Buffer.from('Name;Stadt\r\nJ\xf6rg;K\xf6ln\r\n', 'latin1')),
  sample('tabs', tasks.replaceAll(',', '\t')),
  sample('named delimiter', 'sep=;\na;b\n1;2\n'),
  sample('repeated and reserved titles', '__proto__,constructor,Name,Name,,toString\n1,2,a,b,c,d\n3,4,e,f,,h\n'),
  sample('short and long rows', 'a,b\n1\n1,2,3,4\n\n,,\n5,6\n'),
  sample('no titles', '1,2024-01-01,3\n2,2024-01-02,4\n', { hasHeader: false }),
  sample('titles alone', 'Name,Status,Due date\n'),
  sample('lines above the titles', 'Export of Monday\n\nName,Status,Owner\na,Done,Ada\nb,To do,Grace\n'),
  sample('one column', 'only\nthis\n'),
  sample('stray quotation marks', 'a,b\n"x"y,5" wide\n'),
  sample('formulas', 'Name,Value\n=cmd|x,@a\n+1+1,-x\n'),
  sample('long cells', `Name,Notes\na,"${'long line\n'.repeat(2_000)}"\nb,short\n`),
  sample('repeated keys', 'ID,Name\n1,a\n1,b\n'),
]

const hostile = [
  ...hostileFiles(),
  { name: 'a table cut in a quoted cell', reason: 'quote-open', file: sample('', 'Key,Title\nA-1,"One\nA-2,').file },
]

for (const law of importSourceLaws(csvSource, samples, hostile)) test(law.name, law.check)
