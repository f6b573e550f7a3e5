import type { GridLabels } from './grid-types.ts'

/** The grid's own words in English. */
export const DEFAULT_GRID_LABELS: GridLabels = {
  addRow: 'Add item',
  addRowPlaceholder: 'Name, then Enter',
  selectRow: 'Select row',
  dragRow: 'Drag to move, or Alt and arrow keys',
  expand: 'Expand',
  collapse: 'Collapse',
  columnMenu: 'Column menu',
  resizeColumn: 'Drag to resize, or Shift and arrow keys',
  addColumn: 'Add column',
  loading: 'Loading',
  rowMoved: 'Row moved',
  columnMoved: (title, position) => `${title} moved to position ${position}`,
  columnResized: (title, widthPx) => `${title} is ${widthPx} pixels wide`,
  readOnly: 'This cell is read only',
  selected: (count) => (count === 1 ? '1 row selected' : `${count} rows selected`),
  editing: (title) => `Editing ${title}`,
  editedBy: (name) => `${name} is editing`,
}
