// What opens only when somebody asks for it: one file of its own, fetched when there is time.
export { AddColumn } from './dialogs/add-column.tsx'
export { ColumnSettings } from './dialogs/column-settings.tsx'
export { columnMenu } from './menus/column-menu.ts'
export { groupMenu } from './menus/group-menu.tsx'
export { rowMenu } from './menus/row-menu.ts'
export { LocalCondition, NewFilter } from './toolbar/filter-panels.tsx'
export { HiddenColumns } from './toolbar/hidden-columns.tsx'
export { SortEditor } from './toolbar/sort-editor.tsx'
