import * as z from 'zod/mini'
import { workloadColumns } from '../../workload/columns.ts'
import { defineViewKind } from './kind.ts'

const column = z.int()

/** What a workload counts in: the width of a cell. */
export const workloadSteps = ['day', 'week'] as const

export type WorkloadStep = (typeof workloadSteps)[number]

/** The most that somebody may be said to do in a day. */
export const maxCapacity = 1_000

/**
 * How much is planned for whom and when. `people` is the column that says who; `date` and `end` are the columns of the days as in
 * a calendar; `effort` is a column of numbers: absent or null, items are counted. `capacity` is what somebody can do in a working
 * day: absent, 8 where the effort is in hours; null, nobody says.
 */
export const workloadView = defineViewKind({
  id: 'workload',
  label: 'Workload',
  description: 'Who has how much to do, by day or week, against what each can do.',
  settings: z.strictObject({
    people: z.optional(column),
    date: z.optional(column),
    end: z.optional(z.nullable(column)),
    effort: z.optional(z.nullable(column)),
    capacity: z.optional(z.nullable(z.number().check(z.gt(0), z.lte(maxCapacity)))),
    step: z.optional(z.enum(workloadSteps)),
  }),
  begin: (board) => {
    const { people, days, estimate } = workloadColumns(board.columns(), {})
    return {
      settings: {
        ...(people !== undefined && { people: people.number }),
        ...(days !== undefined && { date: days.date.number }),
        ...(days?.end !== undefined && { end: days.end.number }),
        ...(estimate !== undefined && { effort: estimate.number }),
      },
    }
  },
  withColumn: (settings, from, to) => {
    const next = { ...settings }
    for (const name of ['people', 'date', 'end', 'effort'] as const) if (next[name] === from) next[name] = to
    return next
  },
})

/** What a workload keeps beside what every view does. */
export type WorkloadSettings = z.infer<typeof workloadView.settings>
