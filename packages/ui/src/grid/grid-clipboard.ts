import { isField } from './grid-dom.ts'
import { takenCells, type GridKeyboard } from './grid-keyboard.ts'
import type { GridFocus } from './grid-types.ts'
import { rangeColumns, rangeRows } from './use-grid-range.ts'

/** What copying and pasting look at. */
export interface GridClipboard extends Pick<
  GridKeyboard,
  'props' | 'model' | 'columns' | 'context' | 'selection' | 'range' | 'rowsOf'
> {
  readonly focus: GridFocus | undefined
}

/** Copies the cells that are taken together, else the selected rows, else the focused cell. */
export function copyCells(grid: GridClipboard, event: React.ClipboardEvent): void {
  const { props, model, columns, context, selection, range, rowsOf, focus } = grid
  if (props.onCopy === undefined || focus?.kind !== 'row' || isField(event.target)) return
  const many = range === undefined && selection.has(focus.rowId)
  const rowIds =
    range !== undefined
      ? rangeRows(range, context)
      : many
        ? model.sections.flatMap((_, index) => rowsOf(index)).filter((id) => selection.has(id))
        : [focus.rowId]
  const columnIds =
    range !== undefined ? rangeColumns(range, columns) : many ? columns.map((column) => column.id) : [focus.columnId]
  const text = props.onCopy(rowIds, columnIds)
  if (text === undefined) return
  event.preventDefault()
  event.clipboardData.setData('text/plain', text)
}

/** Pastes from the focused cell on, or into the cells that are taken together. */
export function pasteCells(grid: GridClipboard, event: React.ClipboardEvent): void {
  const { props, range, focus } = grid
  if (props.onPaste === undefined || focus?.kind !== 'row' || isField(event.target)) return
  event.preventDefault()
  const [text = '', html = ''] = ['text/plain', 'text/html'].map((type) => event.clipboardData.getData(type))
  const taken = takenCells(grid, range)
  const [firstRow, firstColumn] = [taken?.rowIds[0] ?? focus.rowId, taken?.columnIds[0] ?? focus.columnId]
  if (taken === undefined) props.onPaste(firstRow, firstColumn, { text, html })
  else props.onPaste(firstRow, firstColumn, { text, html }, taken)
}
