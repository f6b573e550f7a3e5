import { expect, test } from 'vitest'
import { sayOutcome } from './say-outcome.ts'

test.each([
  [null, 'Nothing to undo here.'],
  [{ command: 'item.setCells', taken: 5, kept: 0 }, 'Edit of cells: taken back.'],
  [{ command: 'item.setCells', taken: 3, kept: 2 }, '3 of 5 taken back, 2 were changed since.'],
  [{ command: 'item.setCells', taken: 4, kept: 1 }, '4 of 5 taken back, 1 was changed since.'],
  [{ command: 'item.setCells', taken: 0, kept: 1 }, 'Edit of cells: not taken back, because 1 was changed since.'],
  [{ command: 'something.new', taken: 1, kept: 0 }, 'The last change: taken back.'],
])('undo of %j says: %s', (outcome, text) => {
  expect(sayOutcome('undo', outcome).text).toBe(text)
})

test('doing again is said as such', () => {
  expect(sayOutcome('redo', null).text).toBe('Nothing to do again here.')
  expect(sayOutcome('redo', { command: 'group.create', taken: 1, kept: 0 }).text).toBe('New group: done again.')
})
