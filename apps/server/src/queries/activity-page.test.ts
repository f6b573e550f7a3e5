import { expect, test } from 'vitest'
import { momentOf, pageOf } from './activity-page.ts'

const entries = [5, 4, 3, 2, 1].map((at) => ({ at, version: at }))

test('a page ends where not all was read, and the next one begins there', () => {
  const end = { at: 3, version: 3 }
  const page = pageOf(entries, null, 10, end)
  expect(page.entries.map(({ at }) => at)).toEqual([5, 4, 3])
  expect(momentOf(page.next ?? undefined)).toEqual(end)
  const rest = pageOf(entries, end, 10)
  expect([rest.entries.map(({ at }) => at), rest.next]).toEqual([[2, 1], null])
  // Also where nothing of what was read may be told.
  expect(momentOf(pageOf([], null, 10, end).next ?? undefined)).toEqual(end)
})

test('a page that is full goes on behind its last entry', () => {
  const page = pageOf(entries, null, 2, { at: 3, version: 3 })
  expect(momentOf(page.next ?? undefined)).toEqual({ at: 4, version: 4 })
})
