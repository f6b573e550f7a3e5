import { expect, test } from 'vitest'
import { columnKinds } from './all.ts'
import { columnViews } from './all.web.ts'

test('every kind has a view, in the same order', () => {
  expect(columnViews.map(({ id }) => id)).toEqual(columnKinds.map(({ id }) => id))
})
