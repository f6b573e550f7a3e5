import { rowBelow, rowPx, rowTop, shownRows, stickyPx, windowOf, type Geometry } from './grid-geometry.ts'
import type { FocusContext } from './grid-keys.ts'
import type { GridDropTarget } from './grid-types.ts'

/** A place for dropped rows, and where its line is drawn. */
export interface RowDrop {
  readonly topPx: number
  readonly target: GridDropTarget
}

/** Where a row dropped at this height of the list would go; `undefined` over what takes no rows. */
export function dropAt(context: FocusContext, yPx: number): RowDrop | undefined {
  const { geometry, model } = context
  const { sizes } = geometry
  for (const part of windowOf(geometry, yPx, yPx + 1)) {
    const section = geometry.sections[part.sectionIndex]
    if (section === undefined || (section.collapsed === true && section.headless !== true)) return undefined
    const rowsTop = (geometry.tops[part.sectionIndex] ?? 0) + stickyPx(section, sizes)
    const rows = shownRows(section)
    const slot = Math.min(rows, Math.max(0, gapNear(geometry, part.sectionIndex, yPx - rowsTop)))
    const idAt = (index: number): string | undefined =>
      index < 0 || index >= rows ? undefined : model.rowAt(part.sectionIndex, index)?.id
    return {
      topPx: rowsTop + rowTop(geometry, part.sectionIndex, slot),
      target: { sectionId: section.id, afterRowId: idAt(slot - 1), beforeRowId: idAt(slot) },
    }
  }
  return undefined
}

/** The gap between rows that is nearest to so many pixels below the first row: so many rows stand above it. */
export function gapNear(geometry: Geometry, sectionIndex: number, yPx: number): number {
  const row = rowBelow(geometry, sectionIndex, yPx)
  return yPx - rowTop(geometry, sectionIndex, row) < rowPx(geometry, sectionIndex, row) / 2 ? row : row + 1
}
