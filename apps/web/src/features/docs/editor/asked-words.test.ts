import { expect, test } from 'vitest'
import { askedIn, narrowedBy } from './asked-words.ts'
import { blocks } from './blocks.ts'

const choices = [
  ...blocks.map(({ title, words }) => ({ title, words })),
  { title: 'Live cell', words: 'live cell value status field' },
  { title: 'Live view', words: 'live view board items' },
]

function offered(before: string): readonly string[] {
  const asked = askedIn(before)
  return asked === null ? [] : narrowedBy(asked.query, choices).map(({ title }) => title)
}

test.each([
  ['/live v', 'Live view'],
  ['/live view', 'Live view'],
  ['/live c', 'Live cell'],
  ['see /numbered list', 'Numbered list'],
  ['/Small heading', 'Small heading'],
  ['/list', 'List'],
  ['/todo', 'Checklist'],
])('words with blanks go on narrowing: %s', (before, first) => {
  expect(offered(before)[0]).toBe(first)
})

test('what is no name of anything offers nothing, so that Enter makes a line', () => {
  expect(offered('/list of what we need')).toEqual([])
  expect(offered('either / or')).toEqual([])
  expect(offered('a/live v')).toEqual([])
})

test('a sign alone offers all, in their order', () => {
  expect(offered('/')).toEqual(choices.map(({ title }) => title))
})
