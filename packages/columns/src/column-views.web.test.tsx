import { must } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { columnKinds } from './all.ts'
import { columnViews } from './all.web.ts'
import { firstKinds } from './first.ts'
import { firstViews } from './first.web.ts'
import { columnViewContract } from './column-view-contract.web.tsx'

test('every kind has a view, in the same order', () => {
  expect(columnViews.map(({ id }) => id)).toEqual(columnKinds.map(({ id }) => id))
})

test('the kinds with which an app may begin have their views, in the same order', () => {
  expect(firstViews.map(({ id }) => id)).toEqual(firstKinds.map(({ id }) => id))
})

for (const view of columnViews) {
  columnViewContract(view, must(columnKinds.find(({ id }) => id === view.id)))
}
