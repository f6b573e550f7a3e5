import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ColumnLayout } from './grid-columns.ts'
import { findCell } from './grid-dom.ts'
import type { EditorHostApi } from './grid-editor.tsx'
import { lineBox, shownRows, stickyPx, type Line, type LineSizes } from './grid-geometry.ts'
import {
  firstFocus,
  focusAt,
  moved,
  positionOf,
  type FocusContext,
  type FocusMove,
  type FocusPosition,
} from './grid-keys.ts'
import type { EditSession } from './grid-row.tsx'
import { gridCellKey, type GridFocus, type GridLabels, type GridMove, type GridProps } from './grid-types.ts'
import type { PixelSize, Scroller } from './scroller.ts'

const OWN_CHANGE_MS = 2_000

interface FocusWorld {
  readonly props: GridProps
  readonly context: FocusContext
  readonly layout: ColumnLayout
  readonly labels: GridLabels
  readonly size: PixelSize
  readonly sizes: LineSizes
  readonly selection: ReadonlySet<string>
  readonly viewport: Scroller
}

/**
 * Where the keyboard is, and what is being edited there. The focus is a cell by name, so it stays on its row when rows move;
 * when the row goes, it stays at its place. The browser's focus follows after each drawing.
 */
export function useGridFocus({ props, context, layout, labels, size, sizes, selection, viewport }: FocusWorld) {
  const { model, columns } = context
  const [focus, setFocus] = useState<GridFocus>()
  const [session, setSession] = useState<EditSession>()
  const serial = useRef(0)
  const [adding, setAdding] = useState<string>()
  const [message, setMessage] = useState('')
  const rememberedColumn = useRef(0)
  const lastLine = useRef<Line | undefined>(undefined)
  const wantsDomFocus = useRef(false)
  const lastCell = useRef<HTMLElement | null>(null)
  const anchorRow = useRef<string | undefined>(undefined)
  const ownChange = useRef<{ readonly key: string; readonly untilMs: number } | undefined>(undefined)

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

  const editing = session !== undefined
  useEffect(() => {
    props.onFocusChange?.(focus, editing)
    // Only a change of focus is news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [focus, editing])

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
      serial.current += 1
      const next = { serial: serial.current, rowId, columnId, initialText }
      // A second click on the cell that is being edited leaves its editor as it is.
      setSession((open) => (open?.rowId === rowId && open.columnId === columnId ? open : next))
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
      refuse: ({ rowId, columnId }, value) => live.current.props.refuse?.(rowId, columnId, value) ?? null,
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

  const endAdd = useCallback((keepFocus: boolean) => {
    wantsDomFocus.current = keepFocus
    setAdding(undefined)
  }, [])

  return {
    focus,
    setFocus,
    position,
    session,
    adding,
    /** Opens the "add row" field of a section. */
    startAdd: setAdding,
    endAdd,
    message,
    /** Tells readers. */
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
    /** The grid of the moment, for what outlives a drawing. */
    live,
  }
}
