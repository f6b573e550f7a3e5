import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { linksInText } from './body-links.ts'
import { filesInText } from './body-files.ts'
import { colourNear } from './colours.ts'
import { githubSource } from './github-source.ts'
import { refAtStart, refOfAddress } from './refs.ts'
import { statusOfLabel } from './status.ts'
import { issue, open, user } from './testing/issues.ts'

describe('an issue', () => {
  test('has its fields as they are, known by its repository and number', async () => {
    const { records, document, field } = await open([
      issue(12, {
        title: ' Crash on start ',
        labels: [{ name: 'bug', color: 'd73a4a' }, 'old style'],
        assignees: [user('grace'), user('ada'), user('grace')],
        milestone: { title: 'v2', due_on: '2024-05-01T07:00:00Z' },
        reactions: { total_count: 5, '+1': 5 },
        comments: 3,
        body: 'One\r\ntwo',
        type: { name: 'Bug' },
      }),
    ])
    expect(records[0]).toMatchObject({
      key: 'octo/app#12',
      oldKey: '#12',
      title: 'Crash on start',
      createdAt: Date.UTC(2024, 0, 2, 3, 4, 5),
      createdBy: 'ada',
    })
    expect({ ...records[0]?.values }).toEqual({
      title: 'Crash on start',
      number: '#12',
      repository: 'octo/app',
      status: 'Open',
      type: 'Bug',
      assignees: ['grace', 'ada'],
      labels: ['bug', 'old style'],
      milestone: 'v2',
      'milestone-due': '2024-05-01T07:00:00Z',
      author: ['ada'],
      created: '2024-01-02T03:04:05Z',
      updated: '2024-02-02T03:04:05Z',
      comments: 3,
      reactions: 5,
      url: 'https://github.com/octo/app/issues/12',
      body: 'One\ntwo',
    })
    expect(document.source).toMatchObject({ id: 'github', name: 'octo/app', keyBeginnings: ['octo/app#'] })
    expect(document.fidelity).toMatchObject([{ reason: 'comments-cut', count: 3 }])
    expect(field('labels')?.guess.settings.options?.find(({ name }) => name === 'bug')?.colour).toBe('red')
    expect(field('milestone')?.columnRole).toBe('sprint')
  })

  test('has a status with a stage, from its state, its reason, its labels, or as a pull request', async () => {
    const closed = (reason: string | null) => ({ state: 'closed', state_reason: reason })
    const { records, field } = await open([
      issue(1),
      issue(2, closed('completed')),
      issue(3, closed('not_planned')),
      issue(4, closed(null)),
      issue(5, { state_reason: 'reopened' }),
      issue(6, { labels: [{ name: 'status: in progress' }] }),
      issue(7, { pull_request: { merged_at: '2024-01-05T00:00:00Z' }, state: 'closed' }),
      issue(8, { pull_request: { merged_at: null }, state: 'closed' }),
      issue(9, { pull_request: { merged_at: null } }),
      issue(10, closed('duplicate')),
    ])
    const stages = new Map(field('status')?.guess.settings.options?.map(({ name, stage }) => [name, stage]))
    expect(records.map(({ values }) => [values['status'], stages.get(String(values['status']))])).toEqual([
      ['Open', 'todo'],
      ['Completed', 'done'],
      ['Not planned', 'canceled'],
      ['Closed', 'done'],
      ['Reopened', 'todo'],
      ['in progress', 'doing'],
      ['Merged', 'done'],
      ['Closed unmerged', 'canceled'],
      ['In review', 'review'],
      ['Duplicate', 'canceled'],
    ])
    expect(records[6]?.values['type']).toBe('Pull request')
  })

  test('has sub-issues as sub-items, whichever end says so', async () => {
    const { records } = await open([
      issue(1, { sub_issues: [{ number: 2, repository_url: 'https://api.github.com/repos/octo/app' }] }),
      issue(2),
      issue(3, { parent_issue_url: 'https://api.github.com/repos/octo/app/issues/2' }),
      issue(4, { parent: issue(3) }),
      issue(5, { parent_issue_url: 'https://api.github.com/repos/octo/else/issues/9' }),
    ])
    expect(records.map(({ parentKey }) => parentKey)).toEqual([
      undefined,
      'octo/app#1',
      'octo/app#2',
      'octo/app#3',
      undefined,
    ])
  })

  test('has a history: all events where they are here, else when it was closed and by whom', async () => {
    const at = (day: number) => `2024-01-0${day}T00:00:00Z`
    const { records, document } = await open([
      issue(1, { state: 'closed', state_reason: 'completed', closed_at: at(5), closed_by: user('bob') }),
      issue(2, {
        state: 'closed',
        state_reason: 'not_planned',
        closed_at: at(8),
        timeline: [
          { event: 'closed', actor: user('bob'), created_at: at(4), state_reason: 'completed' },
          { event: 'labeled', actor: user('ada'), created_at: at(3), label: { name: 'bug' } },
          { event: 'reopened', actor: user('ada'), created_at: at(5) },
          { event: 'assigned', actor: user('ada'), assignee: user('cleo'), created_at: at(6) },
          { event: 'renamed', actor: user('ada'), rename: { from: 'Old', to: 'About 2' }, created_at: at(7) },
          { event: 'closed', actor: null, created_at: at(8), state_reason: 'not_planned' },
          { event: 'subscribed', actor: user('ada'), created_at: at(8) },
          { event: 'commented', user: user('bob'), created_at: at(3), body: 'A comment' },
        ],
      }),
    ])
    const told = records.map(({ history }) => history.map(({ field, by, from, to }) => [field, by, from, to]))
    expect(told).toEqual([
      [['status', 'bob', 'Open', 'Completed']],
      [
        ['labels', 'ada', null, 'bug'],
        ['status', 'bob', 'Open', 'Completed'],
        ['status', 'ada', 'Completed', 'Reopened'],
        ['assignees', 'ada', null, 'cleo'],
        ['title', 'ada', 'Old', 'About 2'],
        ['status', null, 'Reopened', 'Not planned'],
      ],
    ])
    expect(records[1]?.comments).toMatchObject([{ by: 'bob', text: 'A comment' }])
    expect(document.people.map(({ key }) => key)).toContain('cleo')
  })

  test('is tied by what it says where that can mean nothing else', async () => {
    const { records, field } = await open([
      issue(1, { body: 'Duplicate of #2\nand it mentions #3' }),
      issue(2, { body: '* depends on octo/lib#7\n- [x] #3 and #1\n- [ ] https://github.com/octo/app/issues/4' }),
      issue(3, { body: 'Fixes #1 (an issue cannot)', blocked_by: [{ number: 4, title: 'x' }] }),
      issue(4, { body: '```\nDuplicate of #1\n```\n    Duplicate of #2' }),
      issue(5, { pull_request: {}, body: 'Fixes #4\nThis closes nothing' }),
    ])
    const cells = records.map(({ values }) =>
      Object.fromEntries(Object.entries(values).filter(([key]) => key.startsWith('links'))),
    )
    expect(cells).toEqual([
      { 'links-duplicate': ['octo/app#2'] },
      { 'links-waits': ['octo/lib#7'], 'links-tracks': ['octo/app#3', 'octo/app#4'] },
      { 'links-waits': ['octo/app#4'] },
      {},
      { 'links-closes': ['octo/app#4'] },
    ])
    expect(field('links-duplicate')?.guess.settings.backTitle).toBe('Is duplicated by')
  })

  test('counts once what comes twice, and says what is no issue', async () => {
    const { records, problems } = await open([issue(1), issue(1), { odd: true }, issue(2, { title: '  ' })])
    expect(records.map(({ title }) => title)).toEqual(['About 1', 'octo/app#2'])
    expect(problems).toEqual([
      [null, 'record-repeated', 1],
      [null, 'record-unreadable', 1],
      ['title', 'title-missing', 1],
    ])
  })
})

test('a file is recognised by the addresses of its issues', () => {
  const score = (text: string) => githubSource.recognise(Buffer.from(text), 'x.json')
  expect(score(JSON.stringify([issue(1)]))).toBeGreaterThan(0.9)
  expect(score('{"issues":[{"key":"AB-1","fields":{"number":1,"title":"x"}}]}')).toBeLessThan(0.5)
  expect(score('a,b\n1,2\n')).toBe(0)
  expect(score('')).toBe(0)
})

test('references, files, colours and labels of status are read as people write them', () => {
  expect(refAtStart('#12, then', 'o/r')).toEqual({ repo: 'o/r', number: 12 })
  expect(refAtStart('GH-7', 'o/r')).toEqual({ repo: 'o/r', number: 7 })
  expect(refAtStart('a/b#3.', 'o/r')).toEqual({ repo: 'a/b', number: 3 })
  expect(refAtStart('#12abc', 'o/r')).toBeNull()
  expect(refOfAddress('https://github.com/a/b/pull/9/files#diff')).toEqual({ repo: 'a/b', number: 9 })
  expect(refOfAddress('https://github.com/a/b/wiki')).toBeNull()
  expect(linksInText('Not a duplicate of #1', { repo: 'o/r', isPull: false })).toEqual([])
  const upload = 'https://github.com/user-attachments/assets/0a-1b'
  expect(
    filesInText(`![a shot](${upload}) [docs](https://docs.example/x.pdf) <img width="9" src="${upload}">`),
  ).toEqual([`a shot <${upload}>`])
  expect(['d73a4a', '0e8a16', '1d76db', '#FBCA04', 'ededed', '000000', 'x', null].map(colourNear)).toEqual([
    'red',
    'green',
    'blue',
    'yellow',
    'grey',
    'slate',
    null,
    null,
  ])
  const labels = [
    'test',
    'design review',
    'status: in progress',
    '2 - Working',
    'In Review',
    'bug',
    'Status: Bug',
    'good first issue',
    '0 - Backlog',
  ]
  expect(labels.map(statusOfLabel)).toEqual([
    null,
    null,
    'in progress',
    'Working',
    'In Review',
    null,
    null,
    null,
    'Backlog',
  ])
})
