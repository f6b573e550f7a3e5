import { focusOf } from './grid-dom.ts'
import { sameFocus, type FocusContext } from './grid-keys.ts'
import type { GridPointer, RowFocus } from './grid-pointer.ts'
import { followPointer } from './pointer-drag.ts'
import { rangeBetween, rangeColumns, rangeRows, type CellRange } from './use-grid-range.ts'

const EDGE_PX = 28

/** Takes more rows along by the handle; those are filled when it is let go. Escape leaves all as it was. */
export function startFill(grid: GridPointer, event: React.PointerEvent, corner: RowFocus): void {
  const { drags, context } = grid
  const source = grid.range ?? rangeBetween(context, corner, corner)
  const root = drags.viewport.element()
  if (source === undefined || root === null) return
  const firstId = context.model.rowAt(source.from.sectionIndex, source.from.rowIndex)?.id ?? corner.rowId
  const first: RowFocus = { ...corner, rowId: firstId, columnId: context.columns[source.firstColumn]?.id ?? '' }
  const show = (from: RowFocus, to: RowFocus): void => {
    grid.take(from, to)
    grid.setFocus((old) => (old !== undefined && sameFocus(old, to) ? old : to))
  }
  let end: RowFocus | undefined
  // The press puts the focus into the corner's cell: they stay taken together.
  show(first, corner)
  followPointer(event.nativeEvent, {
    move: ({ clientX, clientY }) => {
      const { top, bottom } = root.getBoundingClientRect()
      if (clientY > bottom - EDGE_PX) root.scrollTop += EDGE_PX
      else if (clientY < top + 2 * EDGE_PX) root.scrollTop -= EDGE_PX
      const under = document.elementFromPoint(clientX, clientY)
      const named =
        under && root.contains(under) ? focusOf(under, drags.live.current.context.model.sections) : undefined
      if (named?.kind !== 'row') return
      end = { ...corner, rowId: named.rowId }
      const now = rangeBetween(drags.live.current.context, first, corner) ?? source
      const above = rowsAfter(drags.live.current.context, now, named.rowId) === undefined
      show(above ? { ...first, rowId: corner.rowId } : first, above ? { ...end, columnId: first.columnId } : end)
    },
    drop: () => {
      // Others may have moved the rows meanwhile: the source goes by its corners, not by where they stood.
      const now = rangeBetween(drags.live.current.context, first, corner)
      if (end !== undefined && now !== undefined) fill(grid, now, end.rowId)
      end = undefined
    },
    end: () => {
      if (end !== undefined) show(first, corner)
    },
  })
}

/** Fills to the end of the section. */
export function fillToEnd(grid: GridPointer, corner: RowFocus): void {
  const { context } = grid
  const source = grid.range ?? rangeBetween(context, corner, corner)
  const section = source && context.model.sections[source.to.sectionIndex]
  const last = section && context.model.rowAt(source.to.sectionIndex, section.rowCount - 1)?.id
  if (source !== undefined && last !== undefined) fill(grid, source, last)
}

function fill({ drags }: GridPointer, source: CellRange, toRowId: string): void {
  const { props, context } = drags.live.current
  const from = { rowIds: rangeRows(source, context), columnIds: rangeColumns(source, context.columns) }
  const below = rowsAfter(context, source, toRowId)
  const rowIds = (below ?? rowsBefore(context, source, toRowId)).filter((id) => !from.rowIds.includes(id))
  if (rowIds.length > 0) props.onFill?.(from, rowIds, below === undefined)
}

/** The rows from a range down to one; undefined where that lies above. */
function rowsAfter(context: FocusContext, source: CellRange, rowId: string): string[] | undefined {
  const at = context.model.find(rowId)
  const { from } = source
  if (at === undefined) return []
  if (at.sectionIndex < from.sectionIndex || (at.sectionIndex === from.sectionIndex && at.rowIndex < from.rowIndex))
    return undefined
  return rangeRows({ ...source, to: at }, context)
}

/** The rows from a range up to one, the nearest first. */
function rowsBefore(context: FocusContext, source: CellRange, rowId: string): string[] {
  const at = context.model.find(rowId)
  return at === undefined ? [] : rangeRows({ ...source, from: at }, context).reverse()
}
