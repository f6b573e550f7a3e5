import { expect, test } from 'vitest'
import type { Action } from '../../shell/actions.ts'
import { bySection, findActions } from './find-actions.ts'

function action(title: string, section = 'Go to', keywords?: string): Action {
  return { id: title, title, section, run: () => undefined, ...(keywords !== undefined && { keywords }) }
}

const actions = [
  action('Mark releases from git tags'),
  action('Release readiness'),
  action('New board', 'Create', 'make'),
  action('Überblick'),
]

function found(text: string): string[] {
  return findActions(actions, text).map(({ title }) => title)
}

test('nothing typed offers everything in its order', () => {
  expect(found(' ')).toEqual(actions.map(({ title }) => title))
})

test('a title that starts with the text comes before one that holds it', () => {
  expect(found('rel')).toEqual(['Release readiness', 'Mark releases from git tags'])
})

test('every word must be found, in any order, in title or keywords', () => {
  expect(found('tags mark')).toEqual(['Mark releases from git tags'])
  expect(found('make board')).toEqual(['New board'])
  expect(found('release nonsense')).toEqual([])
})

test('words that stand in a title as they were typed come before the same words with others between', () => {
  const all = [action('Archived items of this board'), action('Archive this board')]
  expect(findActions(all, 'archive this board').map(({ title }) => title)).toEqual([
    'Archive this board',
    'Archived items of this board',
  ])
})

test('accents and capitals do not matter, and signs are no patterns', () => {
  expect(found('UBERBLICK')).toEqual(['Überblick'])
  expect(found('(.*')).toEqual([])
})

test('what belongs to the page stands before what is everywhere', () => {
  const all = [...actions, action('Share', 'Board')]
  expect(bySection(all).map(([section]) => section)).toEqual(['Board', 'Create', 'Go to'])
})
