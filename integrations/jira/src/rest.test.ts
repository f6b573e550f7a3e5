import { readValue } from '@fulcrum/integration-kit'
import type { ImportOptions } from '@fulcrum/integration-kit'
import { describe, expect, test } from 'vitest'
import { open } from './testing/open.ts'
import { change, issue, page, user } from './testing/search.ts'

const at = (day: number) => `2024-01-${String(day).padStart(2, '0')}T10:00:00.000+0000`
const ms = (day: number) => Date.UTC(2024, 0, day, 10)

describe('issues', () => {
  test('become records with their times, people, parent, comments and links', async () => {
    const { records, document } = await open(
      page([
        issue('AB-1', { created: '2024-01-02T03:04:05.678+0200' }),
        issue('AB-2', {
          summary: ' Second ',
          parent: { key: 'AB-1' },
          reporter: user('grace'),
          creator: null,
          comment: {
            comments: [
              { id: '9', author: user('ada'), created: at(6), body: 'later' },
              { id: '8', author: null, created: at(5), body: 'sooner' },
            ],
          },
          issuelinks: [
            { type: { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }, inwardIssue: { key: 'AB-1' } },
            { type: { name: 'Blocks' }, outwardIssue: { key: 'XY-9' } },
            { type: { name: 'Broken' } },
          ],
        }),
      ]),
    )
    expect(document.source).toMatchObject({
      id: 'jira',
      keyBeginnings: ['AB-'],
      name: 'site.example: AB',
      identity: 'key',
    })
    expect(records[0]).toMatchObject({
      key: 'AB-1',
      title: 'About AB-1',
      createdAt: Date.UTC(2024, 0, 2, 1, 4, 5, 678),
    })
    expect(records[1]).toMatchObject({
      parentKey: 'AB-1',
      createdBy: 'key-grace',
      comments: [
        { key: '2024-01-05T10:00:00.000Z', at: ms(5), by: null, text: 'sooner' },
        { key: '2024-01-06T10:00:00.000Z', at: ms(6), by: 'key-ada', text: 'later' },
      ],
      links: [
        { type: 'Blocks', direction: 'inward', label: 'is blocked by', key: 'AB-1' },
        { type: 'Blocks', direction: 'outward', label: 'Blocks', key: 'XY-9' },
      ],
    })
  })

  test('a person is one, whichever of the ids is used', async () => {
    const { document, records } = await open([
      issue('AB-1', { assignee: { name: 'ada', displayName: 'Ada' } }),
      issue(
        'AB-2',
        { assignee: { accountId: 'x:1', name: 'ada', displayName: 'Ada L.' }, creator: null, reporter: null },
        [change(at(1), 'ada', ['assignee', 'ada', 'Ada', 'gone', 'Gone Person'])],
      ),
    ])
    expect(records.map(({ values }) => values['assignee'])).toEqual(['x:1', 'x:1'])
    expect(records[1]?.history[0]).toMatchObject({ by: 'x:1', from: 'x:1', to: 'gone' })
    expect(document.people.map(({ key, name }) => [key, name])).toEqual([
      ['x:1', 'ada Example'],
      ['gone', 'Gone Person'],
    ])
  })
})

describe('history', () => {
  test('keeps every item with its own time and person, in the order of time', async () => {
    const { records, document } = await open(
      issue('AB-1', {}, [
        change(at(9), 'grace', ['status', '3', 'In Progress', '6', 'Closed'], ['resolution', null, null, '1', 'Fixed']),
        change(at(7), null, ['status', '1', 'Open', '3', 'In Progress']),
      ]),
    )
    expect(document.historyCount).toBe(3)
    expect(records[0]?.history.map(({ at: time, by, field, from, to }) => [time, by, field, from, to])).toEqual([
      [ms(7), null, 'status', 'Open', 'In Progress'],
      [ms(9), 'key-grace', 'resolution', null, 'Fixed'],
      [ms(9), 'key-grace', 'status', 'In Progress', 'Closed'],
    ])
  })

  test('gives days, hours, labels, elements, links and people as the fields have them', async () => {
    const { records } = await open(
      issue('AB-1', {}, [
        change(
          at(1),
          'ada',
          ['duedate', '2024-01-05', '2024-01-05 00:00:00.0', null, null],
          ['timeestimate', '7200', '7200', '5400', '5400'],
          ['labels', '', 'one two', '', 'one'],
          ['Component', '7', 'Core', null, null],
          ['Fix Version', null, null, '9', '1.0'],
          ['Link', null, null, 'AB-2', 'This issue blocks AB-2'],
          ['assignee', 'key-ada', 'ada Example', null, null],
        ),
      ]),
    )
    expect(records[0]?.history.map(({ field, mode, from, to }) => [field, mode, from, to])).toEqual([
      ['duedate', 'value', '2024-01-05', null],
      ['timeestimate', 'value', '2', '1.5'],
      ['labels', 'value', 'one, two', 'one'],
      ['components', 'element', 'Core', null],
      ['fixVersions', 'element', null, '1.0'],
      ['issuelinks', 'element', null, 'blocks AB-2'],
      ['assignee', 'value', 'key-ada', null],
    ])
  })

  test('of a field that no issue has gets a field of its own; labels of the past are labels too', async () => {
    const { document, field, problems } = await open(
      issue('AB-1', {}, [
        change(at(1), 'ada', ['Epic Name', null, null, null, 'E'], ['status', '9', 'Triage', '1', 'Open']),
      ]),
    )
    expect(field('history-epic-name')).toMatchObject({ title: 'Epic Name', filledCount: 0, historyCount: 1 })
    expect(problems).toContainEqual(['history-epic-name', 'history-of-unknown-field', 1])
    expect(field('status')?.guess.settings.options?.map(({ name, stage, count }) => [name, stage, count])).toEqual([
      ['Triage', 'backlog', 0],
      ['Open', 'todo', 1],
    ])
    expect(document.historyCount).toBe(2)
  })

  test('that the search cut off is in the report', async () => {
    const cut = { ...issue('AB-1', { comment: { total: 4, comments: [] } }), changelog: { total: 7, histories: [] } }
    const { problems } = await open(page([cut]))
    expect(problems).toEqual([
      [null, 'history-cut', 7],
      [null, 'comments-cut', 4],
    ])
  })
})

describe('fields', () => {
  test('are what their schema says, named as the site names them', async () => {
    const custom = (type: string) => ({ type: 'any', custom: `com.example:${type}` })
    const { field, records } = await open(
      page(
        [
          issue('AB-1', {
            customfield_1: 3.25,
            customfield_2: { value: 'Blue' },
            customfield_3: ['com.example.Sprint@1f[id=4,state=CLOSED,name=Sprint 4, the last,startDate=2024-01-01]'],
            customfield_4: user('grace'),
            customfield_5: '2024-05-06',
            customfield_6: '0|hzzzzz:',
            timespent: 5400,
            votes: { votes: 0 },
            watches: { watchCount: 3 },
          }),
        ],
        { customfield_1: 'Story Points', customfield_2: 'Team', customfield_3: 'Sprint', customfield_5: 'Target date' },
        {
          customfield_1: custom('float'),
          customfield_2: custom('select'),
          customfield_3: custom('gh-sprint'),
          customfield_4: custom('userpicker'),
          customfield_5: custom('datepicker'),
          customfield_6: custom('gh-lexo-rank'),
        },
      ),
    )
    const shown = (key: string) => {
      const found = field(key)
      return found && [found.title, found.guess.kind, found.columnRole, records[0]?.values[key]]
    }
    expect(shown('customfield_1')).toEqual(['Story Points', 'number', 'estimate', 3.25])
    expect(shown('customfield_2')).toEqual(['Team', 'status', undefined, 'Blue'])
    expect(shown('customfield_3')).toEqual(['Sprint', 'tags', 'sprint', ['Sprint 4, the last']])
    expect(shown('customfield_4')).toEqual(['customfield_4', 'people', undefined, 'key-grace'])
    expect(shown('customfield_5')).toEqual(['Target date', 'date', 'due', '2024-05-06'])
    expect(shown('customfield_6')).toBeUndefined()
    expect(shown('timespent')).toEqual(['Time Spent', 'number', undefined, 1.5])
    expect(shown('votes')).toBeUndefined()
    expect(shown('watches')).toEqual(['Watchers', 'number', undefined, 3])
  })

  test('without a schema are what their values show', async () => {
    const { field } = await open([
      issue('AB-1', {
        a1: true,
        a2: 5,
        a3: ['x'],
        a4: user('ada'),
        a5: { value: 'v' },
        a6: 'some text',
        a7: '2024-01-01',
      }),
      issue('AB-2', {
        a1: false,
        a2: 7,
        a3: [],
        a4: [user('ada'), user('bob')],
        a5: { value: 'w' },
        a6: 'more',
        a7: null,
      }),
    ])
    const kinds = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7'].map((key) => field(key)?.guess.kind)
    expect(kinds).toEqual(['checkbox', 'number', 'tags', 'people', 'status', 'text', 'date'])
  })

  test('rich text becomes plain text, what it cannot say is in the report', async () => {
    const content = [
      { type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] },
      { type: 'mediaSingle', content: [{ type: 'media', attrs: { alt: 'shot.png' } }] },
    ]
    const { records, field, problems } = await open(
      issue('AB-1', { description: { type: 'doc', version: 1, content } }),
    )
    expect(records[0]?.values['description']).toBe('Hello\n[shot.png]')
    expect(problems).toEqual([['description', 'value-shortened', 1]])
    const guess = field('description')?.guess
    expect(guess && readValue(records[0]?.values['description'], guess).ok).toBe(true)
  })

  test('that two names call the same keep apart', async () => {
    const { document } = await open(
      page([issue('AB-1', { customfield_1: 'x', customfield_2: 'y' })], {
        customfield_1: 'Status',
        customfield_2: 'Status',
      }),
    )
    const titles = document.fields.map(({ title }) => title).filter((title) => title.startsWith('Status'))
    expect(titles).toEqual(['Status', 'Status 2', 'Status 3'])
  })
})

test('links are fields: who waits for whom, and ties with words for both their ends', async () => {
  const link = (name: string, inward: string, outward: string, end: Record<string, string>) => ({
    type: { name, inward, outward },
    ...Object.fromEntries(Object.entries(end).map(([side, key]) => [`${side}Issue`, { key }])),
  })
  const blocks = (end: Record<string, string>) => link('Blocks', 'is blocked by', 'blocks', end)
  const clones = (end: Record<string, string>) => link('Cloners', 'is cloned by', 'clones', end)
  const { records, field } = await open([
    issue('AB-1', { issuelinks: [blocks({ outward: 'AB-2' }), clones({ inward: 'AB-3' })] }),
    issue('AB-2', { issuelinks: [blocks({ inward: 'AB-1' }), blocks({ inward: 'XY-9' })] }),
    issue('AB-3'),
  ])
  expect(field('links-waits')).toMatchObject({ columnRole: 'dependency', guess: { kind: 'waits' }, filledCount: 1 })
  expect(field('links-cloners')?.guess).toMatchObject({ kind: 'items', settings: { backTitle: 'Is cloned by' } })
  expect(records.map(({ values }) => values['links-waits'])).toEqual([undefined, ['AB-1', 'XY-9'], undefined])
  expect(records.map(({ values }) => values['links-cloners'])).toEqual([undefined, undefined, ['AB-1']])
})

test('kinds of links with the same words are one field, and two where that is said', async () => {
  const type = { inward: 'is cloned by', outward: 'clones' }
  const file = [
    issue('AB-1', { issuelinks: [{ type: { name: 'Cloners', ...type }, outwardIssue: { key: 'AB-2' } }] }),
    issue('AB-2', { issuelinks: [{ type: { name: 'Copies', ...type }, outwardIssue: { key: 'AB-3' } }] }),
    issue('AB-3'),
  ]
  const linksOf = async (options: ImportOptions) =>
    (await open(file, options)).document.fields.map(({ key }) => key).filter((key) => key.startsWith('links-'))
  expect(await linksOf({})).toEqual(['links-cloners'])
  expect(await linksOf({ linksApart: true })).toEqual(['links-cloners', 'links-copies'])
})

test('files are kept by name and address, in the history, too', async () => {
  const added = change('2024-01-05T00:00:00.000+0000', 'ada', ['Attachment', null, null, '7', 'a.png'])
  const removed = change('2024-01-06T00:00:00.000+0000', 'ada', ['Attachment', '8', 'gone.png', null, null])
  const attachment = [{ id: '7', filename: 'a.png', content: 'https://site.example/secure/attachment/7/a.png' }]
  const { records, field } = await open(issue('AB-1', { attachment }, [added, removed]))
  const element = 'a.png <https://site.example/secure/attachment/7/a.png>'
  expect(field('attachment')?.guess.kind).toBe('files')
  expect(records[0]?.values['attachment']).toEqual([element])
  expect(records[0]?.history.map(({ from, to }) => [from, to])).toEqual([
    [null, element],
    ['gone.png', null],
  ])
})

test('an epic is the parent of its issues, unless they have a nearer one', async () => {
  const schema = { customfield_7: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-epic-link' } }
  const { records } = await open(
    page(
      [
        issue('AB-1'),
        issue('AB-2', { customfield_7: 'AB-1' }),
        issue('AB-3', { parent: { key: 'AB-2' }, customfield_7: 'AB-1' }),
        issue('AB-4', { customfield_7: 'no key' }),
      ],
      { customfield_7: 'Epic Link' },
      schema,
    ),
  )
  expect(records.map(({ parentKey }) => parentKey)).toEqual([undefined, 'AB-1', 'AB-2', undefined])
})

test('everything left out is in the report with counts', async () => {
  const { problems } = await open([
    issue('AB-1', {
      workratio: 50,
      lastViewed: at(1),
      progress: { progress: 0, total: 0 },
      timetracking: {},
      worklog: { total: 3, worklogs: [] },
      attachment: [{ filename: 'a.png' }, { filename: 'b.png', content: 'https://site.example/2' }],
      customfield_9: { odd: { deep: true } },
    }),
    issue('AB-1'),
    { id: '5', fields: {} },
  ])
  expect(problems.toSorted((left, right) => left[1].localeCompare(right[1]))).toEqual([
    ['attachment', 'attachment-left-out', 1],
    ['attachment', 'attachment-without-address', 1],
    ['workratio', 'field-derived', 1],
    ['lastViewed', 'field-personal', 1],
    ['customfield_9', 'field-unsupported', 1],
    [null, 'record-repeated', 1],
    ['worklog', 'work-log-left-out', 3],
  ])
})
