import * as z from 'zod/mini'
import { colours } from '../../colours.ts'
import { filterSpec } from '../spec.ts'
import { defineViewKind } from './kind.ts'

/** What passes `when` has a colour: all of its row, or its cell of one column. */
const colourRule = z.strictObject({
  when: filterSpec,
  colour: z.enum(colours),
  of: z.union([z.literal('row'), z.literal('title'), z.int()]),
})

export type ColourRule = z.infer<typeof colourRule>

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
    /** Columns whose text goes over several lines where it would be cut otherwise. */
    wrapped: z.optional(
      z.array(z.union([z.literal('title'), z.int()])).check(z.maxLength(50, 'At most 50 columns can wrap.')),
    ),
    /** Of several that colour the same, the first whose filter an item passes counts. */
    colours: z.optional(z.array(colourRule).check(z.maxLength(20, 'At most 20 rules can colour a table.'))),
  }),
  begin: () => ({}),
  withColumn: ({ pinned, wrapped, colours, ...rest }, from, to) => ({
    ...rest,
    ...(wrapped !== undefined && { wrapped: wrapped.map((column) => (column === from ? to : column)) }),
    ...(pinned !== undefined && { pinned: pinned.map((column) => (column === from ? to : column)) }),
    ...(colours !== undefined && { colours: colours.map((rule) => (rule.of === from ? { ...rule, of: to } : rule)) }),
  }),
  withFilters: ({ colours, ...rest }, change) => ({
    ...rest,
    ...(colours !== undefined && { colours: colours.map((rule) => ({ ...rule, when: change(rule.when) })) }),
  }),
})
