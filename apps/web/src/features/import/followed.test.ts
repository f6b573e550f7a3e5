import type { ImportReport, ImportStatus } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { sayImport } from './followed.ts'

const report: ImportReport = {
  board: 'board_1',
  boardName: 'Costs',
  isNewBoard: true,
  items: { created: 2, updated: 0, unchanged: 0 },
  columns: 1,
  groups: 1,
  history: 0,
  updates: 0,
  links: 0,
  people: { known: 0, placeholders: 0 },
  problems: [],
  durationMs: 10,
}
const status: ImportStatus = { id: 'import_1', state: 'done', phase: null, done: 2, total: 2, report, error: null }
const say = (more: Partial<ImportStatus>) => sayImport({ ...status, ...more }, () => undefined)

test('what came of an import is said in one line, with a way to its board', () => {
  expect(say({ state: 'running', report: null })).toBeNull()
  expect(say({})?.text).toBe('Costs is ready: 2 items came, all of it fit.')
  const problems = [{ field: 'Due', reason: 'x', message: 'Does not fit.', count: 1, samples: ['soon'] }]
  const again = { ...report, isNewBoard: false, items: { created: 0, updated: 0, unchanged: 2 }, problems }
  expect(say({ report: again })?.text).toBe(
    'Costs is up to date: nothing in the file was new, in 1 place something did not fit.',
  )
  const opened: string[] = []
  sayImport(status, (board) => opened.push(board))?.link?.onSelect()
  expect(opened).toEqual(['board_1'])
})

test('a failure and a stop are told apart', () => {
  const error = { code: 'invalid', message: 'The file ends too early.' }
  expect(say({ state: 'failed', report: null, error })).toMatchObject({
    text: 'The file ends too early. Nothing of it was kept.',
    tone: 'danger',
  })
  expect(say({ state: 'cancelled', report: null })?.tone).toBeUndefined()
})
