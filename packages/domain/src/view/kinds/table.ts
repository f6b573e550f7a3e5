import * as z from 'zod/mini'
import { defineViewKind } from './kind.ts'

/** Rows and columns: what every board begins with. */
export const tableView = defineViewKind({
  id: 'table',
  label: 'Table',
  description: 'All cells in rows and columns, with totals.',
  settings: z.strictObject({
    /** How high rows are; absent is `normal`. */
    rows: z.optional(z.enum(['compact', 'normal', 'roomy'])),
    /** Columns, by number, that stay beside the title while the others scroll. */
    pinned: z.optional(z.array(z.int()).check(z.maxLength(10, 'At most 10 columns can be pinned.'))),
  }),
  begin: () => ({}),
  withColumn: ({ pinned, ...rest }, from, to) => ({
    ...rest,
    ...(pinned !== undefined && { pinned: pinned.map((column) => (column === from ? to : column)) }),
  }),
})
