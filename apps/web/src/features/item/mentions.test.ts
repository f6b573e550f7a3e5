import { expect, test } from 'vitest'
import { bodyParts, mentionAt, toStored, toTyped } from './mentions.ts'

const ana = { id: '01890000-0000-7000-8000-00000000000a', name: 'Ana' }
const anaLima = { id: '01890000-0000-7000-8000-00000000000b', name: 'Ana Lima' }
const nameOf = (id: string) => (id === ana.id ? ana.name : anaLima.name)

test('what was typed is stored with ids and read back the same, also where one name begins another', () => {
  const typed = 'Ask @Ana Lima, then @Ana.'
  const stored = toStored(typed, [ana, anaLima])
  expect(stored).toBe(`Ask @[member:${anaLima.id}], then @[member:${ana.id}].`)
  expect(toTyped(stored, nameOf)).toBe(typed)
})

test('nobody is mentioned who was not chosen', () => {
  expect(toStored('mail me @Ana', [])).toBe('mail me @Ana')
})

test('code, addresses and mentions are pieces; a closing full stop is no part of an address', () => {
  const parts = bodyParts(`See \`run()\` at https://example.org/a?b=1. @[member:${ana.id}]`, nameOf)
  expect(parts).toEqual([
    { kind: 'text', text: 'See ' },
    { kind: 'code', text: 'run()' },
    { kind: 'text', text: ' at ' },
    { kind: 'link', text: 'https://example.org/a?b=1' },
    { kind: 'text', text: '. ' },
    { kind: 'mention', text: '@Ana', member: ana.id },
  ])
})

test('a script address is words, never a link', () => {
  expect(bodyParts('javascript:alert(1)', nameOf)).toEqual([{ kind: 'text', text: 'javascript:alert(1)' }])
})

test.each([
  ['Hello @an', 9, { query: 'an', start: 6 }],
  ['@', 1, { query: '', start: 0 }],
  ['(@Ana L', 7, { query: 'Ana L', start: 1 }],
  ['me@example', 10, null],
  ['no mention', 10, null],
])('%j at %i', (text, caret, found) => {
  expect(mentionAt(text, caret)).toEqual(found)
})
