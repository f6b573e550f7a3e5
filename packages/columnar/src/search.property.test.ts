import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchingKey, query } from './index.ts'
import { LANES, VALUES } from './testing/arbitraries.ts'
import { largeBoard, rowsOf, smallBoard } from './testing/boards.ts'
import { plainView } from './testing/plain-view.ts'

const board = fc.oneof({ arbitrary: smallBoard, weight: 3 }, { arbitrary: largeBoard, weight: 1 })
const lanes = fc.uniqueArray(fc.constantFrom(...LANES.map(({ key }) => key)), { maxLength: 4 })
const collate = (): number => 0

test('search finds the rows whose texts contain the words, however they are written', () => {
  fc.assert(
    fc.property(board, lanes, VALUES.text, ({ table, plain }, keys, text) => {
      const search = { lanes: keys, text: String(text) }
      const wanted = plainView(plain, { search }, collate).flatMap(({ rows }) => rows)
      expect(rowsOf(query(table, { search }))).toEqual(wanted)
    }),
    { numRuns: 150 },
  )
})

test('every part of a text that is there finds its row', () => {
  fc.assert(
    fc.property(smallBoard, fc.nat(), fc.nat(), ({ table, plain }, from, length) => {
      for (const row of plain.live) {
        const key = matchingKey(String(table.get('title', row) ?? ''))
        const part = key.slice(from % (key.length + 1)).slice(0, length % 5)
        if (!part.isWellFormed()) continue
        expect(rowsOf(query(table, { search: { lanes: ['title'], text: part } }))).toContain(row)
      }
    }),
    { numRuns: 60 },
  )
})
