import { Buffer } from 'node:buffer'
import { memoryFile, type ImportRecord } from '@fulcrum/integration-kit'
import { expect, test } from 'vitest'
import { linearSource } from './linear-source.ts'
import { exported } from './testing/export.ts'

async function open(text: string) {
  const document = await linearSource.open(memoryFile('export.csv', Buffer.from(text), 100))
  const records: ImportRecord[] = []
  for await (const record of document.records()) records.push(record)
  return { document, records, field: (title: string) => document.fields.find((field) => field.title === title) }
}

const day = (of: number) => `2024-03-0${of}T09:00:00.000Z`
const ms = (of: number) => Date.UTC(2024, 2, of, 9)

const issues = exported([
  {
    ID: 'ENG-1',
    Title: 'Epic',
    Status: 'Building',
    Started: day(1),
    Project: 'Alpha',
    'Project ID': 'p-1',
    Triaged: day(1),
  },
  {
    ID: 'ENG-2',
    Title: 'Task',
    Status: 'Shipped it',
    Estimate: '5',
    Priority: 'Urgent',
    Creator: 'bob@example.org',
    Assignee: 'ada@example.org',
    Labels: 'Bug, UI',
    'Cycle Number': '7',
    'Cycle Name': 'Spring',
    Started: day(2),
    Completed: day(4),
    'Parent issue': 'ENG-1',
  },
  {
    ID: 'ENG-3',
    Title: 'Next',
    Status: 'Todo',
    Priority: 'Low',
    'Cycle Number': '8',
    'Blocked by': 'ENG-2',
    'Related to': 'OPS-1',
  },
  { ID: 'OPS-1', Team: 'Ops', Title: 'Gone', Status: 'Dropped it', Canceled: day(5), 'Duplicate of': 'ENG-3' },
])

test('statuses have stages by the times of their issues, and those times are their history', async () => {
  const { records, field } = await open(issues)
  const options = field('Status')?.guess.settings.options
  expect(options?.map(({ name, stage }) => [name, stage])).toEqual([
    ['Todo', 'todo'],
    ['Building', 'doing'],
    ['Shipped it', 'done'],
    ['Dropped it', 'canceled'],
  ])
  expect(field('Status')).toMatchObject({ columnRole: 'status', historyCount: 4 })
  expect(records.map(({ history }) => history.map(({ at, by, from, to }) => [at, by, from, to]))).toEqual([
    [[ms(1), null, null, 'Building']],
    [
      [ms(2), null, null, 'Building'],
      [ms(4), null, 'Building', 'Shipped it'],
    ],
    [],
    [[ms(5), null, null, 'Dropped it']],
  ])
})

test('parents, cycles, estimates, people, labels and ties are what they mean', async () => {
  const { document, records, field } = await open(issues)
  expect(records.map(({ key, parentKey }) => [key, parentKey])).toEqual([
    ['ENG-1', undefined],
    ['ENG-2', 'ENG-1'],
    ['ENG-3', undefined],
    ['OPS-1', undefined],
  ])
  expect(records.map(({ values }) => values['cycle'])).toEqual([undefined, 'Spring', 'Cycle 8', undefined])
  expect(field('Cycle')).toMatchObject({ columnRole: 'sprint', guess: { kind: 'status' } })
  expect(field('Estimate')).toMatchObject({ columnRole: 'estimate', guess: { kind: 'number' } })
  expect(field('Priority')?.guess.settings.options?.map(({ name }) => name)).toEqual(['Urgent', 'Low'])
  expect(field('Assignee')).toMatchObject({ columnRole: 'owner', guess: { kind: 'people' } })
  expect(field('Labels')?.guess.kind).toBe('tags')
  expect(field('Team')?.guess.kind).toBe('status')
  expect(records[1]).toMatchObject({ createdBy: 'bob@example.org', createdAt: Date.UTC(2024, 1, 1, 8) })
  expect(records.map(({ values }) => values['links-waits'])).toEqual([undefined, undefined, ['ENG-2'], undefined])
  expect(records.map(({ values }) => values['links-related'])).toEqual([undefined, undefined, ['OPS-1'], ['ENG-3']])
  expect(records[3]?.values['links-duplicate']).toEqual(['ENG-3'])
  expect(document.source).toMatchObject({
    id: 'linear',
    name: 'ENG, OPS',
    identity: 'key',
    keyBeginnings: ['ENG-', 'OPS-'],
  })
  expect(document.fields.some(({ title }) => title.endsWith('ID') && title !== 'ID')).toBe(false)
  expect(document.fidelity).toMatchObject([{ reason: 'field-of-container', count: 1 }])
})

test('repeated rows count once, those without a key not at all', async () => {
  const { document, records } = await open(
    exported([{ ID: 'A-1', Title: 'One' }, { ID: 'A-1', Title: 'Again' }, { Title: 'No key' }]),
  )
  expect(records.map(({ title }) => title)).toEqual(['One'])
  expect(document.fidelity.map(({ reason }) => reason).sort()).toEqual(['key-missing', 'record-repeated'])
})

test('times as older exports write them are read', async () => {
  const old = 'Fri Mar 01 2024 10:00:00 GMT+0100 (Central European Standard Time)'
  const { records } = await open(exported([{ ID: 'A-1', Title: 'x', Status: 'Doing', Created: old, Started: old }]))
  expect(records[0]).toMatchObject({ createdAt: ms(1), history: [{ at: ms(1), to: 'Doing' }] })
})

test('a file is recognised by its columns', () => {
  const score = (text: string) => linearSource.recognise(Buffer.from(text), 'x.csv')
  expect(score(issues)).toBeGreaterThan(0.9)
  expect(score('ID,Title,Status\n1,a,b\n')).toBe(0)
  expect(score('')).toBe(0)
})
