import type { AggregateDefinition } from './aggregate.ts'

/** The number of rows. */
export const count: AggregateDefinition = {
  kind: 'count',
  laneTypes: null,
  start: (_lane, rows) => ({
    remove: () => undefined,
    add: () => undefined,
    result: (group) => rows.sizeOf(group),
  }),
}
