import { expect, test } from 'vitest'
import { isNamed, readQuery } from './query-words.ts'

test('in: names a board, in quotes where it has spaces, anywhere among the words', () => {
  expect(readQuery(' login bug ')).toEqual({ words: 'login bug', inBoard: null })
  expect(readQuery('login in:sprint bug')).toEqual({ words: 'login  bug', inBoard: 'sprint' })
  expect(readQuery('IN:"Sprint board" login')).toEqual({ words: 'login', inBoard: 'Sprint board' })
  expect(readQuery('in:"Sprint bo')).toEqual({ words: '', inBoard: 'Sprint bo' })
  expect(readQuery('in:')).toEqual({ words: '', inBoard: '' })
  // A word that only ends so is a word.
  expect(readQuery('login:in')).toEqual({ words: 'login:in', inBoard: null })
})

test('a board is meant by how its name or one of its words begins', () => {
  expect(isNamed('Sprint board', 'SPR')).toBe(true)
  expect(isNamed('Sprint board', 'boa')).toBe(true)
  expect(isNamed('Sprint board', 'sprint-b')).toBe(true)
  expect(isNamed('Überblick', 'uber')).toBe(true)
  expect(isNamed('Sprint board', 'print')).toBe(false)
})
