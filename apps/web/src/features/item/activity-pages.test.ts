import type { ActivityEntry } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import { withEarlier, withLatest, type ActivityPage } from './activity-pages.ts'

/** A page of the versions from the first down to the last. */
function page(first: number, last: number): ActivityPage {
  const entries = Array.from({ length: first - last + 1 }, (_, index) => {
    const version = first - index
    // @NOTE pages look at nothing else of an entry.
    return { scope: 'board:b', version, at: version * 1_000 } as unknown as ActivityEntry
  })
  return { entries, next: last > 1 ? `before ${last}` : null }
}

const versions = ({ entries }: ActivityPage): number[] => entries.map(({ version }) => version)

test('an earlier page follows what is shown, and the one after it begins where it ended', () => {
  const shown = withEarlier(page(9, 7), page(6, 4))
  expect(versions(shown)).toEqual([9, 8, 7, 6, 5, 4])
  expect(shown.next).toBe('before 4')
  expect(withEarlier(shown, page(3, 1)).next).toBeNull()
})

test('what happens meanwhile stands before all others, and nothing between goes', () => {
  const shown = withLatest(withEarlier(page(9, 7), page(6, 4)), page(10, 8))
  expect(versions(shown)).toEqual([10, 9, 8, 7, 6, 5, 4])
  expect(shown.next).toBe('before 4')
})

test('where more happened than a page holds, what is shown begins anew, so that none is missed', () => {
  const shown = withLatest(withEarlier(page(9, 7), page(6, 4)), page(20, 18))
  expect(versions(shown)).toEqual([20, 19, 18])
  expect(shown.next).toBe('before 18')
})

test('one page alone is the latest as it is', () => {
  expect(withLatest(null, page(3, 1))).toEqual(page(3, 1))
  expect(withLatest(page(9, 7), page(10, 8))).toEqual({ ...page(10, 7), next: 'before 7' })
})
