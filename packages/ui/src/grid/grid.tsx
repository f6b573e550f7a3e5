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
import { layOutColumns, minWidthOf, GUTTER_PX, TAIL_PX } from './grid-columns.ts'
import type { EditorHostApi } from './grid-editor.tsx'
import {
  indexOfLine,
  layOut,
  lineBox,
  lineSizes,
  rowTopInSection,
  shownRows,
  stickyPx,
  windowOf,
  type Line,
} from './grid-geometry.ts'
import {
  firstFocus,
  focusAt,
  moved,
  positionOf,
  stepTarget,
  type FocusContext,
  type FocusMove,
  type FocusPosition,
} from './grid-keys.ts'
import { DEFAULT_GRID_LABELS } from './grid-labels.ts'
import { layoutVariables, Row, type EditSession, type RowScene } from './grid-row.tsx'
import { ColumnHeader, Footer, GroupHeader } from './grid-section.tsx'
import { dragSection } from './section-drag.ts'
import { gridCellKey, type GridDropTarget, type GridFocus, type GridMove, type GridProps } from './grid-types.ts'
import { followPointer } from './pointer-drag.ts'
import { parseTsv } from './tsv.ts'
import { useMarksByRow } from './use-marks.ts'
import { canvasPx, createScroller } from './scroller.ts'

const NOTHING_SELECTED: ReadonlySet<string> = new Set()
const RESIZE_STEP_PX = 8
const AUTOSCROLL_EDGE_PX = 48

interface Drop {
  readonly topPx: number
  readonly target: GridDropTarget
}

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
  const [resizing, setResizing] = useState<{ readonly columnId: string; readonly widthPx: number }>()
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
  const [drop, setDrop] = useState<Drop>()
  const [draggedRows, setDraggedRows] = useState<ReadonlySet<string>>(NOTHING_SELECTED)
  const [sectionDrop, setSectionDrop] = useState<number>()
  const [columnDrop, setColumnDrop] = useState<{ readonly startPx: number; readonly columnId: string }>()
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

  const editorHost = useMemo<EditorHostApi>(
    () => ({
      render: (api) => live.current.props.renderEditor?.(api),
      commit: (ended, value, move, keepFocus) => {
        ownChange.current = { key: gridCellKey(ended.rowId, ended.columnId), untilMs: performance.now() + 2000 }
        live.current.props.onCommit?.(ended.rowId, ended.columnId, value)
        endEdit(ended, move, keepFocus)
      },
      close: endEdit,
    }),
    [endEdit],
  )

  const changedHere = useCallback((rowId: string, columnId: string): boolean => {
    if (live.current.props.isOwnChange?.(rowId, columnId) === true) return true
    const own = ownChange.current
    return own !== undefined && own.key === gridCellKey(rowId, columnId) && performance.now() < own.untilMs
  }, [])

  const activate = useCallback((rowId: string, columnId: string) => {
    ownChange.current = { key: gridCellKey(rowId, columnId), untilMs: performance.now() + 2000 }
    live.current.props.onActivate?.(rowId, columnId)
  }, [])

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
  const rowsBetween = (from: string, to: string): readonly string[] => {
    const a = model.find(from)
    const b = model.find(to)
    if (a === undefined || b === undefined) return [to]
    const [low, high] =
      a.sectionIndex < b.sectionIndex || (a.sectionIndex === b.sectionIndex && a.rowIndex <= b.rowIndex)
        ? [a, b]
        : [b, a]
    const out: string[] = []
    for (let at = low.sectionIndex; at <= high.sectionIndex; at += 1) {
      const section = model.sections[at]
      if (section === undefined) continue
      const first = at === low.sectionIndex ? low.rowIndex : 0
      const last = at === high.sectionIndex ? high.rowIndex : shownRows(section) - 1
      for (let index = first; index <= last; index += 1) {
        const row = model.rowAt(at, index)
        if (row !== undefined) out.push(row.id)
      }
    }
    return out
  }
  const select = (next: ReadonlySet<string>): void => {
    if (props.onSelectionChange === undefined) return
    props.onSelectionChange(next)
    say(labels.selected(next.size))
  }
  const toggleRow = (rowId: string): void => {
    const next = new Set(selection)
    if (!next.delete(rowId)) next.add(rowId)
    anchorRow.current = rowId
    select(next)
  }
  const extendTo = (rowId: string): void => {
    const from = anchorRow.current ?? (focus?.kind === 'row' ? focus.rowId : rowId)
    anchorRow.current = from
    select(new Set([...selection, ...rowsBetween(from, rowId)]))
  }
  const rowsOf = (sectionIndex: number): readonly string[] => {
    const section = model.sections[sectionIndex]
    const out: string[] = []
    for (let index = 0; index < (section?.rowCount ?? 0); index += 1) {
      const row = model.rowAt(sectionIndex, index)
      if (row !== undefined) out.push(row.id)
    }
    return out
  }

  // ---- keyboard -----------------------------------------------------------------------------------------------------
  const pageRows = Math.max(1, Math.floor((size.height - sizes.header - sizes.columns) / sizes.row) - 1)

  const onRowKey = (event: React.KeyboardEvent, at: GridFocus & { readonly kind: 'row' }): boolean => {
    const column = columns.find((candidate) => candidate.id === at.columnId)
    if (column === undefined) return false
    const command = event.ctrlKey || event.metaKey
    const editor = column.editor ?? 'none'
    if (event.altKey && !command && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      if (props.onMoveRows === undefined) return false
      const target = stepTarget(model, at.rowId, event.key === 'ArrowUp' ? -1 : 1)
      if (target !== undefined) {
        props.onMoveRows([at.rowId], target)
        say(labels.rowMoved)
      }
      return true
    }
    if (event.altKey || (command && event.key !== 'a' && event.key !== 'Enter')) return false
    if (command && event.key === 'a') {
      if (!canSelect) return false
      select(new Set(model.sections.flatMap((_, index) => rowsOf(index))))
      return true
    }
    if (
      event.shiftKey &&
      (event.key === 'ArrowUp' || event.key === 'ArrowDown') &&
      canSelect &&
      position !== undefined
    ) {
      const to = moved(context, position, event.key === 'ArrowUp' ? 'up' : 'down', 1)
      const row = to.line.kind === 'row' ? model.rowAt(to.line.sectionIndex, to.line.rowIndex) : undefined
      if (row === undefined) return true
      anchorRow.current ??= at.rowId
      select(new Set(rowsBetween(anchorRow.current, row.id)))
      goTo(to)
      return true
    }
    switch (event.key) {
      case 'Enter':
      case 'F2':
        if (editor === 'none' || editor === 'toggle' || command) activate(at.rowId, at.columnId)
        else startEdit(at.rowId, at.columnId)
        return true
      case ' ':
        if (editor === 'toggle' && !event.shiftKey) activate(at.rowId, at.columnId)
        else if (canSelect && event.shiftKey) extendTo(at.rowId)
        else if (canSelect) toggleRow(at.rowId)
        else return false
        return true
      case 'Delete':
      case 'Backspace': {
        if (props.onClear === undefined) return false
        if (props.canEdit?.(at.rowId, at.columnId) === false) {
          say(labels.readOnly)
          return true
        }
        const ids = selection.has(at.rowId) ? [...selection] : [at.rowId]
        ownChange.current = { key: gridCellKey(at.rowId, at.columnId), untilMs: performance.now() + 2000 }
        props.onClear(ids, at.columnId)
        return true
      }
      case 'Escape':
        if (selection.size === 0) return false
        select(new Set())
        return true
      case 'F10':
      case 'ContextMenu': {
        if (props.onRowMenu === undefined || (event.key === 'F10' && !event.shiftKey)) return false
        const rect = (event.target as Element).getBoundingClientRect()
        props.onRowMenu(at.rowId, { x: rect.left + 8, y: rect.bottom })
        return true
      }
      default:
        if (event.key.length !== 1 || command) return false
        return startEdit(at.rowId, at.columnId, event.key)
    }
  }

  const onColumnKey = (event: React.KeyboardEvent, at: GridFocus & { readonly kind: 'column' }): boolean => {
    const index = columns.findIndex((column) => column.id === at.columnId)
    const column = columns[index]
    if (column === undefined) return false
    const forward = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const step = isRtl(event.currentTarget) ? -forward : forward
    if (event.altKey && step !== 0) {
      const movable = column.movable ?? column.pinned !== true
      const to = index + step
      if (props.onMoveColumn === undefined || !movable || to < layout.pinnedCount || to >= columns.length) return true
      props.onMoveColumn(column.id, columns[step === 1 ? index + 2 : index - 1]?.id)
      say(labels.columnMoved(column.title, to + 1))
      return true
    }
    if (event.shiftKey && step !== 0) {
      if (props.onResizeColumn === undefined || column.resizable === false) return true
      const width = Math.max(minWidthOf(column), column.width + step * RESIZE_STEP_PX)
      props.onResizeColumn(column.id, width)
      say(labels.columnResized(column.title, width))
      return true
    }
    if (event.key === 'Enter' || event.key === ' ' || event.key === 'ContextMenu') {
      if (props.onColumnMenu === undefined || !(event.target instanceof HTMLElement)) return false
      props.onColumnMenu(column.id, event.target)
      return true
    }
    return false
  }

  const onSectionKey = (event: React.KeyboardEvent, at: GridFocus & { readonly kind: 'section' }): boolean => {
    const section = model.sections.find((candidate) => candidate.id === at.sectionId)
    if (section === undefined) return false
    const collapsed = section.collapsed === true
    const rtl = isRtl(event.currentTarget)
    const opens = event.key === (rtl ? 'ArrowLeft' : 'ArrowRight')
    const closes = event.key === (rtl ? 'ArrowRight' : 'ArrowLeft')
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (event.altKey && step !== 0 && props.onMoveSection !== undefined) {
      const index = model.sections.indexOf(section)
      const to = index + step
      if (to >= 0 && to < model.sections.length) {
        props.onMoveSection(section.id, model.sections[step === 1 ? index + 2 : index - 1]?.id)
        say(labels.rowMoved)
      }
      return true
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return false
    if (event.key === 'Enter' || event.key === ' ' || (opens && collapsed) || (closes && !collapsed)) {
      props.onToggleSection?.(section.id, !collapsed)
      return true
    }
    return opens || closes
  }

  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const root = event.currentTarget
    const target = event.target
    if (!(target instanceof HTMLElement) || !root.contains(target) || event.defaultPrevented) return
    if (event.nativeEvent.isComposing || isField(target)) return
    props.onKeyDown?.(event, focus)
    if (event.defaultPrevented || focus === undefined || position === undefined) return
    const handled =
      focus.kind === 'row'
        ? onRowKey(event, focus)
        : focus.kind === 'column'
          ? onColumnKey(event, focus)
          : focus.kind === 'section'
            ? onSectionKey(event, focus)
            : onFooterKey(event, focus)
    if (handled) {
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

  const onFooterKey = (event: React.KeyboardEvent, at: GridFocus & { readonly kind: 'footer' }): boolean => {
    if (props.onAddRow === undefined || event.ctrlKey || event.metaKey || event.altKey) return false
    const first = at.columnId === columns[0]?.id
    if (first && (event.key === 'Enter' || event.key === ' ' || event.key === 'F2')) {
      setAdding(at.sectionId)
      return true
    }
    return false
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
    if (act === 'resize' && named?.kind === 'column') startResize(event, named.columnId)
    else if (act === 'drag') startRowDrag(event, target)
    else if (named?.kind === 'section' && target.closest('button,a,input') === null) {
      startSectionDrag(event, named.sectionId)
    } else if (act === undefined && named?.kind === 'column') startColumnDrag(event, named.columnId)
    else if (event.shiftKey && named?.kind === 'row') event.preventDefault()
  }

  const startResize = (event: React.PointerEvent, columnId: string): void => {
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
          setResizing({ columnId, widthPx })
        },
        drop: () => live.current.props.onResizeColumn?.(columnId, widthPx),
        end: () => setResizing(undefined),
      },
      1,
    )
  }

  const startColumnDrag = (event: React.PointerEvent, columnId: string): void => {
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
        setColumnDrop({ startPx, columnId })
      },
      drop: () => {
        if (before === columnId) return
        const at = columns.findIndex((candidate) => candidate.id === columnId)
        if (columns[at + 1]?.id === before) return
        live.current.props.onMoveColumn?.(columnId, before)
      },
      end: () => setColumnDrop(undefined),
    })
  }

  const startSectionDrag = (event: React.PointerEvent, sectionId: string): void => {
    const root = viewport.element()
    const sectionIndex = model.sections.findIndex((section) => section.id === sectionId)
    if (root === null || props.onMoveSection === undefined || event.pointerType === 'touch') return
    dragSection(event.nativeEvent, sectionIndex, {
      root,
      geometry: () => live.current.context.geometry,
      topPx: viewport.topPx,
      onPlace: setSectionDrop,
      onDrop: (before) => {
        live.current.props.onMoveSection?.(sectionId, before)
        say(labels.rowMoved)
      },
    })
  }

  const startRowDrag = (event: React.PointerEvent, target: Element): void => {
    const rowId = target.closest<HTMLElement>('[data-row]')?.dataset['row']
    const root = viewport.element()
    if (rowId === undefined || root === null || props.onMoveRows === undefined) return
    event.preventDefault()
    const ids = selection.has(rowId) ? [...selection] : [rowId]
    let pointerY = event.clientY
    let frame = 0
    let found: Drop | undefined
    const look = (): void => {
      const rect = root.getBoundingClientRect()
      found = dropAt(live.current.context, viewport.topPx() + pointerY - rect.top)
      setDrop(found)
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
        setDraggedRows(new Set(ids))
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
        setDrop(undefined)
        setDraggedRows(NOTHING_SELECTED)
      },
    })
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

  const drawSection = (part: (typeof drawn)[number]): React.ReactNode => {
    const { sectionIndex, firstRow, endRow } = part
    const section = geometry.sections[sectionIndex]
    if (section === undefined) return null
    const sectionTop = geometry.tops[sectionIndex] ?? 0
    const sectionEnd = geometry.tops[sectionIndex + 1] ?? 0
    const cutTop = Math.min(Math.max(sectionTop, view.clipFromPx), sectionEnd)
    const cutEnd = Math.max(cutTop, Math.min(sectionEnd, view.clipToPx))
    const offset = sectionTop - cutTop
    const open = section.headless === true || section.collapsed !== true
    const here = position?.line.sectionIndex === sectionIndex ? position : undefined
    const indexes: number[] = []
    const focusedRow = here?.line.kind === 'row' ? here.line.rowIndex : -1
    if (focusedRow >= 0 && focusedRow < firstRow) indexes.push(focusedRow)
    for (let index = firstRow; index < endRow; index += 1) indexes.push(index)
    if (focusedRow >= endRow && focusedRow >= firstRow) indexes.push(focusedRow)
    const lineOf = (line: Line): number => indexOfLine(geometry, line) + 1
    const rowPx = rowTopInSection(geometry, sectionIndex, 0) + offset
    return (
      <div
        key={section.id}
        role="rowgroup"
        aria-label={section.title}
        className="fu-section"
        data-section={section.id}
        style={{ top: cutTop + view.shiftPx, height: cutEnd - cutTop }}
      >
        {(section.headless !== true || open) && (
          <div className="fu-sticky" role="presentation">
            {section.headless !== true && (
              <GroupHeader
                section={section}
                ariaIndex={lineOf({ kind: 'header', sectionIndex, rowIndex: 0 })}
                colCount={columns.length + 1}
                focused={here?.line.kind === 'header'}
                content={props.renderGroupHeader?.(section)}
                actions={props.renderGroupActions?.(section)}
                labels={labels}
              />
            )}
            {open && (
              <ColumnHeader
                scene={scene}
                firstColumn={view.firstColumn}
                endColumn={view.endColumn}
                ariaIndex={lineOf({ kind: 'columns', sectionIndex, rowIndex: 0 })}
                focusColumn={here?.line.kind === 'columns' ? here.columnIndex : -1}
                canResize={props.onResizeColumn !== undefined}
                canMoveColumns={props.onMoveColumn !== undefined}
                hasMenu={props.onColumnMenu !== undefined}
                hasAdd={props.onAddColumn !== undefined}
                resizing={resizing?.columnId}
                dragging={columnDrop?.columnId}
                selected={selectedShare(section.rowCount, selection, () => rowsOf(sectionIndex))}
                tailStartPx={tailStartPx}
              />
            )}
          </div>
        )}
        {indexes.map((rowIndex) => {
          const row = model.rowAt(sectionIndex, rowIndex)
          const topPx = rowPx + rowIndex * sizes.row
          const ariaIndex = lineOf({ kind: 'row', sectionIndex, rowIndex })
          if (row === undefined) {
            return (
              <div
                key={`#${rowIndex}`}
                role="row"
                aria-rowindex={ariaIndex}
                className="fu-row fu-row-waiting"
                style={{ top: topPx }}
              >
                <div role="gridcell" aria-colindex={1} aria-colspan={columns.length + 1} aria-label={labels.loading}>
                  <i />
                </div>
              </div>
            )
          }
          return (
            <Row
              key={row.id}
              scene={scene}
              rowId={row.id}
              revision={row.revision}
              depth={row.depth ?? 0}
              expandable={row.expandable === true}
              expanded={row.expanded === true}
              topPx={topPx}
              ariaIndex={ariaIndex}
              firstColumn={view.firstColumn}
              endColumn={view.endColumn}
              selected={selection.has(row.id)}
              dragged={draggedRows.has(row.id)}
              focusColumn={rowIndex === focusedRow && here !== undefined ? here.columnIndex : -1}
              session={session?.rowId === row.id ? session : undefined}
              marks={marks?.get(row.id)}
            />
          )
        })}
        {open && section.footless !== true && (
          <Footer
            scene={scene}
            section={section}
            topPx={rowPx + shownRows(section) * sizes.row}
            ariaIndex={lineOf({ kind: 'footer', sectionIndex, rowIndex: 0 })}
            firstColumn={view.firstColumn}
            endColumn={view.endColumn}
            focusColumn={here?.line.kind === 'footer' ? here.columnIndex : -1}
            canAdd={props.onAddRow !== undefined}
            adding={adding === section.id}
            renderFooterCell={props.renderFooterCell}
            onAdd={(sectionId, title) => props.onAddRow?.(sectionId, title)}
            onAddEnd={endAdd}
          />
        )}
      </div>
    )
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
          {drawn.map(drawSection)}
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

function isRtl(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl'
}

function isField(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.tagName === 'INPUT' ||
      target.tagName === 'TEXTAREA' ||
      target.tagName === 'SELECT' ||
      target.isContentEditable)
  )
}

function moveOf(event: React.KeyboardEvent, rtl: boolean): FocusMove | undefined {
  const command = event.ctrlKey || event.metaKey
  switch (event.key) {
    case 'ArrowUp':
      return 'up'
    case 'ArrowDown':
      return 'down'
    case 'ArrowLeft':
      return rtl ? 'end' : 'start'
    case 'ArrowRight':
      return rtl ? 'start' : 'end'
    case 'Home':
      return command ? 'grid-start' : 'row-start'
    case 'End':
      return command ? 'grid-end' : 'row-end'
    case 'PageUp':
      return 'page-up'
    case 'PageDown':
      return 'page-down'
    default:
      return undefined
  }
}

function sameFocus(a: GridFocus, b: GridFocus): boolean {
  if (a.kind === 'section') return b.kind === 'section' && a.sectionId === b.sectionId
  if (a.kind === 'row') return b.kind === 'row' && a.rowId === b.rowId && a.columnId === b.columnId
  return a.kind === b.kind && a.sectionId === b.sectionId && a.columnId === b.columnId
}

/** The focus that an element inside the grid stands for. */
function focusOf(target: Element, sections: readonly { readonly id: string }[]): GridFocus | undefined {
  const line = target.closest<HTMLElement>('[data-line]')
  const sectionId = target.closest<HTMLElement>('[data-section]')?.dataset['section']
  if (line === null || sectionId === undefined || !sections.some((section) => section.id === sectionId))
    return undefined
  const columnId = target.closest<HTMLElement>('[data-col]')?.dataset['col']
  const kind = line.dataset['line']
  if (kind === 'header') return { kind: 'section', sectionId }
  if (columnId === undefined) return undefined
  if (kind === 'columns') return { kind: 'column', sectionId, columnId }
  if (kind === 'footer') return { kind: 'footer', sectionId, columnId }
  const rowId = line.dataset['row']
  return rowId === undefined ? undefined : { kind: 'row', rowId, columnId }
}

/** The drawn cell at a position. */
function findCell(root: HTMLElement, context: FocusContext, at: FocusPosition): HTMLElement | null {
  const section = context.model.sections[at.line.sectionIndex]
  const column = context.columns[at.columnIndex]
  if (section === undefined || column === undefined) return null
  const inSection = `[data-section=${JSON.stringify(section.id)}]`
  const inColumn = `[data-col=${JSON.stringify(column.id)}]`
  if (at.line.kind === 'header') return root.querySelector(`${inSection} [data-group-cell]`)
  if (at.line.kind !== 'row') return root.querySelector(`${inSection} [data-line="${at.line.kind}"] ${inColumn}`)
  const row = context.model.rowAt(at.line.sectionIndex, at.line.rowIndex)
  return row === undefined ? null : root.querySelector(`[data-row=${JSON.stringify(row.id)}] ${inColumn}`)
}

/** Where a row dropped at this height of the list would go; `undefined` over what takes no rows. */
function dropAt(context: FocusContext, yPx: number): Drop | undefined {
  const { geometry, model } = context
  const { sizes } = geometry
  for (const part of windowOf(geometry, yPx, yPx + 1)) {
    const section = geometry.sections[part.sectionIndex]
    if (section === undefined || (section.collapsed === true && section.headless !== true)) return undefined
    const rowsTop = (geometry.tops[part.sectionIndex] ?? 0) + stickyPx(section, sizes)
    const rows = shownRows(section)
    const slot = Math.min(rows, Math.max(0, Math.round((yPx - rowsTop) / sizes.row)))
    const idAt = (index: number): string | undefined =>
      index < 0 || index >= rows ? undefined : model.rowAt(part.sectionIndex, index)?.id
    return {
      topPx: rowsTop + slot * sizes.row,
      target: { sectionId: section.id, afterRowId: idAt(slot - 1), beforeRowId: idAt(slot) },
    }
  }
  return undefined
}

/** How many rows of a section are selected. Looks at rows only when there are at least as many selected as could be all. */
function selectedShare(
  rowCount: number,
  selection: ReadonlySet<string>,
  rows: () => readonly string[],
): 'none' | 'some' | 'all' {
  if (selection.size === 0 || rowCount === 0) return 'none'
  if (rowCount > 5_000) return selection.size >= rowCount ? 'all' : 'some'
  let count = 0
  for (const id of rows()) if (selection.has(id)) count += 1
  return count === 0 ? 'none' : count >= rowCount ? 'all' : 'some'
}
