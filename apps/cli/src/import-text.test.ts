import { expect, test } from 'vitest'
import { reportText, stepText } from './import-text.ts'

const report = {
  board: 'b',
  boardName: 'Plan',
  isNewBoard: true,
  batch: 'x',
  items: { created: 1_200, updated: 3, unchanged: 0 },
  groups: 2,
  columns: 7,
  history: 40,
  updates: 5,
  links: 9,
  people: { known: 1, placeholders: 2 },
  problems: [],
  durationMs: 1_234,
}

test('a step says how far it is', () => {
  expect(stepText({ phase: 'people', done: 0, total: 100 })).toBe('people ...')
  expect(stepText({ phase: 'items', done: 1_500, total: 6_000 })).toBe('items: 1,500 of 6,000 (25 %)')
})

test('the report says what came, and in words when all of it did', () => {
  const text = reportText(report)
  expect(text).toContain('Imported into the board "Plan", which is new, in 1.2 s.')
  expect(text).toContain('1,200 created, 3 updated, 0 unchanged')
  expect(text).toContain('Everything fitted.')
})

test('what did not fit is named by field, with counts and examples', () => {
  const problem = {
    field: 'Due',
    reason: 'value-misfit',
    message: 'It does not fit.',
    count: 12,
    samples: ['soon', 'later'],
  }
  const text = reportText({
    ...report,
    isNewBoard: false,
    problems: [problem, { ...problem, field: null, samples: [] }],
  })
  expect(text).toContain('     12  Due: It does not fit.\n           e.g. "soon", "later"')
  expect(text).toContain('     12  It does not fit.')
  expect(text).not.toContain('Everything fitted')
})
