import { focusOf } from './grid-dom.ts'
import { fillToEnd } from './grid-fill.ts'
import { takenCells } from './grid-keyboard.ts'
import type { GridPointer } from './grid-pointer.ts'

/** Two clicks edit what is edited in its cell, and open what is not edited at all. */
export function doubleClickOn(grid: GridPointer, event: React.MouseEvent<HTMLElement>): void {
  const { target, currentTarget } = event
  if (!(target instanceof Element) || !currentTarget.contains(target)) return
  const named = focusOf(target, grid.model.sections)
  if (named?.kind === 'row' && target.closest('[data-act=fill]') !== null) fillToEnd(grid, named)
  if (named?.kind !== 'row' || target.closest('[data-act],a,button,input,textarea,[data-own-click]') !== null) return
  const column = grid.columns.find((candidate) => candidate.id === named.columnId)
  if (column?.editor === 'inline') grid.startEdit(named.rowId, named.columnId)
  else if (column?.editor === undefined || column.editor === 'none') grid.activate(named.rowId, named.columnId)
}

/** Opens the menu of a row or of a column. */
export function openMenuOn(grid: GridPointer, event: React.MouseEvent<HTMLElement>): void {
  const { target, currentTarget } = event
  if (!(target instanceof Element) || !currentTarget.contains(target)) return
  const { props, model } = grid
  const named = focusOf(target, model.sections)
  const head = target.closest<HTMLElement>('[role="columnheader"]')
  if (named?.kind === 'row' && props.onRowMenu !== undefined) {
    event.preventDefault()
    const at = { x: event.clientX, y: event.clientY }
    props.onRowMenu(named.rowId, at, named.columnId, takenCells(grid, grid.range ?? grid.pressedRange.current))
  } else if (named?.kind === 'column' && head !== null && props.onColumnMenu !== undefined) {
    event.preventDefault()
    props.onColumnMenu(named.columnId, head)
  }
}
