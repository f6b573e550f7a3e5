import { describe, expect, test } from 'vitest'
import { memoryFile } from '@fulcrum/integration-kit'
import { writeWorkbook } from '@fulcrum/workbook/testing'
import { colourOf } from './colours.ts'
import { mondaySource } from './monday-source.ts'
import { boardOf, day, done, label, releasePlan, stuck, working } from './testing/board.ts'
import { open } from './testing/open.ts'

const titles = ['Name', 'Status', 'Item ID (auto generated)']

describe('a board with some of everything', async () => {
  const { document, records, record, field, problems } = await open(writeWorkbook(releasePlan))

  test('items stand in their groups, sub-items below them, and what rows come to is no item', () => {
    expect(records.map(({ title, group, parentKey, key }) => [title, group, parentKey, key])).toEqual([
      ['Write the plan', 'This month', undefined, '5010000001'],
      ['Outline', undefined, '5010000001', '5010000002'],
      ['Review it', undefined, '5010000001', '5010000003'],
      ['Ship it', 'This month', undefined, '5010000004'],
      ['Celebrate', 'Later', undefined, '5010000005'],
    ])
    expect(problems).toContainEqual([null, 'row-summary', 2])
    expect(problems).toContainEqual([null, 'row-before-header', 1])
    expect(document.source).toMatchObject({ id: 'monday:release plan', name: 'Release plan', identity: 'key' })
  })

  test('each column is guessed for what it holds', () => {
    const guesses = document.fields.map(({ title, guess, role, columnRole }) => [title, guess.kind, role ?? columnRole])
    expect(guesses).toEqual([
      ['Name', 'text', 'title'],
      ['Group', 'text', 'group'],
      ['Item ID', 'text', 'key'],
      ['Owner', 'people', 'owner'],
      ['Status', 'status', 'status'],
      ['Priority', 'status', 'priority'],
      ['Due date', 'date', 'due'],
      ['Timeline', 'timeline', undefined],
      ['Numbers', 'number', undefined],
      ['Budget', 'number', undefined],
      ['Tags', 'tags', undefined],
      ['Rating', 'number', undefined],
      ['Approved', 'checkbox', undefined],
      ['Link', 'link', undefined],
      ['Files', 'files', undefined],
      ['Phone', 'phone', undefined],
      ['Email', 'email', undefined],
      ['Country', 'text', undefined],
      ['Week', 'timeline', undefined],
      ['Time tracking', 'number', undefined],
      ['Mirror', 'text', undefined],
      ['Long text', 'longText', undefined],
      ['Creation log', 'date', 'created'],
      ['Last updated', 'date', 'updated'],
      ['Status 2', 'text', undefined],
      ['Effort', 'number', 'estimate'],
      ['Waits for', 'waits', 'dependency'],
    ])
  })

  test('labels have the colours that stand behind them, and stages by their words', () => {
    const options = field('status')?.guess.settings.options
    expect(options?.map(({ name, colour, stage, count }) => [name, colour, stage, count])).toEqual([
      ['Stuck', 'red', 'doing', 2],
      ['Working on it', 'orange', 'doing', 1],
      ['Done', 'green', 'done', 2],
    ])
    expect(field('priority')?.guess.settings.options?.map(({ name, colour }) => [name, colour])).toEqual([
      ['High', 'violet'],
      ['Low', 'blue'],
    ])
  })

  test('values are what their kinds read', () => {
    expect({ ...record('Write the plan')?.values }).toMatchObject({
      owner: 'Ada Lovelace, Grace Hopper',
      'due-date': '2024-05-03',
      timeline: '2024-04-29 - 2024-05-03',
      approved: true,
      link: 'Draft - https://docs.example.org/plan',
      'time-tracking': 1.5,
      files: [
        'plan v2.pdf <https://acme.monday.com/protected_static/1/resources/7/plan%20v2.pdf>',
        'notes.txt <https://acme.monday.com/protected_static/1/resources/8/notes.txt>',
      ],
    })
    expect(record('Ship it')?.values['timeline']).toBe('2024-05-06')
    expect(record('Ship it')?.values['links-waits']).toEqual(['5010000001'])
    expect({ ...record('Outline')?.values }).toMatchObject({ status: 'Done', effort: 2, owner: 'Ada Lovelace' })
  })

  test('logs say who made an item and when', () => {
    expect(record('Write the plan')).toMatchObject({
      createdAt: Date.UTC(2024, 3, 2, 15, 4),
      createdBy: 'name:grace hopper',
      updatedAt: Date.UTC(2024, 3, 9, 9),
    })
  })

  test('updates are comments of their items and sub-items, replies behind what they answer', () => {
    expect(record('Write the plan')?.comments).toEqual([
      { key: '901', at: Date.UTC(2024, 3, 10, 20, 16, 10), by: 'name:grace hopper', text: 'Looks good' },
      { key: '902', at: Date.UTC(2024, 3, 11, 9), by: 'name:katherine johnson', text: 'Thanks!\nOn it.' },
    ])
    expect(record('Review it')?.comments).toHaveLength(1)
    expect(problems).toContainEqual([null, 'comment-of-missing-record', 1])
    expect(problems).toContainEqual([null, 'comment-empty', 1])
    expect(problems).toContainEqual([null, 'attachment-left-out', 1])
    expect(document.people.map(({ name }) => name)).toEqual(['Ada Lovelace', 'Grace Hopper', 'Katherine Johnson'])
  })
})

test('times without a zone are times in the zone that is given', async () => {
  const { record } = await open(writeWorkbook(releasePlan), { timeZone: 'Europe/Berlin' })
  expect(record('Write the plan')?.comments[1]?.at).toBe(Date.UTC(2024, 3, 11, 7))
  expect(record('Write the plan')?.createdAt).toBe(Date.UTC(2024, 3, 2, 13, 4))
})

describe('what a lone text in a row is', () => {
  test('the board, its description and a group above the first titles', async () => {
    const { document, records } = await open(boardOf(['B'], ['about it'], ['more'], ['G'], titles, ['a', 'x', '10001']))
    expect(document.source.name).toBe('B')
    expect(records[0]?.group).toBe('G')
    expect(document.fidelity.find(({ reason }) => reason === 'row-before-header')?.samples).toEqual([
      'about it',
      'more',
    ])
  })

  test('the board alone where there is but one', async () => {
    const { document, records } = await open(boardOf(['B'], titles, ['a', 'x', '10001']))
    expect([document.source.name, records[0]?.group]).toEqual(['B', undefined])
  })

  test('an item where items have no ids and no titles follow', async () => {
    const { records } = await open(
      boardOf(['B'], ['G'], ['Name', 'Status'], ['a'], ['b', 'x'], ['H'], ['Name', 'Status'], ['c']),
    )
    expect(records.map(({ title, group }) => [title, group])).toEqual([
      ['a', 'G'],
      ['b', 'G'],
      ['c', 'H'],
    ])
  })

  test('a group where items have ids', async () => {
    const { records } = await open(boardOf(['B'], ['G'], titles, ['a', 'x', '10001'], ['H'], ['b', '', '10002']))
    expect(records.map(({ title, group }) => [title, group])).toEqual([
      ['a', 'G'],
      ['b', 'H'],
    ])
  })
})

test('a column of sub-items that is of another kind than that of items has a field of its own', async () => {
  const { fields } = (
    await open(
      boardOf(
        ['B'],
        ['G'],
        ['Name', 'Owner', 'Item ID (auto generated)'],
        ['a', done, '10001'],
        ['Subitems', 'Name', 'Owner', 'Item ID (auto generated)'],
        ['', 'b', 'Ada Lovelace', '10002'],
        ['c', stuck, '10003'],
      ),
    )
  ).document
  expect(fields.slice(3).map(({ title, guess }) => [title, guess.kind])).toEqual([
    ['Owner', 'status'],
    ['Owner (sub-items)', 'people'],
  ])
})

test('names of sub-items stay where the sub-items themselves were not exported', async () => {
  const rows = [['B'], ['G'], ['Name', 'Subitems', 'Item ID (auto generated)'], ['a', 'one, two', '10001']]
  expect((await open(boardOf(...rows))).records[0]?.values['subitems']).toBe('one, two')
})

test('names that two items have tie nothing, and the text stays', async () => {
  const heads = ['Name', 'Depends on', 'Item ID (auto generated)']
  const { records, field } = await open(
    boardOf(['B'], ['G'], heads, ['a', '', '10001'], ['a', '', '10002'], ['c', '', '10003'], ['b', 'c, a', '10004']),
  )
  expect(field('depends-on')?.filledCount).toBe(1)
  expect({ ...records[3]?.values }).toMatchObject({ 'depends-on': 'c, a', 'links-waits': ['10003'] })
})

test('stripes of rows are no colours of labels', async () => {
  const rows = Array.from({ length: 10 }, (_, i) => [
    `item ${i}`,
    label(i < 5 ? 'a long way' : 'another', i % 2 ? 'EEEEFF' : 'FFEEEE'),
    `${10_000 + i}`,
  ])
  const { field } = await open(boardOf(['B'], ['G'], titles, ...rows))
  expect(field('status')?.guess.settings.options?.map(({ colour }) => colour)).not.toContain('pink')
})

test('the same board is known again by its title and its ids, whatever the file is called', async () => {
  const first = await open(boardOf(['Plan'], ['G'], titles, ['a', done, '10001']))
  const second = await open(boardOf(['Plan'], ['H'], titles, ['renamed', working, '10001'], ['b', '', '10002']))
  expect(second.document.source.id).toBe(first.document.source.id)
  expect(second.records[0]?.key).toBe(first.records[0]?.key)
})

test('dates that spreadsheets show as such are days', async () => {
  const { field, records } = await open(
    boardOf(['B'], ['G'], ['Name', 'When', 'Item ID (auto generated)'], ['a', day('2024-02-29'), '10001']),
  )
  expect([field('when')?.guess.kind, records[0]?.values['when']]).toEqual(['date', '2024-02-29'])
})

test('a board is recognised by a look into it, and other workbooks are not', async () => {
  const score = (bytes: Uint8Array) => mondaySource.recogniseWhole?.(memoryFile('x.xlsx', bytes))
  expect(await score(writeWorkbook(releasePlan))).toBeGreaterThan(0.95)
  expect(await score(boardOf(['B'], ['G'], ['Name', 'Subitems'], ['a', 'b']))).toBeGreaterThan(0.95)
  expect(await score(boardOf(['Name', 'Status'], ['a', 'Done']))).toBe(0)
  const many = Array.from({ length: 500 }, (_, i) => [`row ${i}`, 'x'])
  expect(await score(boardOf(['Title', 'State'], ...many))).toBe(0)
})

test.each([
  ['#00c875', 'green'],
  ['#fdab3d', 'orange'],
  ['#e2445c', 'red'],
  ['#579bfc', 'blue'],
  ['#a25ddc', 'violet'],
  ['#ffcb00', 'yellow'],
  ['#9cd326', 'lime'],
  ['#ff158a', 'pink'],
  ['#c4c4c4', 'grey'],
  ['#333333', 'slate'],
  ['#ffffff', null],
])('%s is %s', (hex, name) => {
  expect(colourOf(hex)).toBe(name)
})
