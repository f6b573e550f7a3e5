import * as z from 'zod/mini'
import { shiftModes } from '../../schedule/modes.ts'
import { dayColumns } from '../day-columns.ts'
import { defineViewKind } from './kind.ts'

const column = z.optional(z.int())
const columnOrNone = z.optional(z.nullable(z.int()))

/** How much time a timeline shows at once: what its finer scale counts in. */
export const timelineZooms = ['day', 'week', 'month', 'quarter'] as const

export type TimelineZoom = (typeof timelineZooms)[number]

/** The days of items as they once were, to compare with: `bars` is what `readBaseline` of the app reads. */
const baseline = z.strictObject({
  /** When it was taken, in milliseconds since 1970. */
  at: z.number(),
  /** The member who took it. */
  by: z.string().check(z.maxLength(80)),
  bars: z.string(),
})

/**
 * Items as bars over time. `date` and `end` are the columns of their days as in a calendar. `milestone` is a column of boxes whose
 * ticked items are drawn as diamonds: absent, items of a single day are; null, none. `dependency` is the column by which they
 * wait for each other: absent, the first of those; null, none. `progress` is a column of numbers from 0 to 100: absent, the share
 * of done sub-items; null, none. `kept` is no part of a draft: it is saved by itself.
 */
export const timelineView = defineViewKind({
  id: 'timeline',
  label: 'Timeline',
  description: 'Bars over time, what waits for what, and what must not be late: a Gantt chart.',
  settings: z.strictObject({
    date: column,
    end: columnOrNone,
    milestone: columnOrNone,
    dependency: columnOrNone,
    progress: columnOrNone,
    shift: z.optional(z.enum(shiftModes)),
    zoom: z.optional(z.enum(timelineZooms)),
    critical: z.optional(z.boolean()),
    /** Weekends and holidays count as the other days do. */
    allDays: z.optional(z.boolean()),
    kept: z.optional(z.strictObject({ baseline: z.optional(baseline) })),
  }),
  begin: (board) => {
    const chosen = dayColumns(board.columns(), {})
    if (chosen === undefined) return {}
    const { date, end } = chosen
    return { settings: { date: date.number, ...(end !== undefined && { end: end.number }) } }
  },
  withColumn: (settings, from, to) => {
    const next = { ...settings }
    for (const name of ['end', 'milestone', 'dependency', 'progress'] as const) if (next[name] === from) next[name] = to
    return settings.date === from ? { ...next, date: to } : next
  },
})

/** What a timeline keeps beside what every view does. */
export type TimelineSettings = z.infer<typeof timelineView.settings>
