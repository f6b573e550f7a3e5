import { expect, test } from 'vitest'
import { matchPath } from './match-path.ts'

test.each([
  ['/', '/', {}],
  ['/settings', '/settings/', {}],
  ['/b/$board', '/b/board_1', { board: 'board_1' }],
  ['/b/$board/i/$row', '/b/board_1/i/12', { board: 'board_1', row: '12' }],
  ['/settings/$page', '/settings/two%20words', { page: 'two words' }],
])('%s matches %s', (pattern, path, params) => {
  expect(matchPath(pattern, path)).toEqual(params)
})

test.each([
  ['/', '/b'],
  ['/b/$board', '/b'],
  ['/b/$board', '/b/'],
  ['/b/$board', '/b/1/2'],
  ['/b/$board', '/B/1'],
  ['/settings/$page', '/settings/%ff'],
])('%s does not match %s', (pattern, path) => {
  expect(matchPath(pattern, path)).toBeNull()
})

test('a part that is called like a property of every object is a part like others', () => {
  expect(matchPath('/settings/$page', '/settings/__proto__')).toEqual({ page: '__proto__' })
})
