import { columnKinds } from '@fulcrum/columns'
import { KindRegistry, must } from '@fulcrum/domain'
import type { ImportField } from '@fulcrum/integration-kit'
import { expect, test } from 'vitest'
import { planFields, suggestionFor } from './mapping.ts'

const kinds = new KindRegistry(columnKinds)
const countryColumn = must(columnKinds.find(({ id }) => id === 'country'))

function field(key: string, more: Partial<ImportField> = {}): ImportField {
  const guess = { kind: 'text', confidence: 1, settings: {} } as const
  return {
    key,
    title: key.toUpperCase(),
    guess,
    filledCount: 1,
    distinctCount: 1,
    samples: [],
    historyCount: 0,
    ...more,
  }
}

const state = field('state', {
  guess: {
    kind: 'status',
    confidence: 1,
    settings: {
      options: [
        { name: 'Open', colour: 'blue', stage: 'todo', count: 1 },
        { name: 'open', colour: 'no colour', count: 1 },
      ],
    },
  },
})

test('what every item has anyway needs no column; when it was made is shown by a kind of its own', () => {
  expect(suggestionFor(field('a', { role: 'title' })).take).toBe(false)
  expect(suggestionFor(field('a', { role: 'group' })).take).toBe(false)
  expect(suggestionFor(field('a', { role: 'key' })).take).toBe(true)
  expect(suggestionFor(field('a', { role: 'created' }))).toMatchObject({ take: true, kind: 'created' })
})

test('labels are guessed with colour and stage, each once whatever its capitals', () => {
  expect(suggestionFor(state).labels).toEqual([{ name: 'Open', colour: 'blue', stage: 'todo' }])
})

test('corrections stand before guesses, and what they do not name stays guessed', () => {
  const [plan] = planFields(
    [state],
    [{ field: 'state', take: true, labels: [{ name: 'Closed', colour: 'red' }] }],
    kinds,
  )
  expect(plan).toMatchObject({
    kind: 'status',
    title: 'STATE',
    labels: [{ name: 'Closed', colour: 'red' }, { name: 'Open' }],
  })
})

test('another kind is read by plain settings of that kind; days are left to the kind itself', () => {
  expect(planFields([state], [{ field: 'state', take: true, kind: 'text' }], kinds)[0]?.read).toEqual({
    kind: 'text',
    settings: {},
  })
  expect(planFields([state], [{ field: 'state', take: true, kind: 'date' }], kinds)[0]?.read).toBeNull()
  expect(planFields([state], [{ field: 'state', take: true, kind: 'country' }], kinds)[0]?.read).toBeNull()
})

test('a kind that no source guesses begins with its own settings', () => {
  const made = { ...countryColumn, id: 'made', defaultSettings: { max: 5 } }
  const [plan] = planFields([state], [{ field: 'state', take: true, kind: 'made' }], new KindRegistry([made]))
  expect(plan).toMatchObject({ read: null, settings: { max: 5 } })
})

test('a mapping that makes no sense is refused with a sentence', () => {
  expect(() => planFields([state], [{ field: 'other', take: true }], kinds)).toThrow('no field "other"')
  expect(() => planFields([state], [{ field: 'state', take: true, kind: 'magic' }], kinds)).toThrow(
    'no column kind "magic"',
  )
  expect(() => planFields([state], [{ field: 'state', take: true, role: 'title' }], kinds)).toThrow(
    'when the file is read',
  )
  const both = [field('a', { role: 'group' }), field('b')]
  expect(() => planFields(both, [{ field: 'b', take: false, role: 'group' }], kinds)).toThrow(
    'cannot both be the group',
  )
})
