import { expect, test } from 'vitest'
import { sayEvent, sayMessage, sayWhy } from './words.ts'

const ann = '0190a000-0000-7000-8000-000000000001'
const names = {
  member: (id: string) => (id === ann ? 'Ann' : 'Somebody'),
  team: (id: string) => (id === ann ? undefined : 'Pumps'),
  doc: (id: string) => (id === ann ? 'Runbook' : undefined),
}

test('says what happened, and of days whether they have passed', () => {
  const event = { reason: 'due', actor: null, at: 0, day: 20 }
  expect(sayEvent(event, 20)).toBe('It is due today')
  expect(sayEvent(event, 21)).toBe('It was due and is not done')
  expect(sayEvent({ reason: 'mention', actor: ann, at: 0 }, 20)).toBe('mentioned you')
})

test('says what happened where nobody is known who did it', () => {
  expect(sayEvent({ reason: 'answer', actor: null, at: 0 }, 20)).toBe('Somebody answered a form')
  expect(sayEvent({ reason: 'answer', actor: ann, at: 0 }, 20)).toBe('answered a form')
  expect(sayEvent({ reason: 'assigned', actor: null, at: 0 }, 20)).toBe('You were assigned')
})

test('says why, and by which team', () => {
  const other = ann.replace(/1$/, '2')
  expect(sayWhy({ reason: 'mention', actor: ann, at: 0 }, 'item', names.team)).not.toContain('Pumps')
  expect(sayWhy({ reason: 'mention', actor: ann, at: 0, team: other }, 'item', names.team)).toContain('the team Pumps')
  expect(sayWhy({ reason: 'mention', actor: ann, at: 0 }, 'doc', names.team)).toContain('This doc')
  expect(sayWhy({ reason: 'resolved', actor: ann, at: 0 }, 'doc', names.team)).toContain('resolved it')
})

test('puts a message into one line, with names for tokens', () => {
  expect(sayMessage(`Look,\n\n @[member:${ann}]   and @[team:${ann}]`, names)).toBe(
    'Look, @Ann and @a team that is gone',
  )
  const other = ann.replace(/1$/, '2')
  expect(sayMessage(`See @[doc:${ann}], @[doc:${other}] and @[item:${ann}]`, names)).toBe(
    'See Runbook, a doc and an item',
  )
})
