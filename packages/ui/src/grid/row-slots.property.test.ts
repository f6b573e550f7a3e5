import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRowSlots } from './row-slots.ts'

const names = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 })

/** Some rows of a list in some order, drawn at rest or while it is scrolled, in time or behind, with the keyboard on one. */
const drawing = fc.record({
  names,
  moving: fc.boolean(),
  behind: fc.boolean(),
  focused: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
})

const rowsOf = (all: readonly number[]) => all.map((name) => ({ id: `row ${name}`, revision: 1 }))
const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)
const idle = { moving: false, focused: undefined, canWait: () => false }

test('each row has an element of its own, keeps it while it is drawn, and elements stand still while they are taken over', () => {
  fc.assert(
    fc.property(fc.array(drawing, { maxLength: 30 }), (drawings) => {
      const slots = createRowSlots()
      let before: readonly { readonly id: string; readonly slot: number }[] = []
      for (const { names: shown, moving, behind, focused } of drawings) {
        const rows = rowsOf(shown)
        const held = focused === undefined ? undefined : `row ${focused}`
        const drawn = slots.of(rows, { moving, focused: held, canWait: () => behind })
        expect(new Set(drawn.map(({ slot }) => slot)).size).toBe(rows.length)
        expect(new Set(drawn.map(({ id }) => id))).toEqual(new Set(rows.map(({ id }) => id)))
        for (const { id, slot } of before) {
          const now = drawn.find((each) => each.id === id)
          if (now) expect(now.slot).toBe(slot)
          // Nobody takes over the element that has the keyboard.
          else if (id === held) expect(drawn.some((each) => each.slot === slot)).toBe(false)
        }
        const stay = new Set(drawn.map(({ slot }) => slot))
        const stood = before.map(({ slot }) => slot).filter((slot) => stay.has(slot))
        // None is made while one is free.
        const lost = before.some(({ id }) => id === held) && !rows.some(({ id }) => id === held) ? 1 : 0
        expect(drawn.length - stood.length).toBe(Math.max(0, rows.length - (before.length - lost)))
        if (moving) expect(drawn.map(({ slot }) => slot).slice(0, stood.length)).toEqual(stood)
        else expect(drawn.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
        if (!behind) for (const { id, cells } of drawn) expect(cells?.id).toBe(id)
        before = drawn
      }
    }),
  )
})

test('other rows in the place of all take over the elements in their order: none of them changes its place', () => {
  const slots = createRowSlots()
  const before = slots.of(rowsOf(from(0, 5)), idle).map(({ slot }) => slot)
  expect(slots.of(rowsOf(from(20, 5)), idle).map(({ slot }) => slot)).toEqual(before)
})

test('a row that comes while the list is behind shows no cells of its own yet, and one that was whole stays so', () => {
  const slots = createRowSlots()
  slots.of(rowsOf(from(0, 3)), idle)
  const behind = slots.of(rowsOf(from(1, 3)), { moving: true, focused: undefined, canWait: () => true })
  expect(behind.map(({ id, cells }) => [id, cells?.id])).toEqual([
    ['row 3', 'row 0'],
    ['row 1', 'row 1'],
    ['row 2', 'row 2'],
  ])
  const rest = slots.of(rowsOf(from(1, 3)), idle)
  expect(rest.map(({ id, cells }) => [id, cells?.id])).toEqual(from(1, 3).map((name) => [`row ${name}`, `row ${name}`]))
})

test('a row of which nothing changed is given the same cells, so that it is not drawn again', () => {
  const slots = createRowSlots()
  const before = slots.of(rowsOf(from(0, 3)), idle)
  const after = slots.of(rowsOf(from(0, 3)).with(1, { id: 'row 1', revision: 2 }), idle)
  expect(after[0]?.cells).toBe(before[0]?.cells)
  expect(after[1]?.cells).toEqual({ id: 'row 1', revision: 2 })
  expect(after[2]?.cells).toBe(before[2]?.cells)
})
