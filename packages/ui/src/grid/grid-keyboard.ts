import type { ColumnLayout } from './grid-columns.ts'
import type { FocusContext } from './grid-keys.ts'
import { rangeColumns, rangeRows, type CellRange } from './use-grid-range.ts'
import type { GridCells, GridColumn, GridFocus, GridLabels, GridModel, GridProps } from './grid-types.ts'
import { handHere } from './late-hand.ts'

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

/** A focus of one kind. */
export type FocusOn<K extends GridFocus['kind']> = Extract<GridFocus, { readonly kind: K }>

/** Keys that do something to rows and cells, without a modifier. */
const deedKeys = new Set(['Delete', 'Backspace', 'F10', 'ContextMenu'])

/** Does what a key means on the focused cell, apart from moving the focus. True where it meant something. */
export function pressKey(grid: GridKeyboard, event: React.KeyboardEvent, focus: GridFocus): boolean {
  switch (focus.kind) {
    case 'row':
      return onRowKey(grid, event, focus)
    case 'column':
      return handHere()?.onColumnKey(grid, event, focus) ?? false
    case 'section':
      return handHere()?.onSectionKey(grid, event, focus) ?? false
    case 'footer':
      return onFooterKey(grid, event, focus)
  }
}

function onRowKey(grid: GridKeyboard, event: React.KeyboardEvent, at: FocusOn<'row'>): boolean {
  const { props, model, columns, selection } = grid
  const canSelect = props.onSelectionChange !== undefined
  const column = columns.find((candidate) => candidate.id === at.columnId)
  if (column === undefined) return false
  const command = event.ctrlKey || event.metaKey
  const editor = column.editor ?? 'none'
  if (event.altKey || (command && event.key !== 'a' && event.key !== 'Enter') || deedKeys.has(event.key)) {
    return handHere()?.onDeedKey(grid, event, at) ?? false
  }
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
    case 'Escape':
      if (grid.range !== undefined) {
        grid.clearRange()
        return true
      }
      if (selection.size === 0) return false
      grid.select(new Set())
      return true
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
