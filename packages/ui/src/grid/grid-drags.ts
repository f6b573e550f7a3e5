import { minWidthOf, type ColumnLayout } from './grid-columns.ts'
import { isRtl } from './grid-dom.ts'
import { dropAt, type RowDrop } from './row-drop.ts'
import type { LineSizes } from './grid-geometry.ts'
import type { FocusContext } from './grid-keys.ts'
import type { GridColumn, GridLabels, GridModel, GridProps } from './grid-types.ts'
import { followPointer } from './pointer-drag.ts'
import type { Scroller } from './scroller.ts'
import { dragSection } from './section-drag.ts'

const AUTOSCROLL_EDGE_PX = 48
const NO_ROWS: ReadonlySet<string> = new Set()

/** A column that is being resized, and its width until now. */
export interface ColumnResize {
  readonly columnId: string
  readonly widthPx: number
}

/** A column that is being moved, and where it would go. */
export interface ColumnDrop {
  readonly columnId: string
  readonly startPx: number
}

/** What a drag looks at and shows. `live` is the grid of the moment, which may change while something is dragged. */
export interface GridDrags {
  readonly props: GridProps
  readonly model: GridModel
  readonly columns: readonly GridColumn[]
  readonly layout: ColumnLayout
  readonly sizes: LineSizes
  readonly labels: GridLabels
  readonly selection: ReadonlySet<string>
  readonly viewport: Scroller
  readonly live: React.RefObject<{
    readonly props: GridProps
    readonly context: FocusContext
    readonly layout: ColumnLayout
  }>
  readonly say: (text: string) => void
  readonly set: {
    readonly resizing: (resize: ColumnResize | undefined) => void
    readonly columnDrop: (drop: ColumnDrop | undefined) => void
    readonly sectionDrop: (topPx: number | undefined) => void
    readonly rowDrop: (drop: RowDrop | undefined) => void
    readonly draggedRows: (rowIds: ReadonlySet<string>) => void
  }
}

/** Resizes a column by its edge. */
export function startResize(grid: GridDrags, event: React.PointerEvent, columnId: string): void {
  const { props, columns, layout, set, live } = grid
  const index = columns.findIndex((column) => column.id === columnId)
  const column = columns[index]
  if (column === undefined || props.onResizeColumn === undefined) return
  event.preventDefault()
  const from = event.clientX
  const width = layout.widths[index] ?? column.width
  const direction = isRtl(event.currentTarget) ? -1 : 1
  let widthPx = width
  followPointer(
    event.nativeEvent,
    {
      move: (moveEvent) => {
        widthPx = Math.round(Math.max(minWidthOf(column), width + (moveEvent.clientX - from) * direction))
        set.resizing({ columnId, widthPx })
      },
      drop: () => live.current.props.onResizeColumn?.(columnId, widthPx),
      end: () => set.resizing(undefined),
    },
    1,
  )
}

/** Moves a column by its header. */
export function startColumnDrag(grid: GridDrags, event: React.PointerEvent, columnId: string): void {
  const { props, columns, viewport, set, live } = grid
  const column = columns.find((candidate) => candidate.id === columnId)
  const root = viewport.element()
  if (column === undefined || root === null || props.onMoveColumn === undefined) return
  if (!(column.movable ?? column.pinned !== true) || event.pointerType === 'touch') return
  let before: string | undefined
  followPointer(event.nativeEvent, {
    move: (moveEvent) => {
      const rect = root.getBoundingClientRect()
      const fromStart = isRtl(root) ? rect.right - moveEvent.clientX : moveEvent.clientX - rect.left
      const x = fromStart + viewport.sidePx()
      const now = live.current.layout
      let index = now.pinnedCount
      while (index < now.columns.length && (now.starts[index] ?? 0) + (now.widths[index] ?? 0) / 2 < x) index += 1
      before = now.columns[index]?.id
      const last = now.columns.length - 1
      const startPx = now.starts[index] ?? (now.starts[last] ?? 0) + (now.widths[last] ?? 0)
      set.columnDrop({ startPx, columnId })
    },
    drop: () => {
      if (before === columnId) return
      const at = columns.findIndex((candidate) => candidate.id === columnId)
      if (columns[at + 1]?.id === before) return
      live.current.props.onMoveColumn?.(columnId, before)
    },
    end: () => set.columnDrop(undefined),
  })
}

/** Moves a group by its header. */
export function startSectionDrag(grid: GridDrags, event: React.PointerEvent, sectionId: string): void {
  const { props, model, labels, viewport, set, live, say } = grid
  const root = viewport.element()
  const sectionIndex = model.sections.findIndex((section) => section.id === sectionId)
  if (root === null || props.onMoveSection === undefined || event.pointerType === 'touch') return
  dragSection(event.nativeEvent, sectionIndex, {
    root,
    geometry: () => live.current.context.geometry,
    topPx: viewport.topPx,
    onPlace: set.sectionDrop,
    onDrop: (before) => {
      live.current.props.onMoveSection?.(sectionId, before)
      say(labels.rowMoved)
    },
  })
}

/** Moves a row by its handle, and with it all that are selected when it is one of them. */
export function startRowDrag(grid: GridDrags, event: React.PointerEvent, target: Element): void {
  const { props, labels, sizes, selection, viewport, set, live, say } = grid
  const rowId = target.closest<HTMLElement>('[data-row]')?.dataset['row']
  const root = viewport.element()
  if (rowId === undefined || root === null || props.onMoveRows === undefined) return
  event.preventDefault()
  const ids = selection.has(rowId) ? [...selection] : [rowId]
  let pointerY = event.clientY
  let frame = 0
  let found: RowDrop | undefined
  const look = (): void => {
    const rect = root.getBoundingClientRect()
    found = dropAt(live.current.context, viewport.topPx() + pointerY - rect.top)
    set.rowDrop(found)
  }
  const scrollAtEdges = (): void => {
    const rect = root.getBoundingClientRect()
    const above = rect.top + AUTOSCROLL_EDGE_PX + sizes.columns - pointerY
    const below = pointerY - (rect.bottom - AUTOSCROLL_EDGE_PX)
    const speed = above > 0 ? -above / 3 : below > 0 ? below / 3 : 0
    if (speed !== 0) {
      root.scrollTop += speed
      look()
    }
    frame = requestAnimationFrame(scrollAtEdges)
  }
  followPointer(event.nativeEvent, {
    start: () => {
      set.draggedRows(new Set(ids))
      frame = requestAnimationFrame(scrollAtEdges)
    },
    move: (moveEvent) => {
      pointerY = moveEvent.clientY
      look()
    },
    drop: () => {
      if (found === undefined) return
      live.current.props.onMoveRows?.(ids, found.target)
      say(labels.rowMoved)
    },
    end: () => {
      cancelAnimationFrame(frame)
      set.rowDrop(undefined)
      set.draggedRows(NO_ROWS)
    },
  })
}
