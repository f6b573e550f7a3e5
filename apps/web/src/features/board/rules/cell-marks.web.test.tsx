import { columnKinds } from '@fulcrum/columns'
import { BoardState, KindRegistry, scopeOf, type ColourRule, type ColumnKind, type Json } from '@fulcrum/domain'
import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { readRecords } from '../model/records.ts'
import { cellMarks } from './cell-marks.tsx'

afterEach(cleanup)

const context = {
  me: 'maya',
  today: 20_000,
  timeZone: 'UTC',
  weekStart: 1,
  locale: 'en',
  personName: (id: string) => id,
}
const kinds = new KindRegistry(columnKinds as readonly ColumnKind[])

/** Two items with Points (1), 8 and 2, and Owner (2), nobody and Maya. */
function made(): BoardState {
  const state = new BoardState(scopeOf('board', '0190a000-0000-7000-8000-000000000001'), kinds)
  const column = (number: number, kind: string, title: string): void => {
    const { defaultSettings: settings = {}, version: settingsVersion = 1 } = kinds.get(kind) ?? {}
    const fields = { number, kind, title, rank: `a${number}`, settings, settingsVersion }
    state.patch([{ op: 'put', table: 'column', id: `c${number}`, fields }], 0, null)
  }
  column(1, 'number', 'Points')
  column(2, 'people', 'Owner')
  state.patch(
    [
      { op: 'cells', column: 'title', rows: [0, 1], values: ['Large', 'Small'] },
      { op: 'cells', column: 1, rows: [0, 1], values: [8, 2] },
      { op: 'cells', column: 2, rows: [1], values: [['maya']] },
    ],
    0,
    null,
  )
  return state
}

function marksOf(colours: readonly ColourRule[], state = made()) {
  // @NOTE rules are JSON.
  return cellMarks(state, readRecords(state), { colours: colours as unknown as Json }, context)
}

const large: ColourRule = { when: { column: 1, operator: 'at-least', value: 5 }, colour: 'red', of: 'row' }
const mine: ColourRule = { when: { column: 2, operator: 'has-any', value: ['me'] }, colour: 'blue', of: 2 }

describe('colours of a table', () => {
  test('are of all cells of a row, or of one cell, where what is asked holds', () => {
    const { said } = marksOf([large, mine])
    const drawn = (row: number) => ['title', '1', '2'].map((column) => said(row, column).split(' ')[0])
    expect(drawn(0)).toEqual(['red', 'red', 'red'])
    expect(drawn(1)).toEqual(['', '', 'blue'])
  })

  test('of several, the first that holds counts, and one of the cell before one of its row', () => {
    const all: ColourRule = { when: { column: 1, operator: 'at-least', value: 0 }, colour: 'green', of: 'row' }
    const { said } = marksOf([large, all, { ...all, colour: 'pink', of: 1 }])
    expect(said(0, 'title')).toMatch(/^red /)
    expect(said(1, 'title')).toMatch(/^green /)
    expect(said(0, '1')).toMatch(/^pink /)
  })

  test('follow the cells as they change', () => {
    const state = made()
    const { said } = marksOf([large], state)
    state.patch([{ op: 'cells', column: 1, rows: [0], values: [1] }], 1, null)
    expect(said(0, 'title')).toBe('')
  })

  test('are nowhere where nothing is asked, or only of a column that is gone', () => {
    const none = marksOf([
      { ...large, when: { and: [] } },
      { ...large, when: { column: 9, operator: 'is', value: 1 } },
    ])
    expect(none.said(0, 'title')).toBe('')
  })

  test('are nowhere where a part of what is asked cannot be read, and wait for nothing that is yet to be filled in', () => {
    const also = (condition: ColourRule['when']): ColourRule => ({ ...large, when: { and: [large.when, condition] } })
    const gone = marksOf([also({ column: 9, operator: 'is', value: 1 })])
    expect(gone.said(0, 'title')).toBe('')
    const open = marksOf([also({ column: 2, operator: 'has-any' })])
    expect(open.said(0, 'title')).toMatch(/^red /)
  })

  test('say why in words', () => {
    const { container } = render(marksOf([large]).draw(0, 'title'))
    expect(container.querySelector('.fb-tint')?.getAttribute('data-colour')).toBe('red')
    expect(container.querySelector('[role=img]')?.getAttribute('aria-label')).toMatch(/^Points .*5$/)
    cleanup()
    expect(render(marksOf([large]).draw(0, '1')).container.querySelector('[role=img]')).toBeNull()
  })
})
