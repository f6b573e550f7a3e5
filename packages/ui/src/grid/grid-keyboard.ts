import { minWidthOf, type ColumnLayout } from './grid-columns.ts'
import { isRtl } from './grid-dom.ts'
import { stepTarget, type FocusContext } from './grid-keys.ts'
import { rangeColumns, rangeRows, type CellRange } from './use-grid-range.ts'
import type { GridCells, GridColumn, GridFocus, GridLabels, GridModel, GridProps } from './grid-types.ts'

const RESIZE_STEP_PX = 8

/** What the keys of a grid look at and do. */
export interface GridKeyboard {
  readonly props: GridProps
  readonly model: GridModel
  readonly columns: readonly GridColumn[]
  readonly context: FocusContext
  readonly layout: ColumnLayout
  readonly labels: GridLabels
  readonly selection: ReadonlySet<string>
  /** Tells readers. */
  readonly say: (text: string) => void
  readonly activate: (rowId: string, columnId: string) => void
  readonly startEdit: (rowId: string, columnId: string, initialText?: string) => boolean
  readonly startAdd: (sectionId: string) => void
  /** Remembers that a cell is changed from here, so that it does not flash. */
  readonly changeHere: (rowId: string, columnId: string) => void
  readonly select: (next: ReadonlySet<string>) => void
  readonly toggleRow: (rowId: string) => void
  readonly extendTo: (rowId: string) => void
  /** The cells that are taken together. */
  readonly range: CellRange | undefined
  readonly clearRange: () => void
  readonly rowsOf: (sectionIndex: number) => readonly string[]
}

type FocusOn<K extends GridFocus['kind']> = Extract<GridFocus, { readonly kind: K }>

/** Does what a key means on the focused cell, apart from moving the focus. True where it meant something. */
export function pressKey(grid: GridKeyboard, event: React.KeyboardEvent, focus: GridFocus): boolean {
  switch (focus.kind) {
    case 'row':
      return onRowKey(grid, event, focus)
    case 'column':
      return onColumnKey(grid, event, focus)
    case 'section':
      return onSectionKey(grid, event, focus)
    case 'footer':
      return onFooterKey(grid, event, focus)
  }
}

function onRowKey(grid: GridKeyboard, event: React.KeyboardEvent, at: FocusOn<'row'>): boolean {
  const { props, model, columns, labels, selection, say } = grid
  const canSelect = props.onSelectionChange !== undefined
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
  if (command && !event.altKey && event.key.toLowerCase() === 'd' && props.onFillDown !== undefined) {
    const [rowIds, columnIds] = fillOf(grid, at)
    if (rowIds.length > 1) props.onFillDown({ rowIds, columnIds }, event.shiftKey)
    return true
  }
  if (event.altKey || (command && event.key !== 'a' && event.key !== 'Enter')) return false
  if (command && event.key === 'a') {
    if (!canSelect) return false
    grid.select(new Set(model.sections.flatMap((_, index) => grid.rowsOf(index))))
    return true
  }
  switch (event.key) {
    case 'Enter':
    case 'F2':
      if (editor === 'none' || editor === 'toggle' || command) grid.activate(at.rowId, at.columnId)
      else grid.startEdit(at.rowId, at.columnId)
      return true
    case ' ':
      if (editor === 'toggle' && !event.shiftKey) grid.activate(at.rowId, at.columnId)
      else if (canSelect && event.shiftKey) grid.extendTo(at.rowId)
      else if (canSelect) grid.toggleRow(at.rowId)
      else return false
      return true
    case 'Delete':
    case 'Backspace': {
      if (props.onClear === undefined) return false
      if (grid.range === undefined && props.canEdit?.(at.rowId, at.columnId) === false) {
        say(labels.readOnly)
        return true
      }
      grid.changeHere(at.rowId, at.columnId)
      if (grid.range !== undefined) {
        props.onClear(rangeRows(grid.range, grid.context), rangeColumns(grid.range, columns))
      } else props.onClear(selection.has(at.rowId) ? [...selection] : [at.rowId], [at.columnId])
      return true
    }
    case 'Escape':
      if (grid.range !== undefined) {
        grid.clearRange()
        return true
      }
      if (selection.size === 0) return false
      grid.select(new Set())
      return true
    case 'F10':
    case 'ContextMenu': {
      if (props.onRowMenu === undefined || (event.key === 'F10' && !event.shiftKey)) return false
      const rect = (event.target as Element).getBoundingClientRect()
      props.onRowMenu(at.rowId, { x: rect.left + 8, y: rect.bottom }, at.columnId, takenCells(grid, grid.range))
      return true
    }
    default:
      if (event.key.length !== 1 || command) return false
      return grid.startEdit(at.rowId, at.columnId, event.key)
  }
}

/** The cells of a range, by name. */
export function takenCells(
  { context, columns }: Pick<GridKeyboard, 'context' | 'columns'>,
  range: CellRange | undefined,
): GridCells | undefined {
  return range && { rowIds: rangeRows(range, context), columnIds: rangeColumns(range, columns) }
}

/** What is filled down: the cells taken together, else the selected rows from this one on, else this cell from the one above. */
function fillOf(grid: GridKeyboard, at: FocusOn<'row'>): readonly [rowIds: string[], columnIds: string[]] {
  const { model, columns, selection, range, context } = grid
  if (range !== undefined) return [rangeRows(range, context), rangeColumns(range, columns)]
  if (selection.has(at.rowId)) return [[at.rowId, ...[...selection].filter((id) => id !== at.rowId)], [at.columnId]]
  const place = model.find(at.rowId)
  const above =
    place === undefined || place.rowIndex === 0 ? undefined : model.rowAt(place.sectionIndex, place.rowIndex - 1)
  return [above === undefined ? [] : [above.id, at.rowId], [at.columnId]]
}

function onColumnKey(grid: GridKeyboard, event: React.KeyboardEvent, at: FocusOn<'column'>): boolean {
  const { props, columns, labels, say } = grid
  const index = columns.findIndex((column) => column.id === at.columnId)
  const column = columns[index]
  if (column === undefined) return false
  const forward = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  const step = isRtl(event.currentTarget) ? -forward : forward
  if (event.altKey && step !== 0) {
    const movable = column.movable ?? column.pinned !== true
    const to = index + step
    if (props.onMoveColumn === undefined || !movable || to < grid.layout.pinnedCount || to >= columns.length)
      return true
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

function onSectionKey(grid: GridKeyboard, event: React.KeyboardEvent, at: FocusOn<'section'>): boolean {
  const { props, model, labels, say } = grid
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

function onFooterKey(grid: GridKeyboard, event: React.KeyboardEvent, at: FocusOn<'footer'>): boolean {
  const { props, columns } = grid
  if (props.onAddRow === undefined || event.ctrlKey || event.metaKey || event.altKey) return false
  const first = at.columnId === columns[0]?.id
  if (first && (event.key === 'Enter' || event.key === ' ' || event.key === 'F2')) {
    grid.startAdd(at.sectionId)
    return true
  }
  return false
}
