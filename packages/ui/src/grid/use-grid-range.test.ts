import { describe, expect, it } from 'vitest'
import { layOut, lineSizes } from './grid-geometry.ts'
import type { FocusContext } from './grid-keys.ts'
import type { GridModel } from './grid-types.ts'
import { rangeBetween, rangeColumns, rangeHasRow, rangeRows } from './use-grid-range.ts'

const columns = ['title', 'status', 'points', 'due'].map((id) => ({ id, title: id, width: 100 }))

/** Three sections of so many rows, named `a0`, `b0`, ...; the second may be collapsed. */
function contextOf(counts: readonly number[], collapsed = false): FocusContext {
  const sections = counts.map((rowCount, index) => ({
    id: `s${index}`,
    title: '',
    rowCount,
    collapsed: index === 1 && collapsed,
  }))
  const letter = 'abc'
  const model: GridModel = {
    revision: 0,
    sections,
    rowAt: (section, row) => ({ id: `${letter[section]}${row}`, revision: 0 }),
    find: (id) => ({ sectionIndex: letter.indexOf(id[0] ?? ''), rowIndex: Number(id.slice(1)) }),
  }
  return { model, columns, geometry: layOut(sections, lineSizes('normal')) }
}

const cell = (rowId: string, columnId: string) => ({ rowId, columnId })

describe('a range', () => {
  it('is the same whichever corner it began at', () => {
    const context = contextOf([3, 3, 3])
    const corners = [
      [cell('a1', 'status'), cell('c0', 'due')],
      [cell('c0', 'status'), cell('a1', 'due')],
      [cell('a1', 'due'), cell('c0', 'status')],
    ] as const
    for (const [one, other] of corners) {
      const range = rangeBetween(context, one, other)
      expect(range && rangeRows(range, context)).toEqual(['a1', 'a2', 'b0', 'b1', 'b2', 'c0'])
      expect(range && rangeColumns(range, columns)).toEqual(['status', 'points', 'due'])
    }
  })

  it('holds exactly the rows that it names, and none of a collapsed section', () => {
    const context = contextOf([2, 2, 2], true)
    const range = rangeBetween(context, cell('a1', 'title'), cell('c0', 'title'))
    expect(range && rangeRows(range, context)).toEqual(['a1', 'c0'])
    const has = (section: number, row: number) => range !== undefined && rangeHasRow(range, section, row)
    expect([has(0, 0), has(0, 1), has(2, 0), has(2, 1)]).toEqual([false, true, true, false])
  })

  it('is none where a corner names no column', () => {
    expect(rangeBetween(contextOf([1, 1, 1]), cell('a0', 'gone'), cell('b0', 'title'))).toBeUndefined()
  })
})
