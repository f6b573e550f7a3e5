import { useState } from 'react'
import { shownRows } from './grid-geometry.ts'
import type { FocusContext } from './grid-keys.ts'
import type { GridColumn, GridFocus } from './grid-types.ts'

/** A corner of a range by name, so that it stays on its cell when rows and columns move. */
interface Corner {
  readonly rowId: string
  readonly columnId: string
}

/** A place among the rows of all sections. */
interface RowPlace {
  readonly sectionIndex: number
  readonly rowIndex: number
}

/** A rectangle of cells: rows from one place to another, columns from one index to another, all ends included. */
export interface CellRange {
  readonly from: RowPlace
  readonly to: RowPlace
  readonly firstColumn: number
  readonly lastColumn: number
}

/** Whether a row lies in a range. */
export function rangeHasRow(range: CellRange, sectionIndex: number, rowIndex: number): boolean {
  const at = { sectionIndex, rowIndex }
  return comparePlaces(range.from, at) <= 0 && comparePlaces(at, range.to) <= 0
}

/** The names of a range's rows, from top to bottom; those that are not here are left out. */
export function rangeRows({ from, to }: CellRange, { model }: FocusContext): string[] {
  const ids: string[] = []
  for (let at = from.sectionIndex; at <= to.sectionIndex; at += 1) {
    const section = model.sections[at]
    if (section === undefined) continue
    const first = at === from.sectionIndex ? from.rowIndex : 0
    const last = at === to.sectionIndex ? to.rowIndex : shownRows(section) - 1
    for (let index = first; index <= last; index += 1) {
      const row = model.rowAt(at, index)
      if (row !== undefined) ids.push(row.id)
    }
  }
  return ids
}

/** The columns of a range. */
export function rangeColumns({ firstColumn, lastColumn }: CellRange, columns: readonly GridColumn[]): string[] {
  return columns.slice(firstColumn, lastColumn + 1).map(({ id }) => id)
}

/** The rectangle between two cells; undefined where one of them is not shown. */
export function rangeBetween(context: FocusContext, one: Corner, other: Corner): CellRange | undefined {
  const { model, columns } = context
  const a = model.find(one.rowId)
  const b = model.find(other.rowId)
  const first = columns.findIndex(({ id }) => id === one.columnId)
  const last = columns.findIndex(({ id }) => id === other.columnId)
  if (a === undefined || b === undefined || first < 0 || last < 0) return undefined
  const [from, to] = comparePlaces(a, b) <= 0 ? [a, b] : [b, a]
  return { from, to, firstColumn: Math.min(first, last), lastColumn: Math.max(first, last) }
}

/**
 * The cells that Shift, or a drag, has taken together: from an anchor to the focus. There is a range only as long as the focus
 * stands at its other end, so whatever else moves the focus ends it.
 */
export function useGridRange(context: FocusContext, focus: GridFocus | undefined) {
  const [ends, setEnds] = useState<{ readonly anchor: Corner; readonly end: Corner }>()
  const active = ends !== undefined && focus?.kind === 'row' && sameCorner(ends.end, focus) ? ends : undefined
  return {
    range:
      active === undefined || sameCorner(active.anchor, active.end)
        ? undefined
        : rangeBetween(context, active.anchor, active.end),
    /** Takes the cells from the anchor, which is the focus where there is no range, to this one. */
    extend: (end: Corner): void => {
      if (focus?.kind === 'row') setEnds({ anchor: active?.anchor ?? focus, end })
    },
    /** Takes the cells between two. */
    take: (anchor: Corner, end: Corner): void => setEnds({ anchor, end }),
    clear: (): void => setEnds(undefined),
  }
}

function sameCorner(left: Corner, right: Corner): boolean {
  return left.rowId === right.rowId && left.columnId === right.columnId
}

function comparePlaces(left: RowPlace, right: RowPlace): number {
  return left.sectionIndex - right.sectionIndex || left.rowIndex - right.rowIndex
}
