// Every kind of column, with how it looks and where its files go: fetched while the first screen is drawn.
export { columnKinds } from '@fulcrum/columns'
export { columnViews } from '@fulcrum/columns/web'
export { createCellFiles } from './shell/files/cell-files.ts'
