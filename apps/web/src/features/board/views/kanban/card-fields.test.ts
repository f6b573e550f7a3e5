import type { BoardColumn } from '@fulcrum/domain'
import { expect, it } from 'vitest'
import { cardFields } from './card-fields.ts'

const column = (number: number, role?: string) =>
  ({ number, fields: role === undefined ? {} : { role } }) as unknown as BoardColumn
const columns = [
  column(1, 'status'),
  column(2, 'owner'),
  column(3, 'type'),
  column(4, 'estimate'),
  column(5),
  column(6, 'priority'),
]
const shown = (chosen: readonly number[] | undefined, around: readonly number[]) => {
  const { labels, ends } = cardFields(columns, chosen, around)
  return [labels.map(({ number }) => number), ends.map(({ number }) => number)]
}

it('without a choice shows what sort, how urgent, how large and whose, but not what the card stands in', () => {
  expect(shown(undefined, [1])).toEqual([
    [3, 6],
    [4, 2],
  ])
  expect(shown(undefined, [1, 6])).toEqual([[3], [4, 2]])
})

it('shows what was chosen, in that order, also what it stands in; columns that are gone are left out', () => {
  expect(shown([5, 1, 2, 99], [1])).toEqual([[5, 1], [2]])
  expect(shown([], [1])).toEqual([[], []])
})
