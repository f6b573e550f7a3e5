import { Buffer } from 'node:buffer'
import { importSourceLaws, memoryFile } from '@fulcrum/integration-kit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jiraSource } from './jira-source.ts'
import { systemFields } from './system-fields.ts'

const ids = [...systemFields.map(({ id }) => id), 'customfield_1', 'comment', 'worklog', '__proto__', 'constructor']
const id = fc.constantFrom(...ids)
const known = fc.constantFrom<unknown>(
  'text',
  '',
  0,
  5.5,
  true,
  null,
  '2024-01-02T03:04:05.000+0000',
  '2024-01-02',
  { name: 'Open', statusCategory: { key: 'new' } },
  { name: 'ada', key: 'k', displayName: 'Ada' },
  { accountId: 'k', displayName: 'Other' },
  [{ name: 'one' }, { value: 'two' }],
  [{ accountId: 'x' }, 'y'],
  { key: 'AB-1' },
  { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }] },
  { comments: [{ created: '2024-01-02', author: { name: 'ada' }, body: 'Hi' }, 5, null], total: 9 },
  [{ type: { name: 'Blocks' }, inwardIssue: { key: 'AB-2' } }, { type: 7 }],
)
const value = fc.oneof({ arbitrary: known, weight: 4 }, { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 1 })
const end = fc.oneof(fc.constantFrom(null, 'Open', 'k', '2024-01-02', '[k, z]', '7200'), fc.jsonValue({ maxDepth: 1 }))
const item = fc.record(
  { field: fc.oneof(id, fc.string()), fieldId: id, from: end, fromString: end, to: end, toString: end },
  { requiredKeys: ['field'] },
)
const history = fc.record(
  {
    created: fc.constantFrom('2024-01-02T03:04:05Z', '2024-01-01', 'never', 1_700_000_000_000, null),
    author: value,
    items: fc.array(item, { maxLength: 3 }),
  },
  { requiredKeys: ['items'] },
)
const issue = fc.record({
  key: fc.constantFrom('AB-1', 'AB-2', 'AB-3', 'XY-1'),
  fields: fc.dictionary(id, value, { maxKeys: 12 }),
  changelog: fc.oneof(
    { arbitrary: fc.record({ histories: fc.array(history, { maxLength: 3 }), total: fc.nat(9) }), weight: 4 },
    { arbitrary: value, weight: 1 },
  ),
})
const page = fc.record(
  {
    issues: fc.array(fc.oneof({ arbitrary: issue, weight: 6 }, { arbitrary: value, weight: 1 }), { maxLength: 6 }),
    names: fc.oneof(fc.dictionary(id, fc.constantFrom('Status', 'Story Points', '')), value),
    schema: fc.oneof(
      fc.dictionary(
        id,
        fc.record({ type: fc.constantFrom('array', 'user', 'number', 'x'), items: fc.constantFrom('user', 'string') }),
      ),
      value,
    ),
  },
  { requiredKeys: ['issues'] },
)

test('whatever stands in the fields and the history, the contract holds or the file is refused with a code', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 2 }), async (pages) => {
      const file = memoryFile('export.json', Buffer.from(JSON.stringify(pages)))
      try {
        await jiraSource.open(file)
      } catch (error) {
        expect(error).toMatchObject({ name: 'DomainError' })
        return
      }
      for (const law of importSourceLaws(jiraSource, [{ name: 'made', file }], [])) await law.check()
    }),
    { numRuns: 200 },
  )
})
