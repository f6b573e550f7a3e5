import { expect, test } from 'vitest'
import type { BoardSearch } from '../shell/board-contract.ts'
import { readBoardSearch, writeBoardSearch } from './board-search.ts'

test.each<BoardSearch>([
  {},
  { view: '01999999-0000-7000-8000-000000000001' },
  { find: '12' },
  { find: 'a & b = c? #1 +' },
  { find: 'x', spec: { sort: [{ column: 'title', direction: 'desc' }], groupBy: null } },
  { at: 1_709_553_600_000 },
  { at: 1_709_553_600_000, to: 'now' },
  { at: 1_709_553_600_000, to: 1_709_640_000_000 },
])('%j is read as it was written', (search) => {
  expect(readBoardSearch(writeBoardSearch(search))).toEqual(search)
})

test('nothing to say leaves the address bare', () => {
  expect(writeBoardSearch({})).toBe('')
  expect(writeBoardSearch({ find: '' })).toBe('')
})

test.each(['?spec={', '?spec=[1]', '?spec=7', '?other=1', '?at=once', '?to=now', ''])('%s says nothing', (text) => {
  expect(readBoardSearch(text)).toEqual({})
})
