import { t } from '../messages/words.ts'
import type { GridLabels } from './grid-types.ts'

/** The grid's own words in English. */
export const DEFAULT_GRID_LABELS: GridLabels = {
  addRow: t('Add item'),
  addRowPlaceholder: t('Name, then Enter'),
  selectRow: t('Select row'),
  dragRow: t('Drag to move, or Alt and arrow keys'),
  expand: t('Expand'),
  collapse: t('Collapse'),
  columnMenu: t('Column menu'),
  resizeColumn: t('Drag to resize, or Shift and arrow keys'),
  addColumn: t('Add column'),
  loading: t('Loading'),
  rowMoved: t('Row moved'),
  columnMoved: (title, position) => t('{title} moved to position {position}', { title, position }),
  columnResized: (title, widthPx) => t('{title} is {widthPx} pixels wide', { title, widthPx }),
  readOnly: t('This cell is read only'),
  selected: (count) => t('{count, plural, one {# row selected} other {# rows selected}}', { count }),
  editing: (title) => t('Editing {title}', { title }),
  editedBy: (name) => t('{name} is editing', { name }),
}
