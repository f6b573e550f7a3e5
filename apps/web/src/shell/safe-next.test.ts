import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

const origin = 'http://127.0.0.1:4800'

test.each([
  ['/', '/'],
  ['/b/board_1?find=a%20b#top', '/b/board_1?find=a%20b#top'],
  ['/settings/members', '/settings/members'],
])('%s is gone back to after signing in', (next, path) => {
  expect(safeNext(next, origin)).toBe(path)
})

test.each([
  undefined,
  '',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '/ /evil.example',
  '/.//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  'evil.example',
  '/sign-in?next=/sign-in',
  '/link#abc',
])('%s is not: it leads home', (next) => {
  expect(safeNext(next, origin)).toBe('/')
})
