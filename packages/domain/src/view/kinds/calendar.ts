import * as z from 'zod/mini'
import { dayColumns } from '../day-columns.ts'
import { defineViewKind } from './kind.ts'

const column = z.int()

/** How much of the time a calendar shows at once. */
export const calendarSpans = ['month', 'week', 'list'] as const

export type CalendarSpan = (typeof calendarSpans)[number]

/**
 * Items on the days that their cells name. `date` is the column they stand by, `end` a second one that says where they end;
 * absent, `dayColumns` chooses. `colour` is the column whose labels colour them: absent, the status; null, none.
 */
export const calendarView = defineViewKind({
  id: 'calendar',
  label: 'Calendar',
  description: 'Items on their days, by month or week: what is due, planned or released when.',
  settings: z.strictObject({
    date: z.optional(column),
    end: z.optional(z.nullable(column)),
    colour: z.optional(z.nullable(column)),
    span: z.optional(z.enum(calendarSpans)),
  }),
  begin: (board) => {
    const chosen = dayColumns(board.columns(), {})
    if (chosen === undefined) return { lacks: 'A calendar needs days: add a date or timeline column first.' }
    const { date, end } = chosen
    return { settings: { date: date.number, ...(end !== undefined && { end: end.number }) } }
  },
  withColumn: ({ date, end, colour, ...rest }, from, to) => {
    const moved = <C extends number | null>(number: C): C | number => (number === from ? to : number)
    return {
      ...rest,
      ...(date !== undefined && { date: moved(date) }),
      ...(end !== undefined && { end: moved(end) }),
      ...(colour !== undefined && { colour: moved(colour) }),
    }
  },
})
