// Every kind of column, with how it looks: fetched while the first screen is drawn.
export { columnKinds } from '@fulcrum/columns'
export { columnViews } from '@fulcrum/columns/web'
