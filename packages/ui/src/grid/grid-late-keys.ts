import { minWidthOf } from './grid-columns.ts'
import { isRtl } from './grid-dom.ts'
import { takenCells, type FocusOn, type GridKeyboard } from './grid-keyboard.ts'
import { stepTarget } from './grid-keys.ts'
import { rangeColumns, rangeRows } from './use-grid-range.ts'

const RESIZE_STEP_PX = 8

/** What a key does to rows and cells, apart from editing and selecting them. True where it meant something. */
export function onDeedKey(grid: GridKeyboard, event: React.KeyboardEvent, at: FocusOn<'row'>): boolean {
  const { props, model, columns, labels, selection, say } = grid
  const command = event.ctrlKey || event.metaKey
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
  if (event.altKey || command) return false
  switch (event.key) {
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
    case 'F10':
    case 'ContextMenu': {
      if (props.onRowMenu === undefined || (event.key === 'F10' && !event.shiftKey)) return false
      const rect = (event.target as Element).getBoundingClientRect()
      props.onRowMenu(at.rowId, { x: rect.left + 8, y: rect.bottom }, at.columnId, takenCells(grid, grid.range))
      return true
    }
    default:
      return false
  }
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

/** What a key means on the title of a column. True where it meant something. */
export function onColumnKey(grid: GridKeyboard, event: React.KeyboardEvent, at: FocusOn<'column'>): boolean {
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

/** What a key means on the header of a group. True where it meant something. */
export function onSectionKey(grid: GridKeyboard, event: React.KeyboardEvent, at: FocusOn<'section'>): boolean {
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
