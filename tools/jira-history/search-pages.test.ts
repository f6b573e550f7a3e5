import { jiraSource } from '@fulcrum/integration-jira'
import { memoryFile, type ImportRecord } from '@fulcrum/integration-kit'
import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { differencesOf } from './compare.ts'
import type { RawIssue } from './raw-issue.ts'
import { searchPages } from './search-pages.ts'

function issue(key: string, more: Partial<RawIssue> = {}): RawIssue {
  return {
    tracker: 'one',
    project: key.replace(/-\d+$/, ''),
    key,
    type: 'Bug',
    priority: 'Major',
    status: 'Open',
    resolution: null,
    components: [],
    fix_versions: [],
    labels: [],
    created: '2010-01-02T03:04:05Z',
    resolved: null,
    due: null,
    reporter: 'dev-1',
    assignee: null,
    title: `About ${key}`,
    description: null,
    links: [],
    comments: [],
    history: [],
    ...more,
  }
}

const rich = issue('AB-1', {
  status: 'Closed',
  resolution: "Won't Fix",
  components: ['Core', 'Docs '],
  fix_versions: [{ name: '1.0', released: true, date: '2010-03-01' }],
  labels: ['one'],
  resolved: '2010-02-03T04:05:06Z',
  due: '2010-02-01',
  assignee: 'dev-2',
  description: 'Two\r\nlines',
  links: [
    { type: 'Duplicate', dir: 'in', key: 'AB-2' },
    { type: 'Related', dir: 'out', key: 'XY-7' },
  ],
  comments: [{ at: '2010-01-05T00:00:00Z', by: 'dev-3' }],
  history: [
    { at: '2010-01-04T00:00:00Z', by: 'dev-1', field: 'duedate', frm: null, to: '2010-02-01 00:00:00.0' },
    { at: '2010-01-04T00:00:00Z', by: 'dev-1', field: 'assignee', frm: null, to: 'dev-2' },
    { at: '2010-01-04T00:00:00Z', by: 'dev-2', field: 'Link', frm: null, to: 'AB-2' },
    { at: '2010-02-03T04:05:06Z', by: 'dev-2', field: 'status', frm: 'Open', to: 'Closed' },
    { at: '2010-02-03T04:05:06Z', by: 'dev-2', field: 'Fix Version', frm: '0.9', to: null },
  ],
})
const issues = [rich, issue('AB-2'), issue('ZZ-1', { tracker: 'two' }), issue('AB-3', { reporter: null, title: ' ' })]

test('pages are those of a search: each tracker by itself, in the order of the set', () => {
  const pages = [...searchPages(issues, 2)]
  expect(pages.map(({ startAt, maxResults, total, issues: own }) => [startAt, maxResults, total, own.length])).toEqual([
    [0, 2, 3, 2],
    [2, 2, 3, 1],
    [0, 2, 1, 1],
  ])
  expect(pages[0]?.names).toMatchObject({ duedate: 'Due Date', fixVersions: 'Fix Version/s' })
})

test('an issue has proper objects, and changes of one moment and person in one entry', () => {
  const [page] = searchPages(issues, 50)
  expect(page?.issues[0]).toMatchObject({
    key: 'AB-1',
    self: 'https://one.example/rest/api/2/issue/10000',
    fields: {
      status: { id: '6', name: 'Closed', statusCategory: { key: 'done' } },
      resolution: { id: '2', name: "Won't Fix" },
      fixVersions: [{ name: '1.0', released: true, releaseDate: '2010-03-01' }],
      duedate: '2010-02-01',
      created: '2010-01-02T03:04:05.000+0000',
      updated: '2010-02-03T04:05:06.000+0000',
      issuelinks: [
        {
          type: { name: 'Duplicate', inward: 'is duplicated by' },
          inwardIssue: { key: 'AB-2', fields: { summary: 'About AB-2', status: { name: 'Open' } } },
        },
        { type: { name: 'Related', outward: 'relates to' }, outwardIssue: { key: 'XY-7' } },
      ],
      comment: { total: 1, comments: [{ author: { name: 'dev-3' }, created: '2010-01-05T00:00:00.000+0000' }] },
    },
    changelog: {
      total: 3,
      histories: [
        {
          author: { name: 'dev-1' },
          created: '2010-01-04T00:00:00.000+0000',
          items: [
            { field: 'duedate', from: null, to: '2010-02-01', toString: '2010-02-01 00:00:00.0' },
            { field: 'assignee', to: 'dev-2', toString: 'dev-2' },
          ],
        },
        { items: [{ field: 'Link', to: 'AB-2', toString: 'This issue is duplicated by AB-2' }] },
        {
          items: [
            { field: 'status', from: '1', fromString: 'Open', to: '6', toString: 'Closed' },
            { field: 'Fix Version', fromString: '0.9', to: null, toString: null },
          ],
        },
      ],
    },
  })
})

test('the same set gives the same pages, and a tie has one number from both its ends', () => {
  const tied = [
    issue('AB-1', { links: [{ type: 'Duplicate', dir: 'in', key: 'AB-2' }] }),
    issue('AB-2', { links: [{ type: 'Duplicate', dir: 'out', key: 'AB-1' }] }),
  ]
  const [page] = searchPages(tied, 50)
  expect(page?.issues).toMatchObject([
    { fields: { issuelinks: [{ id: '10000' }] } },
    { fields: { issuelinks: [{ id: '10000' }] } },
  ])
  expect(JSON.stringify([...searchPages(issues, 3)])).toBe(JSON.stringify([...searchPages(issues, 3)]))
})

test('what goes in comes out of the import, and the comparison sees what does not', async () => {
  const bytes = Buffer.from(JSON.stringify([...searchPages(issues, 2)]))
  const document = await jiraSource.open(memoryFile('search.json', bytes))
  const records = new Map<string, ImportRecord>()
  for await (const record of document.records()) records.set(record.key, record)
  for (const each of issues) expect(differencesOf(each, records.get(each.key), document).differences).toEqual([])
  const spoiled = (more: Partial<RawIssue>) =>
    differencesOf({ ...rich, ...more }, records.get('AB-1'), document).differences.length
  expect(spoiled({ due: '2010-02-02' })).toBe(1)
  expect(spoiled({ description: 'other' })).toBe(1)
  expect(spoiled({ links: [] })).toBe(1)
  expect(spoiled({ history: rich.history.slice(1) })).toBeGreaterThan(1)
  expect(differencesOf(issue('NO-1'), undefined, document).differences).toEqual(['the record is missing'])
})
