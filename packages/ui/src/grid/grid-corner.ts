import type { FocusContext } from './grid-keys.ts'
import type { GridFocus } from './grid-types.ts'
import type { CellRange } from './use-grid-range.ts'

/** The cell at whose corner the handle stands: the last of those taken together, else the focused one. The first column has none. */
export function cornerOf(
  { model, columns }: FocusContext,
  range: CellRange | undefined,
  focus: GridFocus | undefined,
): { readonly rowId: string; readonly columnId: string } | undefined {
  if (range === undefined) return focus?.kind === 'row' && focus.columnId !== columns[0]?.id ? focus : undefined
  const rowId = model.rowAt(range.to.sectionIndex, range.to.rowIndex)?.id
  const columnId = columns[range.lastColumn]?.id
  return rowId === undefined || columnId === undefined || range.lastColumn === 0 ? undefined : { rowId, columnId }
}
