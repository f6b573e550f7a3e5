import type { BoardViewSpec } from '@fulcrum/domain'
import { describe, expect, it } from 'vitest'
import {
  changeColumn,
  chosenView,
  draftOf,
  filterOf,
  filterParts,
  moveColumn,
  PLAIN_VIEW_ID,
  readDraft,
  sameRows,
  shownViews,
  withDraft,
} from './view-state.ts'

const status = { column: 2, operator: 'is', value: [1] } as const
const saved: BoardViewSpec = { filter: status, sort: [{ column: 4, direction: 'desc' }], groupBy: 2 }

describe('drafts', () => {
  it('say what differs, also what was emptied, and nothing where all is as saved', () => {
    const cleared: BoardViewSpec = { ...saved, filter: null, sort: [] }
    expect(draftOf(saved, cleared)).toEqual({ filter: null, sort: [] })
    expect(withDraft(saved, draftOf(saved, cleared) ?? {})).toEqual(cleared)
    expect(draftOf(saved, { ...saved })).toBeUndefined()
    expect(draftOf({}, { filter: null, sort: [], columns: [] })).toBeUndefined()
  })

  it('of an address that nobody can read are nothing', () => {
    expect(readDraft({ filter: { column: 'nonsense' } })).toEqual({})
    expect(readDraft(undefined)).toEqual({})
    expect(readDraft({ filter: status })).toEqual({ filter: status })
  })
})

it('knows views that show the same rows, however wide their columns are', () => {
  expect(sameRows(saved, { ...saved, columns: [{ column: 2, width: 90 }] })).toBe(true)
  expect(sameRows({}, { filter: null, sort: [] })).toBe(true)
  expect(sameRows(saved, { ...saved, groupBy: null })).toBe(false)
})

it('keeps what must hold together apart from what is nested', () => {
  const nested = { or: [status, status] } as const
  expect(filterParts(status)).toEqual([status])
  expect(filterParts({ and: [status, nested] })).toEqual([status, nested])
  expect(filterParts(nested)).toEqual([nested])
  expect(filterOf(filterParts({ and: [status, nested] }))).toEqual({ and: [status, nested] })
  expect(filterOf([])).toBeNull()
})

describe('columns', () => {
  const order = ['title', 3, 1, 2] as const

  it('that are changed keep their place, and hidden ones stay known', () => {
    const hidden: BoardViewSpec = { columns: [{ column: 9, hidden: true }] }
    expect(changeColumn(hidden, order, 1, { width: 200 }).columns).toEqual([
      { column: 'title' },
      { column: 3 },
      { column: 1, width: 200 },
      { column: 2 },
      { column: 9, hidden: true },
    ])
  })

  it('are moved before another one, or to the end', () => {
    const columns = (before: number | undefined) =>
      moveColumn({ columns: [{ column: 3, width: 90 }] }, order, 3, before).columns?.map(({ column }) => column)
    expect(columns(2)).toEqual(['title', 1, 3, 2])
    expect(columns(undefined)).toEqual(['title', 1, 2, 3])
  })
})

describe('views', () => {
  const view = (id: string, ownerId: string | null) => ({ id, name: id, ownerId, spec: {} })

  it('of everybody come first; the plain table stands in where there is none of them', () => {
    expect(shownViews([view('mine', 'me')]).map(({ id }) => id)).toEqual([PLAIN_VIEW_ID, 'mine'])
    expect(shownViews([view('mine', 'me'), view('ours', null)]).map(({ id }) => id)).toEqual(['ours', 'mine'])
  })

  it('that are gone give way to the one with which the board opens, and that to the first', () => {
    const views = [view('ours', null), view('kanban', null), view('mine', 'me')]
    expect(chosenView(views, 'mine', 'kanban').id).toBe('mine')
    expect(chosenView(views, 'gone', 'kanban').id).toBe('kanban')
    expect(chosenView(views, undefined, 'gone').id).toBe('ours')
    expect(chosenView([view('mine', 'me')], undefined, null).id).toBe(PLAIN_VIEW_ID)
    expect(chosenView([view('mine', 'me')], undefined, 'mine').id).toBe('mine')
  })
})

it('what a view keeps by itself is in no draft, and stays under every draft', () => {
  const saved = { settings: { zoom: 'week', kept: { baseline: 'long' } } }
  const wanted = { settings: { zoom: 'month', kept: { baseline: 'long' } } }
  const draft = draftOf(saved, wanted)
  expect(draft).toEqual({ settings: { zoom: 'month' } })
  expect(withDraft(saved, draft ?? {})).toEqual(wanted)
  expect(draftOf(saved, { settings: { zoom: 'week' } })).toBeUndefined()
})
