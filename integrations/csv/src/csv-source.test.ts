import { Buffer } from 'node:buffer'
import {
  memoryFile,
  readValue,
  type ImportDocument,
  type ImportField,
  type ImportOptions,
  type ImportRecord,
} from '@fulcrum/integration-kit'
import { describe, expect, test } from 'vitest'
import { csvSource } from './csv-source.ts'

async function open(text: string | Buffer, options?: ImportOptions, name = 'tasks.csv') {
  const document = await csvSource.open(memoryFile(name, Buffer.from(text)), options)
  const records: ImportRecord[] = []
  for await (const record of document.records()) records.push(record)
  return { document, records, field: (key: string) => fieldOf(document, key) }
}

function fieldOf(document: ImportDocument, key: string): ImportField {
  const field = document.fields.find((each) => each.key === key)
  if (field === undefined) throw new Error(`no field ${key}`)
  return field
}

function problems(document: ImportDocument) {
  return document.fidelity.map(({ field, reason, count }) => [field, reason, count] as const)
}

describe('a table of work', () => {
  const text = [
    'ID;Title;State;Assigned to;Due;Cost;Created;Section',
    '7;"Write;\nthen read";In Progress;Ada <ada@example.org>;31.12.2024;1.234,50 €;1.2.2024 09:30;Now',
    '8;=cmd;Done;Grace;1.1.2025;7,00 €;2.2.2024 10:00;Later',
  ].join('\r\n')

  test('has kinds, roles and settings', async () => {
    const { document, field } = await open(text)
    expect(document.fields.map(({ key, guess, role, columnRole }) => [key, guess.kind, role ?? columnRole])).toEqual([
      ['id', 'number', 'key'],
      ['title', 'text', 'title'],
      ['state', 'status', 'status'],
      ['assigned-to', 'people', 'owner'],
      ['due', 'date', 'due'],
      ['cost', 'number', undefined],
      ['created', 'date', 'created'],
      ['section', 'status', 'group'],
    ])
    expect(field('cost').guess.settings).toEqual({ numberStyle: 'comma', precision: 2, unit: '€' })
    expect(field('created').guess.settings).toEqual({ dateStyle: 'dmy', withTime: true })
  })

  test('becomes records with keys, groups, times and people', async () => {
    const { document, records, field } = await open(text, { timeZone: 'Europe/Berlin' })
    expect(document.source).toMatchObject({ id: 'csv:tasks.csv', name: 'tasks.csv', identity: 'key' })
    expect(records.map(({ key, title, group, createdAt }) => [key, title, group, createdAt])).toEqual([
      ['7', 'Write;\nthen read', 'Now', Date.UTC(2024, 1, 1, 8, 30)],
      ['8', '=cmd', 'Later', Date.UTC(2024, 1, 2, 9, 0)],
    ])
    expect(readValue(records[0]?.values['cost'], field('cost').guess)).toEqual({
      ok: true,
      value: { kind: 'number', number: 1234.5 },
    })
    expect(document.people).toEqual([
      { key: 'ada@example.org', name: 'Ada', email: 'ada@example.org' },
      { key: 'name:grace', name: 'Grace' },
    ])
  })
})

test('rows below one another become sub-items where keys say so', async () => {
  const { records, document } = await open('Key,Name,Parent\nA,a,\nB,b,A\nC,c,B\nD,d,Z\n')
  expect(records.map(({ key, parentKey }) => [key, parentKey])).toEqual([
    ['A', undefined],
    ['B', 'A'],
    ['C', 'B'],
    ['D', undefined],
  ])
  expect(problems(document)).toEqual([['parent', 'parent-missing', 1]])
})

test('parents may be named by title, also where titles are all that tells rows apart', async () => {
  const parents = async (text: string) => (await open(text)).records.map(({ key, parentKey }) => [key, parentKey])
  expect(await parents('Task ID,Name,Parent task\n7,Plan,\n8,Do,Plan\n')).toEqual([
    ['7', undefined],
    ['8', '7'],
  ])
  expect(await parents('Name,Parent\nPlan,\nDo,Plan\n')).toEqual([
    ['title:Plan', undefined],
    ['title:Do', 'title:Plan'],
  ])
})

test('records are told apart by key, else by different titles, else by position', async () => {
  const identity = async (text: string, options?: ImportOptions) => {
    const { document, records } = await open(text, options)
    return [document.source.identity, ...records.map(({ key }) => key)]
  }
  expect(await identity('ID,Name\n1,a\n2,a\n')).toEqual(['key', '1', '2'])
  expect(await identity('Name,Points\na,1\nb,1\n')).toEqual(['title', 'title:a', 'title:b'])
  expect(await identity('Name,Points\na,1\na,1\n')).toEqual(['position', 'row:1', 'row:2'])
  expect(await identity('Name,Code no\na,x\nb,y\n', { keyField: 'code-no' })).toEqual(['key', 'x', 'y'])
  await expect(open('Name,Points\na,1\nb,1\n', { keyField: 'points' })).rejects.toThrow(/cannot tell rows apart/)
  await expect(open('Name\na\n', { keyField: 'nope' })).rejects.toThrow(/no column "nope"/)
})

test('everything that did not fit is in the report, with counts', async () => {
  const { document } = await open('Report of May\nName,Name,\nlong,1,2,3\nshort\n\n"a"b,2,3\n,x,y\n')
  expect(problems(document).toSorted((left, right) => left[1].localeCompare(right[1]))).toEqual([
    ['name-2', 'column-repeated', 1],
    [null, 'quote-stray', 1],
    [null, 'row-before-header', 1],
    [null, 'row-empty', 1],
    [null, 'row-long', 1],
    [null, 'row-short', 1],
    ['name', 'title-missing', 1],
  ])
})

test('short dates follow the columns of the file that are certain', async () => {
  const { field } = await open('Name,Start,Due\na,3/4/2024,12/31/2024\nb,5/6/2024,1/2/2025\n')
  expect(field('start').guess.settings).toEqual({ dateStyle: 'mdy' })
})

test('a mark, UTF-16 and Windows-1252 give the same text', async () => {
  const text = 'Name,Ort\nJörg,Köln\nÄnne,Düren\n'
  const latin = Buffer.from(text, 'latin1')
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    latin,
  ]) {
    const { records, document } = await open(bytes)
    expect(document.fields.map(({ title }) => title)).toEqual(['Name', 'Ort'])
    expect(records.map(({ values }) => values['ort'])).toEqual(['Köln', 'Düren'])
  }
})

test('a file that turns out not to be UTF-8 after its first bytes is read anew', async () => {
  const head = `Name,Note\n${'plain,text\n'.repeat(10_000)}`
  const { records } = await open(Buffer.concat([Buffer.from(head), Buffer.from('J\xf6rg,x\n', 'latin1')]))
  expect(records).toHaveLength(10_001)
  expect(records.at(-1)?.title).toBe('Jörg')
})

test('limits are refused with what to do', async () => {
  const rows = (count: number) => `Name\n${'x\n'.repeat(count)}`
  await expect(open(rows(11), { limits: { maxRecords: 10 } })).rejects.toThrow(/more than 10 rows/)
  await expect(open('a,b,c\n1,2,3\n', { limits: { maxFields: 2 } })).rejects.toThrow(/more than 2 columns/)
  await expect(open('a,b\n1,2,3\n', { limits: { maxFields: 2 } })).rejects.toThrow(/more than 2 columns/)
  await expect(open(`a\n${'x'.repeat(200)}\n`, { limits: { maxRecordChars: 100 } })).rejects.toThrow(/100 characters/)
  await expect(open('a,b\n1,"never closed\n')).rejects.toThrow(/line 2 is never closed/)
  await expect(open('a\n1\n', { limits: { maxFileBytes: 2 } })).rejects.toThrow(/at most/)
})

describe('recognising', () => {
  const sure = (text: string, name: string) => csvSource.recognise(Buffer.from(text), name)
  test('tables are more certain than prose, and other formats are left to others', () => {
    expect(sure('a,b\n1,2\n', 'x.csv')).toBeGreaterThan(sure('a,b\n1,2\n', 'x'))
    expect(sure('a;b\n1;2\n', 'x.txt')).toBeGreaterThan(sure('some words\n', 'x.txt'))
    expect(sure('{"issues": []}', 'x.csv')).toBeLessThan(0.1)
    expect(sure('PK\x03\x04', 'x.csv')).toBe(0)
    expect(sure('', 'x.csv')).toBe(0)
  })
})
