import { focusOf } from './grid-dom.ts'
import type { GridDrags } from './grid-drags.ts'
import type { GridKeyboard } from './grid-keyboard.ts'
import { sameFocus } from './grid-keys.ts'
import type { GridFocus } from './grid-types.ts'
import { handHere } from './late-hand.ts'
import type { CellRange } from './use-grid-range.ts'

/** A cell of a row. */
export type RowFocus = Extract<GridFocus, { readonly kind: 'row' }>

/** What the pointer looks at and does. */
export interface GridPointer extends GridKeyboard {
  readonly drags: GridDrags
  readonly focus: GridFocus | undefined
  readonly setFocus: (change: (old: GridFocus | undefined) => GridFocus | undefined) => void
  /** Whether the press that a click ends was on the cell that had the focus. */
  readonly pressedFocused: React.RefObject<boolean>
  /** The cells that were taken together when the last press began, which may end them. */
  readonly pressedRange: React.RefObject<CellRange | undefined>
  /** Takes cells together: from the focus to a cell, or between two cells. */
  readonly extend: (to: RowFocus) => void
  readonly take: (from: RowFocus, to: RowFocus) => void
}

/** A press begins a drag, or takes cells together. */
export function pressOn(grid: GridPointer, event: React.PointerEvent<HTMLElement>): void {
  const { props, model, drags, focus } = grid
  const { target, currentTarget } = event
  grid.pressedRange.current = grid.range
  const hand = handHere()
  if (!(target instanceof Element) || !currentTarget.contains(target) || event.button !== 0) return
  const act = target.closest<HTMLElement>('[data-act]')?.dataset['act']
  const named = focusOf(target, model.sections)
  grid.pressedFocused.current =
    named !== undefined &&
    focus !== undefined &&
    sameFocus(named, focus) &&
    currentTarget.contains(document.activeElement)
  if (act === 'resize' && named?.kind === 'column') hand?.startResize(drags, event, named.columnId)
  else if (act === 'fill' && named?.kind === 'row') hand?.startFill(grid, event, named)
  else if (act === 'drag') hand?.startRowDrag(drags, event, target)
  else if (named?.kind === 'section' && target.closest('button,a,input') === null) {
    hand?.startSectionDrag(drags, event, named.sectionId)
  } else if (act === undefined && named?.kind === 'column') hand?.startColumnDrag(drags, event, named.columnId)
  else if (act === undefined && named?.kind === 'row' && target.closest('a,button,input') === null) {
    if (event.shiftKey && focus?.kind === 'row') {
      grid.extend(named)
      return
    }
    grid.clearRange()
    if (props.onCopy !== undefined && event.pointerType === 'mouse') hand?.startRangeDrag(grid, event, named)
  } else if (event.shiftKey && named?.kind === 'row') event.preventDefault()
}

/** A click does what its button says, else selects or begins an edit. */
export function clickOn(grid: GridPointer, event: React.MouseEvent<HTMLElement>): void {
  const { target, currentTarget } = event
  if (!(target instanceof Element) || !currentTarget.contains(target)) return
  const button = target.closest<HTMLElement>('[data-act]')
  if (button !== null && actOn(grid, event, button)) return
  const named = focusOf(target, grid.model.sections)
  if (named?.kind !== 'row' || event.detail > 1) return
  if (target.closest('a,button,input,textarea,select,[data-own-click]') !== null) return
  if (event.shiftKey) return
  if (event.ctrlKey || event.metaKey) grid.toggleRow(named.rowId)
  else editOn(grid, named)
}

/** True where the button is one of the grid's own. */
function actOn(grid: GridPointer, event: React.MouseEvent, button: HTMLElement): boolean {
  const { props, model } = grid
  const rowId = button.closest<HTMLElement>('[data-row]')?.dataset['row']
  const sectionId = button.closest<HTMLElement>('[data-section]')?.dataset['section']
  const isExpanded = button.getAttribute('aria-expanded') === 'true'
  switch (button.dataset['act']) {
    case 'select':
      if (rowId === undefined) return true
      if (event.shiftKey) grid.extendTo(rowId)
      else grid.toggleRow(rowId)
      return true
    case 'select-section':
      toggleSection(grid, sectionId)
      return true
    case 'toggle-row':
      if (rowId !== undefined) props.onToggleRow?.(rowId, !isExpanded)
      return true
    case 'toggle-section':
      if (sectionId !== undefined) props.onToggleSection?.(sectionId, isExpanded)
      return true
    case 'column-menu': {
      const named = focusOf(button, model.sections)
      if (named?.kind === 'column') props.onColumnMenu?.(named.columnId, button)
      return true
    }
    case 'add-column':
      props.onAddColumn?.(button)
      return true
    case 'add-row':
      if (sectionId !== undefined) grid.startAdd(sectionId)
      return true
    case 'drag':
    case 'resize':
    case 'fill':
      return true
    default:
      return false
  }
}

/** Selects all rows of a section, or none where all are. */
function toggleSection({ model, selection, rowsOf, select }: GridPointer, sectionId: string | undefined): void {
  const ids = rowsOf(model.sections.findIndex(({ id }) => id === sectionId))
  const all = ids.length > 0 && ids.every((id) => selection.has(id))
  const next = new Set(selection)
  for (const id of ids)
    if (all) next.delete(id)
    else next.add(id)
  select(next)
}

function editOn(grid: GridPointer, { rowId, columnId }: RowFocus): void {
  const column = grid.columns.find((candidate) => candidate.id === columnId)
  if (column?.editor === 'toggle') {
    if (grid.props.canEdit?.(rowId, columnId) === false) grid.say(grid.labels.readOnly)
    else grid.activate(rowId, columnId)
  } else if (column?.editor === 'popover' || (column?.editor === 'inline' && grid.pressedFocused.current)) {
    grid.startEdit(rowId, columnId)
  }
}
