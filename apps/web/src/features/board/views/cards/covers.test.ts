import type { BoardColumn, Json } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { coverColumn, galleryFields, pictureOf } from './covers.ts'

const column = (number: number, files?: (value: Json) => unknown) =>
  ({ number, kind: { files } }) as unknown as BoardColumn
const held = (value: Json) => value

test('the cover is of the first column that holds files, of the chosen one, or there is none', () => {
  const columns = [column(1), column(2, held), column(3, held)]
  const number = (chosen: number | null | undefined) => coverColumn(columns, chosen)?.number
  expect([number(undefined), number(3), number(null), number(1), number(9)]).toEqual([
    2,
    3,
    undefined,
    undefined,
    undefined,
  ])
})

test('it is the first file that is a picture, of which a giant is drawn small', () => {
  const file = (name: string, type: string, sizeBytes = 10) => ({ name, type, sizeBytes, hash: name })
  const cell = [file('notes', 'text/plain'), file('giant', 'image/png', 1e9), file('shot', 'image/webp')]
  expect(pictureOf(column(1, held), cell)?.name).toBe('giant')
  expect(pictureOf(column(1, held), cell.toReversed())?.name).toBe('shot')
  expect(pictureOf(column(1, held), [file('drawing', 'image/svg+xml')])).toBeUndefined()
  expect(pictureOf(column(1, held), null)).toBeUndefined()
})

test('without a choice a card says where its work stands too, but not what it stands in or shows as a picture', () => {
  const named = (number: number, role: string, files?: (value: Json) => unknown) =>
    ({ ...column(number, files), fields: { role } }) as unknown as BoardColumn
  const columns = [named(1, 'status'), named(2, 'priority'), named(3, 'link'), named(4, 'due', held), named(5, 'owner')]
  const said = (cards: readonly number[] | undefined, groupedBy?: number) => {
    const { labels, ends } = galleryFields(columns, { cards }, groupedBy)
    return [...labels, ...ends].map(({ number }) => number)
  }
  expect(said(undefined)).toEqual([1, 2, 5])
  expect(said(undefined, 1)).toEqual([2, 5])
  expect(said([3, 1], 1)).toEqual([3, 1])
})
