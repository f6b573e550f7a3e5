import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, scopeOf } from '@fulcrum/domain'
import type { Json, Patch } from '@fulcrum/domain'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { readRecords } from '../model/records.ts'
import { SceneProvider } from '../scene.tsx'
import type { BoardScene } from '../scene.tsx'
import { ColumnRulesForm } from './column-rules.tsx'

afterEach(cleanup)

const boardId = '0190a000-0000-7000-8000-000000000001'
const kinds = new KindRegistry(columnKinds)
const columns = { text: 'Code', number: 'Points', status: 'Status', formula: 'Sum' }
const context = {
  personName: (id: string) => id,
  findPerson: () => null,
  dayFirst: true,
  locale: 'en',
  timeZone: 'UTC',
}

function idOf(number: number): string {
  return `0190a000-0000-7000-8000-00000000020${number}`
}

/** The form of a column of a board with four items. */
function openForm(number: number, rules?: Json) {
  const state = new BoardState(scopeOf('board', boardId), kinds)
  state.load('board', boardId, { name: 'Board', prefix: 'ENG' })
  state.load('group', idOf(0), { number: 1, title: 'Now', rank: '1' })
  Object.entries(columns).forEach(([kind, title], at) => {
    const settings = kinds.get(kind)?.defaultSettings ?? {}
    const asked = at + 1 === number && rules !== undefined ? { rules } : {}
    state.load('column', idOf(at + 1), { number: at + 1, kind, title, rank: String(at), settings, ...asked })
  })
  const rows = [0, 1, 2, 3]
  const cells = (column: number | 'createdAt' | 'group', values: readonly Json[]): Patch => ({
    op: 'cells',
    column,
    rows,
    values,
  })
  const points = [1, 2, 9, null]
  state.patch(
    [
      cells('createdAt', [1]),
      cells('group', [1]),
      cells(1, ['A-1', 'a-1', 'x', null]),
      cells(2, points),
      cells(3, [5, 5, 1, 5]),
    ],
    1,
    null,
  )
  const saved: { readonly id: string; readonly rules?: Json }[] = []
  let closed = 0
  const structure = { updateColumn: (id: string, change: object) => void saved.push({ id, ...change }) }
  // @NOTE what the form asks of the scene.
  const scene = { state, records: readRecords(state), structure, context } as unknown as BoardScene
  render(
    <SceneProvider value={scene}>
      <ColumnRulesForm columnId={idOf(number)} onClose={() => (closed += 1)} />
    </SceneProvider>,
  )
  return { saved, closed: () => closed }
}

const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } })
const choose = async (label: string, title: string) => {
  fireEvent.click(screen.getByRole('combobox', { name: label }))
  fireEvent.click(await screen.findByRole('option', { name: title }))
}
const says = (text: string) => waitFor(() => expect(screen.getByRole('status').textContent).toBe(text))
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }))

test('says how many items are against the rules before they are saved', async () => {
  const form = openForm(2)
  await says('No item is against these rules.')
  type('At most', '5')
  await says('1 item lies outside the range. They stay as they are, marked, until somebody edits them.')
  await choose('A cell', 'Always needs a value')
  await says(
    '1 item has no value, 1 item lies outside the range. They stay as they are, marked, until somebody edits them.',
  )
  type('What is said when a value is refused', 'Estimate it.')
  save()
  expect(form.saved).toEqual([
    { id: idOf(2), rules: { required: 'always', range: { max: 5 }, message: 'Estimate it.' } },
  ])
  expect(form.closed()).toBe(1)
})

test('cannot be saved with what is no value or no pattern, and says what is wrong', async () => {
  const form = openForm(2)
  type('At least', 'five')
  expect(screen.getByText(/is not a number/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true)
  type('At least', '6')
  type('At most', '5')
  expect(screen.getByText('The least value of the range is above the greatest one.')).toBeTruthy()
  save()
  expect(form.saved).toEqual([])
})

test('tries a pattern, and counts texts that look otherwise or are there twice', async () => {
  const form = openForm(1)
  fireEvent.click(screen.getByRole('switch', { name: 'No two items have the same value' }))
  await says('2 items have the value of another. They stay as they are, marked, until somebody edits them.')
  type('Looks like (a pattern)', '[A-Z]-(')
  expect(screen.getByText('This ( is not closed. (at character 7)')).toBeTruthy()
  type('Looks like (a pattern)', '[A-Za-z]-\\d')
  type('Try a text', 'B-2')
  expect(screen.getByText('Is taken.')).toBeTruthy()
  type('Try a text', 'B2')
  expect(screen.getByText('Is refused.')).toBeTruthy()
  save()
  expect(form.saved[0]?.rules).toEqual({ unique: true, pattern: '[A-Za-z]-\\d' })
})

test('asks for a value in some statuses of a column that people choose from', async () => {
  const form = openForm(2)
  await choose('A cell', 'Needs a value in some statuses')
  expect(screen.getByText('Choose at least one status.')).toBeTruthy()
  fireEvent.click(screen.getByRole('checkbox', { name: 'Blocked' }))
  fireEvent.click(screen.getByRole('checkbox', { name: 'Canceled' }))
  save()
  expect(form.saved[0]?.rules).toEqual({ required: { column: 3, choices: [4], stages: ['canceled'] } })
})

test('sets how many items a status takes, and says how many are beyond that', async () => {
  const form = openForm(3)
  type('In progress', 'two')
  expect(screen.getByText('A whole number from 1 to 9,999')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Save' }).hasAttribute('disabled')).toBe(true)
  type('In progress', '2')
  type('Done', '2')
  await says('1 item is more than the limits take. They stay where they are until somebody moves them.')
  await choose('Above the limit of In progress', 'One more is shown in red')
  save()
  expect(form.saved[0]?.rules).toEqual({
    limits: [
      { choice: 5, most: 2, over: 'refuse' },
      { choice: 2, most: 2, over: 'warn' },
    ],
  })
})

test('takes rules away again, which is saved as none', () => {
  const form = openForm(2, { range: { min: 1 } })
  type('At least', '')
  save()
  expect(form.saved).toEqual([{ id: idOf(2), rules: null }])
})
