import { boardViewSpec, checkSettings, readSettings, toViewSpec, viewKinds } from '@fulcrum/domain'
import type { ColumnKind, ViewKind } from '@fulcrum/domain'
import { describe, expect, test } from 'vitest'
import { columnKinds } from './all.ts'
import { contractBoard } from './contract-board.ts'

const reading = { me: null, today: 20_000, timeZone: 'UTC', weekStart: 1 }
const board = contractBoard(columnKinds as readonly ColumnKind[])
const bare = contractBoard([])

for (const kind of viewKinds as readonly ViewKind[]) {
  describe(`a ${kind.id} view`, () => {
    test('begins on a board with a view that can be saved and followed', () => {
      const begun = kind.begin(board)
      if ('lacks' in begun) throw new Error(begun.lacks)
      expect(boardViewSpec.parse(begun)).toEqual(begun)
      expect(() => checkSettings(kind, begun)).not.toThrow()
      expect(toViewSpec(board, begun, reading).leftOut).toEqual([])
    })

    test('on a board without a column begins, or says what is missing', () => {
      const begun = kind.begin(bare)
      if ('lacks' in begun) expect(begun.lacks).toMatch(/\.$/)
      else expect(toViewSpec(bare, begun, reading).leftOut).toEqual([])
    })

    test('needs no settings, and takes what it cannot read for none', () => {
      expect(kind.settings.safeParse({}).success).toBe(true)
      expect(readSettings(kind, { nonsense: 1 })).toEqual(readSettings(kind, undefined))
    })

    test('refuses settings that it does not know, by name', () => {
      expect(() => checkSettings(kind, { settings: { nonsense: 1 } })).toThrow(kind.label)
    })

    test('says what it is for', () => {
      expect(kind.description).toMatch(/\.$/)
      expect(kind.id).toMatch(/^[a-z][a-z-]*$/)
    })
  })
}

test('kinds have names of their own', () => {
  expect(new Set(viewKinds.map(({ id }) => id)).size).toBe(viewKinds.length)
})
