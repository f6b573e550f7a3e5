import { columnKinds } from '@fulcrum/columns'
import { KindRegistry, toBoardColumn } from '@fulcrum/domain'
import { expect, it } from 'vitest'
import { readPaste, type PasteTarget } from './clipboard.ts'

const kinds = new KindRegistry(columnKinds)
const column = (number: number, kind: string) =>
  toBoardColumn(`c${number}`, { number, kind, title: kind, settings: kinds.get(kind)?.defaultSettings ?? {} }, kinds)
const columns = new Map([
  ['1', column(1, 'status')],
  ['2', column(2, 'number')],
])

function target(rows: number, readOnly: readonly string[] = []): PasteTarget {
  return {
    rowIds: Array.from({ length: rows }, (_, row) => String(row)),
    columnIds: ['title', '1', '2'],
    column: (id) => columns.get(id),
    canEdit: (_row, id) => !readOnly.includes(id),
    sourceOf: () => null,
    context: {
      findPerson: () => null,
      dayFirst: true,
      timeZone: 'UTC',
      locale: 'en',
      personName: (id) => id,
    },
  }
}

it('reads each text by the kind of the column it falls on, and leaves out what lies beyond', () => {
  const paste = readPaste(
    [
      ['One', 'done', '5', 'beyond'],
      ['Two', 'Blocked', '1,250'],
      ['Three', '', '7'],
    ],
    target(2),
  )
  expect(paste).toEqual({
    refused: 0,
    reason: null,
    columns: [
      { columnId: 'title', rowIds: ['0', '1'], values: ['One', 'Two'] },
      { columnId: '1', rowIds: ['0', '1'], values: [5, 4] },
      { columnId: '2', rowIds: ['0', '1'], values: [5, 1250] },
    ],
  })
})

it('sets what can be read and says why the rest was not', () => {
  const paste = readPaste([['', 'nonsense', '3']], target(1))
  expect(paste.columns).toEqual([{ columnId: '2', rowIds: ['0'], values: [3] }])
  expect(paste.refused).toBe(2)
  expect(paste.reason).toBe('An item needs a title.')
  expect(readPaste([['One']], target(1, ['title'])).columns).toEqual([])
})

it('fills all rows of the target with a single text, in parts that one command takes', () => {
  const [first, second, ...more] = readPaste([['Done']], { ...target(2_500), columnIds: ['1'] }).columns
  expect(more).toEqual([])
  expect(first?.rowIds).toHaveLength(2_000)
  expect(second?.rowIds).toHaveLength(500)
  expect(first?.values).toEqual([5])
})
