import type { ViewContext } from '@fulcrum/columns/web'
import type { ItemSight } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { conflictWords, farSight, farWords } from './far-words.ts'
import type { FarWait } from './read-plan.ts'

const id = '0190a000-0000-7000-8000-000000000001'
const board = '0190a000-0000-7000-8000-0000000000b1'
const found = { id, board, boardName: 'Platform', row: 0, key: 'PLA-1', title: 'Freeze', days: { start: 1, end: 2 } }
const wait: FarWait = { item: id, found, id: -1, reached: 'finish', enter: 'start', lag: 0 }
const told: ItemSight = { is: 'item', id, board, row: 0, key: 'PLA-1', title: 'Freeze', stage: null, archived: false }

function context(item: ItemSight): ViewContext {
  // @NOTE nothing else of it is read.
  return { item: () => item, items: { boards: [{ id: board, name: 'Platform' }] } } as unknown as ViewContext
}

function said(of: Partial<FarWait>, sight: ItemSight = told, broken = false): string | null {
  const each = { ...wait, ...of }
  const seen = farSight(each, context(sight))
  return seen && farWords(each, seen, { days: ({ start, end }) => `${start} to ${end}`, broken })
}

test('an item of another board is said with its key, board and days, and what is wrong', () => {
  expect(said({})).toBe('Waits for PLA-1 Freeze on Platform, 1 to 2')
  expect(said({}, told, true)).toBe(
    'Waits for PLA-1 Freeze on Platform, 1 to 2, conflict: it ends after this one begins',
  )
  expect(said({ found: { ...found, days: null } })).toBe('Waits for PLA-1 Freeze on Platform, which has no dates')
})

test('where nobody can be asked for days, what the cell is told of is said, and no days', () => {
  expect(said({ found: undefined })).toBe('Waits for PLA-1 Freeze on Platform')
  expect(said({ found: undefined }, { is: 'loading' })).toBeNull()
})

test('of one that the reader may not see only that is said, whatever was told before; one that is gone is not said', () => {
  expect(said({ found: null })).toBe('Waits for an item you cannot see')
  expect(said({ found: undefined }, { is: 'no-access' })).toBe('Waits for an item you cannot see')
  expect(said({ found: null }, { is: 'gone' })).toBeNull()
})

test('each way to depend has its own words, and with days between the days are what is missing', () => {
  const ways = (['finish', 'start'] as const).flatMap((reached) =>
    (['finish', 'start'] as const).map((enter) => conflictWords({ reached, enter, lag: 0 })),
  )
  expect(new Set(ways).size).toBe(4)
  expect(conflictWords({ reached: 'finish', enter: 'start', lag: 2 })).toBe('conflict: too few days between')
})
