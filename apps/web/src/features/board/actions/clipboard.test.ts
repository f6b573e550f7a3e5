import { columnKinds } from '@fulcrum/columns'
import { KindRegistry, toBoardColumn } from '@fulcrum/domain'
import { expect, it } from 'vitest'
import { readPaste as stepsOfPaste, type Paste, type PasteTarget } from './clipboard.ts'
import { restOf } from './paste.ts'

const kinds = new KindRegistry(columnKinds)
const column = (number: number, kind: string) =>
  toBoardColumn(`c${number}`, { number, kind, title: kind, settings: kinds.get(kind)?.defaultSettings ?? {} }, kinds)
const columns = new Map([
  ['1', column(1, 'status')],
  ['2', column(2, 'number')],
])

/** Reads to the end, and counts the steps on the way. */
function readPaste(cells: readonly (readonly string[])[], at: PasteTarget): Paste & { readonly steps: number } {
  const steps = stepsOfPaste(cells, at)
  let count = 0
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return { ...step.value, steps: count }
    count += 1
  }
}

function target(rows: number, readOnly: readonly string[] = []): PasteTarget {
  return {
    rowIds: Array.from({ length: rows }, (_, row) => String(row)),
    columnIds: ['title', '1', '2'],
    column: (id) => columns.get(id),
    canEdit: (_row, id) => !readOnly.includes(id),
    sourceOf: () => null,
    valueOf: () => null,
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
    steps: 0,
    refused: [],
    beyond: { lines: 1, columns: 1 },
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
  expect(paste.refused).toEqual([
    { columnId: 'title', count: 1, reason: 'An item needs a title.' },
    { columnId: '1', count: 1, reason: expect.stringContaining('nonsense') },
  ])
  expect(readPaste([['One']], target(1, ['title'])).columns).toEqual([])
})

it('fills all rows of the target with a single text, in parts that one command takes', () => {
  const [first, second, ...more] = readPaste([['Done']], { ...target(2_500), columnIds: ['1'] }).columns
  expect(more).toEqual([])
  expect(first?.rowIds).toHaveLength(2_000)
  expect(second?.rowIds).toHaveLength(500)
  expect(first?.values).toEqual([5])
})

it('reads 50,000 cells in small steps, and tells what was not read by column', () => {
  const lines = Array.from({ length: 25_000 }, (_, at) => [at % 1_000 === 0 ? 'never' : 'Done', String(at)])
  const paste = readPaste(lines, { ...target(24_000), columnIds: ['1', '2'] })
  expect(paste.steps).toBeGreaterThan(200)
  expect(paste.columns.every(({ rowIds }) => rowIds.length <= 2_000)).toBe(true)
  expect(paste.columns.reduce((sum, { rowIds }) => sum + rowIds.length, 0)).toBe(48_000 - 24)
  expect(restOf(paste, (id) => (id === '1' ? 'Status' : 'Points'))).toMatch(
    /^24 cells stayed as they were\. Status \(24\): .*never.* 1,000 lines had no item below/,
  )
})

it('gives one command no more text than a message carries, what stood there counted', () => {
  const text = 'x'.repeat(1_500)
  const at = { ...target(100), columnIds: ['3'], column: () => column(3, 'text'), valueOf: () => text }
  const { columns: parts } = readPaste(
    Array.from({ length: 100 }, (_, row) => [`${text} ${row}`]),
    at,
  )
  expect(parts.flatMap(({ rowIds }) => rowIds)).toHaveLength(100)
  expect(Math.max(...parts.map(({ values }) => JSON.stringify(values).length))).toBeLessThan(62_000)
})

it('keeps text that runs from right to left and has no width as it is, and refuses what is too long with its reason', () => {
  const shy = 'שלום \u200bworld\u202e\u200d'
  const at = { ...target(3), columnIds: ['3'], column: () => column(3, 'text') }
  const paste = readPaste([[shy], [`<table>${'<td>cell</td>'.repeat(160_000)}</table>`], ['fine']], at)
  expect(paste.columns).toEqual([{ columnId: '3', rowIds: ['0', '2'], values: [shy, 'fine'] }])
  expect(restOf(paste, String)).toMatch(/at most 2,000 characters/)
  expect(restOf(readPaste([['t'.repeat(1_001)]], { ...target(1), columnIds: ['title'] }), String)).toBe(
    'A title has at most 1,000 characters.',
  )
})
