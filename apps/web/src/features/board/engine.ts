// What a board needs once all its items are here: fetched with the code of the commands, while its first rows are drawn.
export { readPaste } from './actions/clipboard.ts'
export { createItemActions } from './actions/items.ts'
export { BoardModel } from './model/board-model.ts'
export { toFilter } from '@fulcrum/domain'
export { filterDefaults } from './model/filter-defaults.ts'
export { markCell, refuseCell } from './rules/cell-rules.ts'
export { BulkBar } from './table/bulk-bar.tsx'
