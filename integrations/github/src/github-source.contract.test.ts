import { Buffer } from 'node:buffer'
import { endless, hostileFiles, importSourceLaws, memoryFile } from '@fulcrum/integration-kit'
import { test } from 'vitest'
import { githubSource } from './github-source.ts'
import { issue, user } from './testing/issues.ts'

const rich = issue(1, {
  labels: [
    { name: 'bug', color: 'd73a4a' },
    { name: 'status: in progress', color: 'ededed' },
  ],
  assignees: [user('grace'), user('ada')],
  milestone: { title: 'v1', due_on: '2024-03-01T08:00:00Z' },
  body: 'Blocked by #2\n- [ ] #3\n![shot](https://github.com/user-attachments/assets/1-2)\n```\nDuplicate of #2\n```',
  comments: [{ id: 7, user: user('bob'), created_at: '2024-01-03T00:00:00Z', body: 'Duplicate of octo/lib#4' }],
  reactions: { total_count: 3 },
  timeline: [
    { event: 'labeled', actor: user('ada'), created_at: '2024-01-02T04:00:00Z', label: { name: 'bug' } },
    { event: 'closed', actor: user('ada'), created_at: '2024-01-04T00:00:00Z', state_reason: 'not_planned' },
    { event: 'reopened', actor: null, created_at: '2024-01-05T00:00:00Z' },
    { event: 'committed', sha: 'x' },
  ],
})
const closed = issue(2, {
  state: 'closed',
  state_reason: 'completed',
  closed_at: '2024-02-01T00:00:00Z',
  closed_by: user('bob'),
})
const child = issue(3, { parent_issue_url: 'https://api.github.com/repos/octo/app/issues/1', comments: 4 })
const pull = issue(5, { pull_request: { merged_at: null }, draft: true, body: 'Fixes #2' })
const listed = {
  number: 9,
  title: 'From the command line',
  state: 'CLOSED',
  stateReason: 'NOT_PLANNED',
  url: 'https://github.com/octo/app/issues/9',
  author: { login: 'ada', name: 'Ada' },
  labels: [{ name: 'question', color: 'd876e3' }],
  createdAt: '2024-01-02T03:04:05Z',
  closedAt: '2024-01-09T00:00:00Z',
  comments: [{ id: 'IC_1', author: { login: 'bob' }, createdAt: '2024-01-03T00:00:00Z', body: 'No' }],
}
const all = [rich, closed, child, pull, issue(1, {}, 'octo/lib'), listed]

const sample = (name: string, text: string) => ({ name, file: memoryFile('issues.json', Buffer.from(text), 13) })
const samples = [
  sample('a page', JSON.stringify(all)),
  sample('pages one behind the other', all.map((each) => JSON.stringify([each], null, 1)).join('')),
  sample('pages in an array', JSON.stringify([all.slice(0, 2), all.slice(2)])),
  sample('an issue a line', `\ufeff${all.map((each) => JSON.stringify(each)).join('\r\n')}\r\n`),
  sample('pages of a search', JSON.stringify({ total_count: 9, incomplete_results: false, items: all })),
  { name: 'UTF-16', file: memoryFile('issues.json', Buffer.from(`\ufeff${JSON.stringify(all)}`, 'utf16le')) },
  sample(
    'reserved names everywhere',
    '[{"number":1,"title":"__proto__","__proto__":{"number":2},"constructor":1,"labels":[{"name":"constructor"},{"name":"__proto__"}],"user":{"login":"__proto__"},"assignees":[{"login":"constructor"}],"milestone":{"title":"hasOwnProperty"},"body":"duplicate of #1","timeline":[{"event":"__proto__","created_at":"2024-01-01T00:00:00Z"},{"event":"constructor","created_at":"2024-01-01T00:00:00Z"}]}]',
  ),
  sample(
    'a text of a million characters',
    JSON.stringify([issue(1, { title: 'x'.repeat(1_000_000), body: '- [ ] #2 '.repeat(110_000) })]),
  ),
]

const text = (name: string, content: string, reason: string) => ({
  name,
  reason,
  file: memoryFile('issues.json', Buffer.from(content)),
})
const whole = JSON.stringify(all)
const hostile = [
  ...hostileFiles(),
  text('JSON cut in the middle', whole.slice(0, whole.length / 2), 'json-cut'),
  text('JSON that is damaged', '[{"number":1,"title":nothing}]', 'json-damaged'),
  text('an empty list', '[]', 'no-rows'),
  text('a search that found nothing', '{"total_count":0,"items":[]}', 'no-rows'),
  text(
    'objects that are no issues',
    '[{"number":"one","title":"x"},{"title":"y"},{"number":-1,"title":"z"},{}]',
    'no-rows',
  ),
  text('a message of the API', '{"message":"Not Found","status":"404"}', 'no-rows'),
  text('a number', '42', 'wrong-type'),
  text('a table', 'Number,Title\n1,One\n', 'wrong-type'),
  text('brackets in one another', `[{"a":${'['.repeat(500)}`, 'json-too-deep'),
  {
    name: 'bytes that are no text',
    reason: 'text-damaged',
    file: memoryFile(
      'x.json',
      Buffer.concat([Buffer.from('[{"title":"'), Buffer.from([0xff, 0xc0]), Buffer.from('"}]')]),
    ),
  },
  { name: 'an issue without end', reason: 'record-too-large', file: endless('x.json', '[{"body":"', 'a', 1024 ** 3) },
]

for (const law of importSourceLaws(githubSource, samples, hostile)) test(law.name, law.check)
