import { expect, test } from 'vitest'
import { mentionAt, namedIn, plainParts } from './plain-parts.ts'

const ana = '01890000-0000-7000-8000-00000000000a'

test('code, addresses and mentions are pieces; a closing full stop is no part of an address', () => {
  expect(plainParts(`See \`run()\` at https://example.org/a?b=1. @[member:${ana}]`)).toEqual([
    { kind: 'text', text: 'See ' },
    { kind: 'code', text: 'run()' },
    { kind: 'text', text: ' at ' },
    { kind: 'link', text: 'https://example.org/a?b=1' },
    { kind: 'text', text: '. ' },
    { kind: 'mention', noun: 'member', id: ana },
  ])
})

test('a script address is words, never a link', () => {
  expect(plainParts('javascript:alert(1)')).toEqual([{ kind: 'text', text: 'javascript:alert(1)' }])
})

test('what a message names is found by its noun', () => {
  expect(namedIn(`@[item:${ana}] and @[member:${ana}] @[thing:${ana}]`, 'item')).toEqual([ana])
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
