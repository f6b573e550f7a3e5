import { Buffer } from 'node:buffer'
import { endless, hostileFiles, importSourceLaws, memoryFile } from '@fulcrum/integration-kit'
import { test } from 'vitest'
import { jiraSource } from './jira-source.ts'
import { change, issue, page, user } from './testing/search.ts'

const changed = issue(
  'AB-1',
  {
    assignee: user('grace'),
    labels: ['one', 'two'],
    components: [{ id: '7', name: 'Core' }],
    duedate: '2024-03-01',
    customfield_1: 5.5,
    customfield_2: [user('ada'), user('grace')],
    customfield_3: { value: 'Parent', child: { value: 'Child' } },
    customfield_4: 'text one day',
    issuelinks: [
      { type: { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }, outwardIssue: { key: 'AB-2' } },
    ],
    comment: {
      total: 1,
      comments: [{ id: '1', author: user('ada'), created: '2024-01-03T00:00:00.000+0000', body: 'Hi' }],
    },
  },
  [
    change('2024-01-05T00:00:00.000+0000', 'grace', ['status', '1', 'Open', '3', 'In Progress']),
    change(
      '2024-01-04T00:00:00.000+0000',
      null,
      ['assignee', null, null, 'key-ada', 'ada Example'],
      ['Sprint', '', '', '4', 'S4'],
    ),
  ],
)
const second = issue('AB-2', { parent: { key: 'AB-1' }, customfield_4: { odd: true }, description: 'Two\r\nlines' })
const pages = [page([changed], { customfield_1: 'Story Points' }), page([second, issue('AB-3')])]
const csv = [
  'Summary,Issue key,Issue id,Parent id,Status,Assignee,Created,Due Date,Labels,Labels,Custom field (Story Points),Comment',
  'First,AB-1,1,,Open,ada,12/Mar/24 3:04 PM,,one,two,3.0,"12/Mar/24 3:05 PM;grace;Hi; there"',
  'Second,AB-2,2,1,Done,,12/Mar/24 3:05 PM,15/Mar/24 12:00 AM,,,,',
].join('\n')

const sample = (name: string, text: string) => ({ name, file: memoryFile('export.json', Buffer.from(text), 11) })
const samples = [
  sample('a page', JSON.stringify(pages[0])),
  sample('an array of pages', JSON.stringify(pages, null, 2)),
  sample('pages line by line', pages.map((each) => `${JSON.stringify(each)}\n`).join('')),
  sample('issues line by line', `\ufeff${[changed, second].map((each) => JSON.stringify(each)).join('\r\n')}`),
  sample('an array of issues', JSON.stringify([changed, second])),
  sample('a CSV export', csv),
  { name: 'UTF-16', file: memoryFile('export.json', Buffer.from(`\ufeff${JSON.stringify(pages)}`, 'utf16le')) },
  sample(
    'reserved names everywhere',
    `{"__proto__":{"issues":1},"names":{"__proto__":"x","constructor":"y"},"issues":[{"key":"AB-1","__proto__":{"key":"no"},"fields":{"summary":"__proto__","__proto__":"x","constructor":"y","hasOwnProperty":1,"status":{"__proto__":{"name":"no"},"name":"constructor"}},"changelog":{"histories":[{"created":"2024-01-01T00:00:00Z","items":[{"field":"__proto__","toString":"x"},{"field":"status"}]}]}}]}`,
  ),
]

const text = (name: string, content: string, reason: string) => ({
  name,
  reason,
  file: memoryFile('export.json', Buffer.from(content)),
})
const whole = JSON.stringify(pages)
const hostile = [
  ...hostileFiles(),
  text('JSON cut in the middle', whole.slice(0, whole.length / 2), 'json-cut'),
  text('JSON that is damaged', '{"issues":[{"key":"AB-1","fields":{"summary":nothing}}]}', 'json-damaged'),
  text('JSON without issues', '{"issues":[]}', 'no-rows'),
  text('issues that are none', '{"issues":[1,"two",[3],{"key":"AB-1"},{"fields":{}},null]}', 'no-rows'),
  text('a number', '42', 'wrong-type'),
  text('a text', '"issues"', 'wrong-type'),
  text('more after the end', '[] []', 'wrong-type'),
  text('a closing bracket too many', '{"issues":[]}}', 'wrong-type'),
  text('brackets in one another', `{"a":${'['.repeat(500)}`, 'json-too-deep'),
  text('a table of something else', 'Name,Status\na,b\n', 'wrong-type'),
  text('a table without rows', 'Issue key,Summary\n', 'no-rows'),
  {
    name: 'bytes that are no text',
    reason: 'text-damaged',
    file: memoryFile(
      'x.json',
      Buffer.concat([Buffer.from('{"issues":[{"key":"'), Buffer.from([0xff, 0xc0]), Buffer.from('"}]}')]),
    ),
  },
  {
    name: 'a page without end',
    reason: 'record-too-large',
    file: endless('x.json', '{"names":{"a":"', 'a', 1024 ** 3),
  },
  {
    name: 'an issue without end',
    reason: 'record-too-large',
    file: endless('x.json', '{"issues":[{"key":"', 'a', 1024 ** 3),
  },
]

for (const law of importSourceLaws(jiraSource, samples, hostile)) test(law.name, law.check)
