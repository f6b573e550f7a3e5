import './grid.css'
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { cx } from '../cx.ts'
import { layOutColumns, GUTTER_PX, TAIL_PX } from './grid-columns.ts'
import { findCell, focusOf, isField, isRtl, moveOf, type RowDrop } from './grid-dom.ts'
import {
  startColumnDrag,
  startResize,
  startRowDrag,
  startSectionDrag,
  type ColumnDrop,
  type ColumnResize,
  type GridDrags,
} from './grid-drags.ts'
import type { EditorHostApi } from './grid-editor.tsx'
import { layOut, lineBox, lineSizes, shownRows, stickyPx, windowOf, type Line } from './grid-geometry.ts'
import { pressKey, type GridKeyboard } from './grid-keyboard.ts'
import {
  firstFocus,
  focusAt,
  moved,
  positionOf,
  sameFocus,
  type FocusContext,
  type FocusMove,
  type FocusPosition,
} from './grid-keys.ts'
import { DEFAULT_GRID_LABELS } from './grid-labels.ts'
import { layoutVariables, type EditSession, type RowScene } from './grid-row.tsx'
import { drawSection, type GridDrawing } from './grid-section-view.tsx'
import { gridCellKey, type GridFocus, type GridMove, type GridProps } from './grid-types.ts'
import { canvasPx, createScroller } from './scroller.ts'
import { parseTsv } from './tsv.ts'
import { useGridSelection } from './use-grid-selection.ts'
import { useMarksByRow } from './use-marks.ts'

const NOTHING_SELECTED: ReadonlySet<string> = new Set()
const OWN_CHANGE_MS = 2_000

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
  // `revision` is part of the key: a model may be changed in place.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const geometry = useMemo(() => layOut(sections, sizes), [sections, sizes, revision, model])
  const [resizing, setResizing] = useState<ColumnResize>()
  const [viewport] = useState(createScroller)
  useSyncExternalStore(viewport.subscribe, viewport.snapshot)
  const size = viewport.size()
  const layout = useMemo(
    () => layOutColumns(columns, size.width, GUTTER_PX, tailPx, resizing),
    [columns, size.width, tailPx, resizing],
  )
  const view = viewport.view(geometry, layout)
  useLayoutEffect(() => viewport.drawn(geometry, layout))
  const variables = useMemo(() => layoutVariables(layout), [layout])
  const context: FocusContext = { model, geometry, columns }

  // ---- focus and editing --------------------------------------------------------------------------------------------
  const [focus, setFocus] = useState<GridFocus>()
  const [session, setSession] = useState<EditSession>()
  const [adding, setAdding] = useState<string>()
  const [message, setMessage] = useState('')
  const [drop, setDrop] = useState<RowDrop>()
  const [draggedRows, setDraggedRows] = useState<ReadonlySet<string>>(NOTHING_SELECTED)
  const [sectionDrop, setSectionDrop] = useState<number>()
  const [columnDrop, setColumnDrop] = useState<ColumnDrop>()
  const rememberedColumn = useRef(0)
  const lastLine = useRef<Line | undefined>(undefined)
  const wantsDomFocus = useRef(false)
  const lastCell = useRef<HTMLElement | null>(null)
  const anchorRow = useRef<string | undefined>(undefined)
  const ownChange = useRef<{ readonly key: string; readonly untilMs: number } | undefined>(undefined)
  const pressedFocused = useRef(false)

  const position = focus === undefined ? undefined : positionOf(context, focus, rememberedColumn.current)
  const live = useRef({ props, context, focus, position, session, selection, layout, labels, size, adding })
  useLayoutEffect(() => {
    live.current = { props, context, focus, position, session, selection, layout, labels, size, adding }
  })

  const say = useCallback((text: string) => setMessage((old) => (old === text ? `${text}\u00A0` : text)), [])

  /** Scrolls so that a line, and with `columnIndex` a column, is not covered by anything sticky. */
  const reveal = useCallback(
    (line: Line, columnIndex: number | undefined) => {
      const { context: now, layout: columnsNow, size: shown } = live.current
      const { topPx, heightPx } = lineBox(now.geometry, line)
      const section = now.geometry.sections[line.sectionIndex]
      const sticky = section === undefined || line.kind !== 'row' ? 0 : stickyPx(section, now.geometry.sizes)
      const sectionTop = now.geometry.tops[line.sectionIndex] ?? 0
      const top = viewport.topPx()
      // Group and column headers stick, so they are seen from anywhere within their section.
      if (line.kind === 'header' || line.kind === 'columns') {
        const sectionEnd = now.geometry.tops[line.sectionIndex + 1] ?? 0
        if (top < sectionTop && sectionTop + sizes.header > top + shown.height) {
          viewport.scrollTo(sectionTop + sizes.header + sizes.columns - shown.height)
        } else if (sectionTop < top && sectionEnd - sizes.header - sizes.columns < top) viewport.scrollTo(sectionTop)
        else if (topPx + heightPx > top + shown.height) viewport.scrollTo(topPx + heightPx - shown.height)
      } else if (topPx - sticky < top) viewport.scrollTo(topPx - sticky)
      else if (topPx + heightPx > top + shown.height) viewport.scrollTo(topPx + heightPx - shown.height)
      if (columnIndex === undefined || columnIndex < columnsNow.pinnedCount) return
      const start = columnsNow.starts[columnIndex] ?? 0
      const width = columnsNow.widths[columnIndex] ?? 0
      const side = viewport.sidePx()
      if (start - columnsNow.pinnedPx < side) viewport.scrollSidewaysTo(start - columnsNow.pinnedPx)
      else if (start + width > side + shown.width) {
        viewport.scrollSidewaysTo(Math.min(start - columnsNow.pinnedPx, start + width - shown.width))
      }
    },
    [viewport, sizes],
  )

  /** Moves the focus and, by default, the browser's focus with it. */
  const goTo = useCallback(
    (to: FocusPosition, takeDomFocus = true) => {
      const next = focusAt(live.current.context, to)
      if (to.line.kind !== 'header') rememberedColumn.current = to.columnIndex
      lastLine.current = to.line
      reveal(to.line, to.line.kind === 'header' ? undefined : to.columnIndex)
      if (next === undefined) {
        say(live.current.labels.loading)
        return
      }
      wantsDomFocus.current = takeDomFocus
      setFocus(next)
    },
    [reveal, say],
  )

  useEffect(() => {
    props.onFocusChange?.(focus)
    // Only a change of focus is news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [focus])

  // What had the focus is gone: stay at the same place of the list.
  const focusIsGone = focus !== undefined && position === undefined
  useEffect(() => {
    if (!focusIsGone) return
    const line = lastLine.current
    const section =
      line === undefined ? undefined : model.sections[Math.min(line.sectionIndex, model.sections.length - 1)]
    if (line === undefined || section === undefined) {
      setFocus(undefined)
      return
    }
    const sectionIndex = model.sections.indexOf(section)
    const rows = shownRows(section)
    const columnIndex = Math.min(rememberedColumn.current, columns.length - 1)
    const hadDomFocus =
      viewport.element()?.contains(document.activeElement) === true || document.activeElement === document.body
    const to: Line =
      rows > 0
        ? { kind: 'row', sectionIndex, rowIndex: Math.min(line.rowIndex, rows - 1) }
        : { kind: section.headless === true ? 'columns' : 'header', sectionIndex, rowIndex: 0 }
    wantsDomFocus.current = hadDomFocus
    setFocus(focusAt(context, { line: to, columnIndex }))
    // Only the moment in which it goes matters.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [focusIsGone])

  // After drawing: the browser's focus follows.
  useLayoutEffect(() => {
    if (position !== undefined) lastLine.current = position.line
    // A focused cell that was drawn anew elsewhere has lost the browser's focus.
    const lost = lastCell.current?.isConnected === false && document.activeElement === document.body
    if (!wantsDomFocus.current && !lost) return
    if (position === undefined || session !== undefined || adding !== undefined) return
    const root = viewport.element()
    const target = root === null ? null : findCell(root, context, position)
    if (target === null) return
    wantsDomFocus.current = false
    lastCell.current = target
    target.focus({ preventScroll: true })
  })

  const startEdit = useCallback(
    (rowId: string, columnId: string, initialText?: string): boolean => {
      const { props: now, context: at, labels: words } = live.current
      const columnIndex = at.columns.findIndex((column) => column.id === columnId)
      const column = at.columns[columnIndex]
      const place = at.model.find(rowId)
      if (column === undefined || place === undefined) return false
      const editor = column.editor ?? 'none'
      if (now.renderEditor === undefined || editor === 'none' || editor === 'toggle') return false
      if (now.canEdit?.(rowId, columnId) === false) {
        say(words.readOnly)
        return false
      }
      const line: Line = { kind: 'row', ...place }
      reveal(line, columnIndex)
      rememberedColumn.current = columnIndex
      setFocus((old) =>
        old?.kind === 'row' && old.rowId === rowId && old.columnId === columnId
          ? old
          : { kind: 'row', rowId, columnId },
      )
      setSession({ rowId, columnId, initialText })
      say(words.editing(column.title))
      return true
    },
    [reveal, say],
  )

  const endEdit = useCallback(
    (ended: EditSession, move: GridMove, keepFocus: boolean) => {
      setSession((old) => (old === ended ? undefined : old))
      if (!keepFocus) return
      const { context: now } = live.current
      const at = positionOf(now, { kind: 'row', rowId: ended.rowId, columnId: ended.columnId }, 0)
      if (at === undefined) return
      const byMove: Readonly<Record<GridMove, FocusMove | undefined>> = {
        stay: undefined,
        down: 'down',
        up: 'up',
        right: 'end',
        left: 'start',
      }
      const direction = byMove[move]
      const to = direction === undefined ? at : moved(now, at, direction, 1)
      // Enter in the last row stays there instead of leaving the rows.
      goTo(to.line.kind === 'row' ? to : at)
    },
    [goTo],
  )

  const changeHere = useCallback((rowId: string, columnId: string): void => {
    ownChange.current = { key: gridCellKey(rowId, columnId), untilMs: performance.now() + OWN_CHANGE_MS }
  }, [])

  const editorHost = useMemo<EditorHostApi>(
    () => ({
      render: (api) => live.current.props.renderEditor?.(api),
      commit: (ended, value, move, keepFocus) => {
        changeHere(ended.rowId, ended.columnId)
        live.current.props.onCommit?.(ended.rowId, ended.columnId, value)
        endEdit(ended, move, keepFocus)
      },
      close: endEdit,
    }),
    [endEdit, changeHere],
  )

  const changedHere = useCallback((rowId: string, columnId: string): boolean => {
    if (live.current.props.isOwnChange?.(rowId, columnId) === true) return true
    const own = ownChange.current
    return own !== undefined && own.key === gridCellKey(rowId, columnId) && performance.now() < own.untilMs
  }, [])

  const activate = useCallback(
    (rowId: string, columnId: string) => {
      changeHere(rowId, columnId)
      live.current.props.onActivate?.(rowId, columnId)
    },
    [changeHere],
  )

  useImperativeHandle(
    props.ref,
    () => ({
      focus: () => {
        const { position: at, context: now } = live.current
        const first = at === undefined ? firstFocus(now) : undefined
        const to = at ?? (first === undefined ? undefined : positionOf(now, first, 0))
        if (to !== undefined) goTo(to)
      },
      focusCell: (rowId, columnId) => {
        const { context: now } = live.current
        const at = now.model.find(rowId)
        const columnIndex =
          columnId === undefined ? rememberedColumn.current : now.columns.findIndex((c) => c.id === columnId)
        if (at === undefined || columnIndex < 0) return false
        goTo({ line: { kind: 'row', ...at }, columnIndex })
        return true
      },
      scrollToRow: (rowId) => {
        const at = live.current.context.model.find(rowId)
        if (at === undefined) return false
        reveal({ kind: 'row', ...at }, undefined)
        return true
      },
      edit: startEdit,
      startAdd: (sectionId) => {
        const { props: now, context: at, position: here } = live.current
        if (now.onAddRow === undefined) return false
        const wanted = sectionId ?? at.model.sections[here?.line.sectionIndex ?? 0]?.id
        const index = at.model.sections.findIndex((section) => section.id === wanted)
        const section = at.model.sections[index]
        if (section === undefined || section.footless === true) return false
        if (section.collapsed === true) now.onToggleSection?.(section.id, false)
        reveal({ kind: 'footer', sectionIndex: index, rowIndex: 0 }, 0)
        setFocus({ kind: 'footer', sectionId: section.id, columnId: at.columns[0]?.id ?? '' })
        setAdding(section.id)
        return true
      },
      getFocus: () => live.current.focus,
    }),
    [goTo, reveal, startEdit],
  )

  // ---- selection ----------------------------------------------------------------------------------------------------
  const { select, toggleRow, extendTo, rowsBetween, rowsOf } = useGridSelection({
    model,
    selection,
    focus,
    anchorRow,
    labels,
    onChange: props.onSelectionChange,
    say,
  })

  // ---- keyboard -----------------------------------------------------------------------------------------------------
  const pageRows = Math.max(1, Math.floor((size.height - sizes.header - sizes.columns) / sizes.row) - 1)

  const keyboard: GridKeyboard = {
    props,
    model,
    columns,
    context,
    layout,
    labels,
    selection,
    position,
    anchorRow,
    say,
    goTo,
    activate,
    startEdit,
    startAdd: setAdding,
    changeHere,
    select,
    toggleRow,
    extendTo,
    rowsBetween,
    rowsOf,
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const root = event.currentTarget
    const target = event.target
    if (!(target instanceof HTMLElement) || !root.contains(target) || event.defaultPrevented) return
    if (event.nativeEvent.isComposing || isField(target)) return
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
    goTo(moved(context, position, move, pageRows))
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

  const onPointerDown = (event: React.PointerEvent<HTMLDivElement>): void => {
    const target = event.target
    if (!(target instanceof Element) || !event.currentTarget.contains(target) || event.button !== 0) return
    const act = target.closest<HTMLElement>('[data-act]')?.dataset['act']
    const named = focusOf(target, model.sections)
    pressedFocused.current =
      named !== undefined &&
      focus !== undefined &&
      sameFocus(named, focus) &&
      event.currentTarget.contains(document.activeElement)
    if (act === 'resize' && named?.kind === 'column') startResize(drags, event, named.columnId)
    else if (act === 'drag') startRowDrag(drags, event, target)
    else if (named?.kind === 'section' && target.closest('button,a,input') === null) {
      startSectionDrag(drags, event, named.sectionId)
    } else if (act === undefined && named?.kind === 'column') startColumnDrag(drags, event, named.columnId)
    else if (event.shiftKey && named?.kind === 'row') event.preventDefault()
  }

  const onClick = (event: React.MouseEvent<HTMLDivElement>): void => {
    const target = event.target
    if (!(target instanceof Element) || !event.currentTarget.contains(target)) return
    const acting = target.closest<HTMLElement>('[data-act]')
    const rowId = target.closest<HTMLElement>('[data-row]')?.dataset['row']
    const named = focusOf(target, model.sections)
    const sectionId = target.closest<HTMLElement>('[data-section]')?.dataset['section']
    switch (acting?.dataset['act']) {
      case 'select':
        if (rowId === undefined) return
        if (event.shiftKey) extendTo(rowId)
        else toggleRow(rowId)
        return
      case 'select-section': {
        const index = model.sections.findIndex((section) => section.id === sectionId)
        const ids = rowsOf(index)
        const all = ids.length > 0 && ids.every((id) => selection.has(id))
        const next = new Set(selection)
        for (const id of ids)
          if (all) next.delete(id)
          else next.add(id)
        select(next)
        return
      }
      case 'toggle-row':
        if (rowId !== undefined) props.onToggleRow?.(rowId, acting?.getAttribute('aria-expanded') !== 'true')
        return
      case 'toggle-section':
        if (sectionId !== undefined)
          props.onToggleSection?.(sectionId, acting?.getAttribute('aria-expanded') === 'true')
        return
      case 'column-menu':
        if (named?.kind === 'column' && acting !== null) props.onColumnMenu?.(named.columnId, acting)
        return
      case 'add-column':
        if (acting !== null) props.onAddColumn?.(acting)
        return
      case 'add-row':
        if (sectionId !== undefined) setAdding(sectionId)
        return
      case 'drag':
      case 'resize':
        return
    }
    if (named?.kind !== 'row' || event.detail > 1) return
    if (target.closest('a,button,input,textarea,select,[data-own-click]') !== null) return
    if (event.shiftKey) extendTo(named.rowId)
    else if (event.ctrlKey || event.metaKey) toggleRow(named.rowId)
    else {
      const column = columns.find((candidate) => candidate.id === named.columnId)
      if (column?.editor === 'toggle') {
        if (props.canEdit?.(named.rowId, named.columnId) === false) say(labels.readOnly)
        else activate(named.rowId, named.columnId)
      } else if (column?.editor === 'popover' || (column?.editor === 'inline' && pressedFocused.current)) {
        startEdit(named.rowId, named.columnId)
      }
    }
  }

  const onDoubleClick = (event: React.MouseEvent<HTMLDivElement>): void => {
    const target = event.target
    if (!(target instanceof Element) || !event.currentTarget.contains(target)) return
    const named = focusOf(target, model.sections)
    if (named?.kind !== 'row' || target.closest('[data-act],a,button,input,textarea,[data-own-click]') !== null) return
    const column = columns.find((candidate) => candidate.id === named.columnId)
    if (column?.editor === 'inline') startEdit(named.rowId, named.columnId)
    else if (column?.editor === undefined || column.editor === 'none') activate(named.rowId, named.columnId)
  }

  const onContextMenu = (event: React.MouseEvent<HTMLDivElement>): void => {
    const target = event.target
    if (!(target instanceof Element) || !event.currentTarget.contains(target)) return
    const named = focusOf(target, model.sections)
    const head = target.closest<HTMLElement>('[role="columnheader"]')
    if (named?.kind === 'row' && props.onRowMenu !== undefined) {
      event.preventDefault()
      props.onRowMenu(named.rowId, { x: event.clientX, y: event.clientY })
    } else if (named?.kind === 'column' && head !== null && props.onColumnMenu !== undefined) {
      event.preventDefault()
      props.onColumnMenu(named.columnId, head)
    }
  }

  // ---- clipboard ----------------------------------------------------------------------------------------------------
  const onCopy = (event: React.ClipboardEvent<HTMLDivElement>): void => {
    if (props.onCopy === undefined || focus?.kind !== 'row' || isField(event.target)) return
    const many = selection.size > 0 && selection.has(focus.rowId)
    const rowIds = many
      ? model.sections.flatMap((_, index) => rowsOf(index)).filter((id) => selection.has(id))
      : [focus.rowId]
    const text = props.onCopy(rowIds, many ? columns.map((column) => column.id) : [focus.columnId])
    if (text === undefined) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', text)
  }
  const onPaste = (event: React.ClipboardEvent<HTMLDivElement>): void => {
    if (props.onPaste === undefined || focus?.kind !== 'row' || isField(event.target)) return
    event.preventDefault()
    props.onPaste(focus.rowId, focus.columnId, parseTsv(event.clipboardData.getData('text/plain')))
  }

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
  const endAdd = useCallback((keepFocus: boolean) => {
    wantsDomFocus.current = keepFocus
    setAdding(undefined)
  }, [])

  const drawing: GridDrawing = {
    props,
    scene,
    geometry,
    view,
    position,
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
        onPointerDown={onPointerDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={onContextMenu}
        onCopy={onCopy}
        onPaste={onPaste}
      >
        <div className="fu-canvas" role="presentation" style={{ height: canvasPx(geometry) }}>
          {drawn.map((part) => drawSection(drawing, part))}
          {drop !== undefined && <div className="fu-drop-row" style={{ top: drop.topPx + view.shiftPx }} />}
          {sectionDrop !== undefined && <div className="fu-drop-row" style={{ top: sectionDrop + view.shiftPx }} />}
          {columnDrop !== undefined && (
            <div className="fu-drop-column" style={{ insetInlineStart: columnDrop.startPx }} />
          )}
        </div>
        {model.sections.length === 0 && (
          <div role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        )}
      </div>
      <div className="fu-hidden" aria-live="polite" role="status">
        {message}
      </div>
    </div>
  )
}
