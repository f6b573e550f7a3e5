import * as z from 'zod/mini'
import { defineViewKind } from './kind.ts'

/** Rows and columns: what every board begins with. */
export const tableView = defineViewKind({
  id: 'table',
  label: 'Table',
  description: 'All cells in rows and columns, with totals.',
  settings: z.strictObject({}),
  begin: () => ({}),
})
