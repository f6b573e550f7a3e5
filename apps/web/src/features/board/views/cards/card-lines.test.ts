import { expect, test } from 'vitest'
import { cardLines, cardsAcross, placeBy, rowBeside, type CardLine } from './card-lines.ts'

const sections = [
  { info: { id: 'a', key: 1, title: 'A' }, rows: [1, 2, 3, 4, 5], isShut: false },
  { info: { id: 'b', key: 2, title: 'B' }, rows: [6], isShut: true },
  { info: { id: 'c', key: 3, title: 'C' }, rows: [7, 8], isShut: false },
]
const said = (lines: readonly CardLine[]) =>
  lines.map((line) => ('head' in line ? line.head.id : line.cells.map((cell) => (cell === 'add' ? '+' : cell))))

test('cards lie beside each other by section, the place for a new one behind the last', () => {
  expect(said(cardLines(sections, 2, true))).toEqual(['a', [1, 2], [3, 4], [5, '+'], 'b', 'c', [7, 8], ['+']])
  expect(said(cardLines(sections, 4, false))).toEqual(['a', [1, 2, 3, 4], [5], 'b', 'c', [7, 8]])
})

test('the line of the place for a new card is the same after one was added', () => {
  const lineOf = (rows: number[]) =>
    cardLines([{ info: { id: 'a', key: 1, title: 'A' }, rows, isShut: false }], 2, true).at(-1)?.id
  expect(lineOf([1, 2, 3])).toBe(lineOf([1, 2, 3, 4]))
})

test('there are as many beside each other as have room, and one at least', () => {
  expect([cardsAcross(0, 'normal'), cardsAcross(336, 'small'), cardsAcross(1_200, 'large')]).toEqual([1, 2, 3])
})

test('arrow keys lead along lines and over sections, and end at the ends', () => {
  const lines = cardLines(sections, 2, true)
  const to = (row: number, across: number, down: number) => rowBeside(lines, row, { across, down })?.row
  expect([to(1, 1, 0), to(2, 1, 0), to(5, 1, 0), to(8, 1, 0)]).toEqual([2, 3, 7, undefined])
  expect([to(7, -1, 0), to(1, -1, 0)]).toEqual([5, undefined])
  expect([to(4, 0, 1), to(5, 0, 1), to(8, 0, -1), to(2, 0, -1)]).toEqual([5, 7, 5, undefined])
  expect(to(6, 1, 0)).toBeUndefined()
})

test('a card goes before or behind others of its section, and not beyond its ends', () => {
  const rows = [4, 7, 9, 2]
  expect(placeBy(rows, 7, 1)).toEqual({ after: 9, place: 3 })
  expect(placeBy(rows, 9, -1)).toEqual({ after: 4, place: 2 })
  expect(placeBy(rows, 7, -1)).toEqual({ after: undefined, place: 1 })
  expect(placeBy(rows, 4, 3)).toEqual({ after: 2, place: 4 })
  expect([placeBy(rows, 4, -1), placeBy(rows, 2, 1), placeBy(rows, 5, 1), placeBy(rows, 4, 0)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
