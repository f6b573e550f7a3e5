import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  indexOfLine,
  layOut,
  lineAt,
  lineBox,
  lineSizes,
  MAX_CANVAS_PX,
  rowHeight,
  toPhysical,
  toVirtual,
  windowOf,
} from './grid-geometry.ts'
import type { Geometry, Line } from './grid-geometry.ts'
import { gapNear } from './row-drop.ts'
import type { GridSection } from './grid-types.ts'

const sections = fc.array(
  fc.record({
    rowCount: fc.nat(6),
    collapsed: fc.boolean(),
    headless: fc.boolean(),
    footless: fc.boolean(),
    /** Of its rows; a section without any has rows of one line. */
    lines: fc.option(fc.uint8Array({ min: 1, max: 4, minLength: 6, maxLength: 6 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 8 },
)
const sizes = lineSizes('normal')

/** The slow plain version: every line of the list, one after another. */
function allLines(list: readonly Lined[]): readonly (Line & { readonly topPx: number; readonly heightPx: number })[] {
  let topPx = 0
  const lines: (Line & { topPx: number; heightPx: number })[] = []
  list.forEach((section, sectionIndex) => {
    const add = (kind: Line['kind'], heightPx: number, rowIndex = 0): void => {
      lines.push({ kind, sectionIndex, rowIndex, topPx, heightPx })
      topPx += heightPx
    }
    const open = section.headless === true || section.collapsed !== true
    if (section.headless !== true) add('header', sizes.header)
    if (!open) return
    add('columns', sizes.columns)
    for (let row = 0; row < section.rowCount; row++) add('row', rowHeight(sizes, section.lines?.[row] ?? 1), row)
    if (section.footless !== true) add('footer', sizes.footer)
  })
  return lines
}

interface Lined extends GridSection {
  readonly lines?: Uint8Array | undefined
}

function named(list: readonly Omit<Lined, 'id' | 'title'>[]): readonly Lined[] {
  return list.map((section, index) => ({ ...section, id: `s${index}`, title: `Section ${index}` }))
}

function laidOut(list: readonly Lined[]): Geometry {
  return layOut(list, sizes, (index) => list[index]?.lines?.subarray(0, list[index].rowCount))
}

test('lines and their places are those that counting one by one gives', () => {
  fc.assert(
    fc.property(sections, (list) => {
      const all = named(list)
      const geometry = laidOut(all)
      const lines = allLines(all)
      expect(geometry.lineCount).toBe(lines.length)
      expect(geometry.heightPx).toBe(lines.reduce((sum, { heightPx }) => sum + heightPx, 0))
      lines.forEach(({ kind, sectionIndex, rowIndex, topPx, heightPx }, index) => {
        const line = { kind, sectionIndex, rowIndex }
        expect(lineAt(geometry, index)).toEqual(line)
        expect(indexOfLine(geometry, line)).toBe(index)
        expect(lineBox(geometry, line)).toEqual({ topPx, heightPx })
      })
      expect(lineAt(geometry, -1)).toBeUndefined()
      expect(lineAt(geometry, lines.length)).toBeUndefined()
    }),
  )
})

test('the drawn rows are those that meet the viewport', () => {
  fc.assert(
    fc.property(sections, fc.nat(1_500), fc.integer({ min: 1, max: 600 }), (list, fromPx, heightPx) => {
      const all = named(list)
      const drawn = windowOf(laidOut(all), fromPx, fromPx + heightPx).flatMap(({ sectionIndex, firstRow, endRow }) =>
        Array.from({ length: endRow - firstRow }, (_, at) => `${sectionIndex}:${firstRow + at}`),
      )
      const met = allLines(all)
        .filter(
          ({ kind, topPx, heightPx: high }) => kind === 'row' && topPx < fromPx + heightPx && topPx + high > fromPx,
        )
        .map(({ sectionIndex, rowIndex }) => `${sectionIndex}:${rowIndex}`)
      expect(drawn).toEqual(met)
    }),
  )
})

test('what is dropped goes to the gap that is nearest', () => {
  fc.assert(
    fc.property(sections, fc.nat(400), (list, yPx) => {
      const all = named(list)
      const geometry = laidOut(all)
      all.forEach((section, sectionIndex) => {
        const rows = allLines(all).filter((line) => line.kind === 'row' && line.sectionIndex === sectionIndex)
        const first = rows[0]?.topPx ?? 0
        const end = (rows.at(-1)?.topPx ?? 0) + (rows.at(-1)?.heightPx ?? 0) - first
        if (rows.length === 0 || yPx >= end) return
        const gaps = [...rows.map(({ topPx }) => topPx - first), end]
        const near = Math.min(...gaps.map((gap) => Math.abs(gap - yPx)))
        expect(Math.abs((gaps[gapNear(geometry, sectionIndex, yPx)] ?? -1) - yPx)).toBe(near)
      })
    }),
  )
})

test('a list taller than a browser can draw is reached whole: both ends exactly, nothing out of order', () => {
  const tall = { canvasPx: MAX_CANVAS_PX, listPx: 40_000_000, viewportPx: 800 }
  expect(toVirtual(0, tall)).toBe(0)
  expect(toVirtual(MAX_CANVAS_PX, tall)).toBe(40_000_000)
  fc.assert(
    fc.property(fc.nat(MAX_CANVAS_PX), fc.nat(MAX_CANVAS_PX), (one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      expect(toVirtual(low, tall)).toBeLessThanOrEqual(toVirtual(high, tall))
      expect(toPhysical(toVirtual(one, tall), tall)).toBeCloseTo(one, 3)
    }),
  )
})
