import './grid.css'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { cx } from '../cx.ts'
import type { GridClipboard } from './grid-clipboard.ts'
import { layOutColumns, wrapsOf, GUTTER_PX, TAIL_PX } from './grid-columns.ts'
import { focusOf, isField, isRtl, moveOf } from './grid-dom.ts'
import type { RowDrop } from './row-drop.ts'
import { cornerOf } from './grid-corner.ts'
import type { ColumnDrop, ColumnResize, GridDrags } from './grid-drags.ts'
import { layOut, lineSizes, windowOf } from './grid-geometry.ts'
import { pressKey, type GridKeyboard } from './grid-keyboard.ts'
import { firstFocus, focusAt, moved, positionOf, sameFocus, type FocusContext } from './grid-keys.ts'
import { DEFAULT_GRID_LABELS } from './grid-labels.ts'
import { clickOn, pressOn, type GridPointer } from './grid-pointer.ts'
import { layoutVariables, type RowScene } from './grid-row.tsx'
import { drawSection, type GridDrawing } from './grid-section-view.tsx'
import type { GridProps } from './grid-types.ts'
import { handHere, loadHand } from './late-hand.ts'
import { createRowSlots, type RowSlots } from './row-slots.ts'
import { canvasPx, createScroller } from './scroller.ts'
import { useGridFocus } from './use-grid-focus.ts'
import { useGridRange, type CellRange } from './use-grid-range.ts'
import { useGridSelection } from './use-grid-selection.ts'
import { useMarksByRow } from './use-marks.ts'

const NOTHING_SELECTED: ReadonlySet<string> = new Set()

/**
 * A virtualised data grid that knows nothing of what its rows are. It draws only what is near the viewport, keeps the
 * keyboard focus on a cell, and asks for every change by a callback.
 * @example <Grid label="Sprint board" model={model} columns={columns} renderCell={renderCell} onCommit={setCell} />
 */
export function Grid(props: GridProps) {
  const { model, columns, density = 'normal', tree = false, renderCell, selection = NOTHING_SELECTED } = props
  const labels = useMemo(() => ({ ...DEFAULT_GRID_LABELS, ...props.labels }), [props.labels])
  const canSelect = props.onSelectionChange !== undefined
  const canMove = props.onMoveRows !== undefined
  const tailPx = props.onAddColumn === undefined ? 0 : TAIL_PX

  // ---- layout -------------------------------------------------------------------------------------------------------
  const sizes = useMemo(() => lineSizes(density), [density])
  const { revision, sections } = model
  const [resizing, setResizing] = useState<ColumnResize>()
  const [viewport] = useState(createScroller)
  useSyncExternalStore(viewport.subscribe, viewport.snapshot)
  const size = viewport.size()
  const layout = useMemo(
    () => layOutColumns(columns, size.width, GUTTER_PX, tailPx, resizing),
    [columns, size.width, tailPx, resizing],
  )
  // What is dragged wider or narrower has other lines once it is let go.
  const still = useMemo(
    () => wrapsOf(layOutColumns(columns, size.width, GUTTER_PX, tailPx), tree),
    [columns, size.width, tailPx, tree],
  )
  // `revision` is part of the key: a model may be changed in place.
  const geometry = useMemo(
    () => layOut(sections, sizes, (index) => (still.length === 0 ? undefined : model.rowLines?.(index, still))),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [sections, sizes, revision, model, still],
  )
  const view = viewport.view(geometry, layout)
  useLayoutEffect(() => viewport.drawn(geometry, layout))
  useEffect(() => void loadHand().catch(() => undefined), [])
  const variables = useMemo(() => layoutVariables(layout), [layout])
  const context: FocusContext = { model, geometry, columns }

  const {
    focus,
    setFocus,
    position,
    session,
    adding,
    startAdd,
    endAdd,
    message,
    say,
    goTo,
    startEdit,
    editorHost,
    activate,
    changeHere,
    changedHere,
    anchorRow,
    rememberedColumn,
    lastCell,
    live,
  } = useGridFocus({ props, context, layout, labels, size, sizes, selection, viewport })
  const [drop, setDrop] = useState<RowDrop>()
  const [draggedRows, setDraggedRows] = useState<ReadonlySet<string>>(NOTHING_SELECTED)
  const [sectionDrop, setSectionDrop] = useState<number>()
  const [columnDrop, setColumnDrop] = useState<ColumnDrop>()
  const [slots] = useState(() => new Map<string, RowSlots>())
  const slotsOf = (sectionId: string): RowSlots => {
    const known = slots.get(sectionId) ?? createRowSlots()
    slots.set(sectionId, known)
    return known
  }
  const pressedFocused = useRef(false)
  const pressedRange = useRef<CellRange | undefined>(undefined)

  // ---- selection ----------------------------------------------------------------------------------------------------
  const { select, toggleRow, extendTo, rowsOf } = useGridSelection({
    model,
    selection,
    focus,
    anchorRow,
    labels,
    onChange: props.onSelectionChange,
    say,
  })

  const { range, extend, take, clear: clearRange } = useGridRange(context, focus)

  // ---- keyboard -----------------------------------------------------------------------------------------------------
  const linePx = still.length === 0 ? sizes.row : Math.max(sizes.row, geometry.heightPx / geometry.lineCount)
  const pageRows = Math.max(1, Math.floor((size.height - sizes.header - sizes.columns) / linePx) - 1)

  const keyboard: GridKeyboard = {
    props,
    model,
    columns,
    context,
    layout,
    labels,
    selection,
    say,
    activate,
    startEdit,
    startAdd,
    changeHere,
    select,
    toggleRow,
    extendTo,
    range,
    clearRange,
    rowsOf,
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const root = event.currentTarget
    const target = event.target
    if (!(target instanceof HTMLElement) || !root.contains(target) || event.defaultPrevented) return
    if (event.nativeEvent.isComposing || isField(target)) return
    // A button in a cell that has the keyboard is what is pressed.
    if ((event.key === 'Enter' || event.key === ' ') && target.matches('button, a[href]')) return
    props.onKeyDown?.(event, focus)
    if (event.defaultPrevented || focus === undefined || position === undefined) return
    if (pressKey(keyboard, event, focus)) {
      event.preventDefault()
      return
    }
    if (event.altKey) return
    const move = moveOf(event, isRtl(root))
    if (move === undefined) return
    event.preventDefault()
    anchorRow.current = undefined
    const to = moved(context, position, move, pageRows)
    if (event.shiftKey && focus.kind === 'row') {
      // A range is of cells: it stops where the rows do.
      const end = to.line.kind === 'row' ? focusAt(context, to) : undefined
      if (end?.kind !== 'row') return
      extend(end)
    } else clearRange()
    goTo(to)
  }

  // ---- pointer ------------------------------------------------------------------------------------------------------
  const onFocusIn = (event: React.FocusEvent<HTMLDivElement>): void => {
    const root = event.currentTarget
    if (!(event.target instanceof HTMLElement) || !root.contains(event.target)) return
    if (event.target === root) {
      const first = focus ?? firstFocus(context)
      const to = first === undefined ? undefined : positionOf(context, first, rememberedColumn.current)
      if (to !== undefined) goTo(to)
      return
    }
    const named = focusOf(event.target, model.sections)
    if (named === undefined) return
    lastCell.current = event.target.closest<HTMLElement>('[data-col],[data-group-cell]')
    const columnIndex = named.kind === 'section' ? -1 : columns.findIndex((column) => column.id === named.columnId)
    if (columnIndex >= 0) rememberedColumn.current = columnIndex
    setFocus((old) => (old !== undefined && sameFocus(old, named) ? old : named))
  }

  const drags: GridDrags = {
    props,
    model,
    columns,
    layout,
    sizes,
    labels,
    selection,
    viewport,
    live,
    say,
    set: {
      resizing: setResizing,
      columnDrop: setColumnDrop,
      sectionDrop: setSectionDrop,
      rowDrop: setDrop,
      draggedRows: setDraggedRows,
    },
  }

  const pointer: GridPointer = { ...keyboard, drags, focus, setFocus, pressedFocused, pressedRange, extend, take }
  const clipboard: GridClipboard = { props, model, columns, context, selection, range, rowsOf, focus }

  // ---- drawing ------------------------------------------------------------------------------------------------------
  const marks = useMarksByRow(props.marks)
  const { cellRevision } = model
  const boundRevision = useMemo(
    () => (cellRevision === undefined ? undefined : cellRevision.bind(model)),
    [cellRevision, model],
  )
  const flash = props.flashChanges !== false
  const { pinnedCount } = layout
  const scene = useMemo<RowScene>(
    () => ({
      columns,
      pinnedCount,
      renderCell,
      tree,
      canSelect,
      canMove,
      flash,
      labels,
      editorHost,
      cellRevision: boundRevision,
      changedHere,
    }),
    [columns, pinnedCount, renderCell, tree, canSelect, canMove, flash, labels, editorHost, boundRevision, changedHere],
  )
  const windows = windowOf(geometry, view.fromPx, view.toPx)
  const drawn = [...windows]
  if (position !== undefined && !drawn.some((part) => part.sectionIndex === position.line.sectionIndex)) {
    drawn.push({ sectionIndex: position.line.sectionIndex, firstRow: 0, endRow: 0 })
    drawn.sort((a, b) => a.sectionIndex - b.sectionIndex)
  }
  const lastColumn = columns.length - 1
  const tailStartPx = (layout.starts[lastColumn] ?? GUTTER_PX) + (layout.widths[lastColumn] ?? 0)
  const drawing: GridDrawing = {
    props,
    scene,
    geometry,
    view,
    position,
    focusedRow: focus?.kind === 'row' ? focus.rowId : undefined,
    range,
    corner: props.onFill === undefined || session !== undefined ? undefined : cornerOf(context, range, focus),
    selection,
    session,
    adding,
    marks,
    tailStartPx,
    resizedColumn: resizing?.columnId,
    draggedColumn: columnDrop?.columnId,
    draggedRows,
    rowsOf,
    onAddEnd: endAdd,
    slotsOf,
  }

  return (
    <div className={cx('fu-grid-box', `fu-grid-${density}`)}>
      <div
        ref={viewport.attach}
        role="grid"
        aria-label={props.label}
        aria-rowcount={geometry.lineCount}
        aria-colcount={columns.length + 1}
        aria-multiselectable={canSelect || undefined}
        className={cx(
          'fu-grid',
          resizing !== undefined && 'fu-grid-resizing',
          columnDrop !== undefined && 'fu-grid-moving',
        )}
        style={variables}
        tabIndex={focus === undefined ? 0 : -1}
        onKeyDown={onKeyDown}
        onFocus={onFocusIn}
        onPointerDown={(event) => pressOn(pointer, event)}
        onClick={(event) => clickOn(pointer, event)}
        onDoubleClick={(event) => handHere()?.doubleClickOn(pointer, event)}
        onContextMenu={(event) => handHere()?.openMenuOn(pointer, event)}
        onCopy={(event) => handHere()?.copyCells(clipboard, event)}
        onPaste={(event) => handHere()?.pasteCells(clipboard, event)}
      >
        <div className="fu-canvas" role="presentation" style={{ height: canvasPx(geometry) }}>
          {drawn.map((part) => drawSection(drawing, part))}
          {drop !== undefined && <div className="fu-drop-row" style={{ top: drop.topPx + view.shiftPx }} />}
          {sectionDrop !== undefined && <div className="fu-drop-row" style={{ top: sectionDrop + view.shiftPx }} />}
          {columnDrop !== undefined && (
            <div className="fu-drop-column" style={{ insetInlineStart: columnDrop.startPx }} />
          )}
        </div>
        {model.sections.length === 0 ? (
          <div role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        ) : (
          props.after !== undefined && (
            <div role="row" className="fu-after">
              <div role="gridcell">{props.after}</div>
            </div>
          )
        )}
      </div>
      <div className="fu-hidden" aria-live="polite" role="status">
        {message}
      </div>
    </div>
  )
}
