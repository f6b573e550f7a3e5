import { defineColumn, fail, idOf, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { shortened } from '../shared/labels.ts'
import { joinList, splitList } from '../shared/lists.ts'

/** Votes of one cell. */
const maxVotes = 1_000

/** Who is for something. */
export const voteColumn = defineColumn({
  id: 'vote',
  label: 'Vote',
  description: 'Everybody gives or takes back a vote with one click; the board sorts by how many there are.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ voters: 'refSet', count: 'number' }),
  defaultLane: 'voters',
  rules: { not: ['default'] },
  value: z.array(idOf('member') as z.ZodMiniType<string>).check(
    z.overwrite((ids) => [...new Set(ids)]),
    z.minLength(1, 'Give at least one voter, or null for nobody.'),
    z.maxLength(maxVotes, 'A cell holds at most 1,000 votes.'),
  ),
  toLanes: (voters) => ({ voters, count: voters.length }),
  fromLanes: (lane) => {
    const ids = lane('voters') as readonly string[] | null
    return ids === null || ids.length === 0 ? null : [...ids]
  },
  operators: [
    { id: 'has-any', label: 'has a vote of', lane: 'voters', op: 'hasAny', takes: 'people' },
    { id: 'has-none', label: 'has no vote of', lane: 'voters', op: 'hasNone', takes: 'people' },
    { id: 'at-least', label: 'votes ≥', lane: 'count', op: 'gte', takes: 'number' },
    { id: 'at-most', label: 'votes ≤', lane: 'count', op: 'lte', takes: 'number' },
    { id: 'is-empty', label: 'has no votes', lane: 'voters', op: 'empty', takes: 'nothing' },
    { id: 'is-not-empty', label: 'has votes', lane: 'voters', op: 'notEmpty', takes: 'nothing' },
  ],
  parse: (text, _settings, { findPerson }) => {
    if (text.trim() === '') return ok(null)
    const whole = findPerson(text.trim())
    if (whole !== null) return ok([whole])
    const names = splitList(text)
    const found = names.map((name) => findPerson(name))
    const unknown = names.find((_, index) => found[index] === null)
    if (unknown !== undefined) {
      return fail(`Nobody here is called "${shortened(unknown)}". Give a full name or an e-mail address.`)
    }
    const ids = [...new Set(found.filter((id) => id !== null))]
    return ids.length === 0 ? ok(null) : ids.length > maxVotes ? fail('A cell holds at most 1,000 votes.') : ok(ids)
  },
  format: (ids, _settings, { personName }) => joinList(ids.map(personName)),
  display: (ids, _settings, { personName }) => `${ids.length}: ${ids.map(personName).join(', ')}`,
  sort: { lane: 'count' },
  group: { lane: 'count' },
  aggregates: ['sum', 'max', 'mean', 'filled'],
  aggregateLanes: { sum: 'count', max: 'count', mean: 'count' },
  defaultAggregate: 'sum',
  searchLanes: [],
  roles: ['priority'],
  references: { lane: 'voters', to: 'member' },
  examples: [
    {
      settings: {},
      values: [
        { value: ['0190a000-0000-7000-8000-000000000001'], text: 'Ada Lovelace' },
        {
          value: ['0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000001'],
          text: 'grace@example.org, Ada Lovelace',
        },
      ],
      badTexts: ['Nobody Special', '3'],
      badValues: [[], 3, ['ada'], 'Ada Lovelace'],
    },
  ],
})
