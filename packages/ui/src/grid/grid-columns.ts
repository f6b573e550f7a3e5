import type { GridColumn, GridWrap } from './grid-types.ts'

/** Width of the strip before the first column that holds checkbox and handle. */
export const GUTTER_PX = 46
/** Width of the strip behind the last column that holds the "add column" button. */
export const TAIL_PX = 40
const MIN_WIDTH_PX = 56

/** The horizontal layout: pinned columns first, then the others from `startPx`. */
export interface ColumnLayout {
  readonly columns: readonly GridColumn[]
  readonly pinnedCount: number
  /** Start of each column from the start edge of the row, gutter included. */
  readonly starts: readonly number[]
  readonly widths: readonly number[]
  readonly pinnedPx: number
  readonly totalPx: number
}

/** The narrowest a column may be. */
export function minWidthOf(column: GridColumn): number {
  return column.minWidth ?? MIN_WIDTH_PX
}

/**
 * Lays the columns out. Width that is left goes to the column with `grow`. `draft` replaces one column's width while it is
 * being dragged.
 */
export function layOutColumns(
  columns: readonly GridColumn[],
  viewportPx: number,
  gutterPx: number,
  tailPx: number,
  draft?: { readonly columnId: string; readonly widthPx: number },
): ColumnLayout {
  const widths = columns.map((column) =>
    draft?.columnId === column.id ? draft.widthPx : Math.max(minWidthOf(column), column.width),
  )
  const used = widths.reduce((sum, width) => sum + width, gutterPx + tailPx)
  const growing = columns.findIndex((column) => column.grow === true)
  if (growing >= 0 && used < viewportPx) widths[growing] = (widths[growing] ?? 0) + (viewportPx - used)
  const starts: number[] = []
  let start = gutterPx
  let pinnedCount = 0
  let pinnedPx = gutterPx
  columns.forEach((column, index) => {
    starts.push(start)
    start += widths[index] ?? 0
    if (column.pinned === true && pinnedCount === index) {
      pinnedCount += 1
      pinnedPx = start
    }
  })
  // On a narrow screen a pinned column would cover the others.
  if (pinnedPx > viewportPx * 0.6) {
    pinnedCount = 0
    pinnedPx = gutterPx
  }
  return { columns, pinnedCount, starts, widths, pinnedPx, totalPx: Math.max(start + tailPx, viewportPx) }
}

/** What a cell keeps free of text: its padding, and in the first one what opens sub-items. */
const CELL_PADDING_PX = 20
const FIRST_PADDING_PX = 18
const EXPANDER_PX = 22

/** The columns whose text wraps, and how wide it stands there. */
export function wrapsOf({ columns, widths }: ColumnLayout, tree: boolean): readonly GridWrap[] {
  return columns.flatMap(({ id, wrap }, index) => {
    if (wrap !== true) return []
    const free = index > 0 ? CELL_PADDING_PX : FIRST_PADDING_PX + (tree ? EXPANDER_PX : 0)
    return [{ columnId: id, widthPx: (widths[index] ?? 0) - free }]
  })
}

/** The unpinned columns that meet the viewport scrolled by `scrollPx`: first and end (exclusive). */
export function columnWindow(
  layout: ColumnLayout,
  scrollPx: number,
  viewportPx: number,
): { readonly first: number; readonly end: number } {
  const from = scrollPx + layout.pinnedPx
  const to = scrollPx + viewportPx
  const count = layout.columns.length
  let first = layout.pinnedCount
  while (first < count - 1 && (layout.starts[first] ?? 0) + (layout.widths[first] ?? 0) < from) first += 1
  let end = first
  while (end < count && (layout.starts[end] ?? 0) < to) end += 1
  // One column on either side is drawn ahead, so a small sideways scroll shows no gap.
  return { first: Math.max(layout.pinnedCount, first - 1), end: Math.min(count, end + 1) }
}
