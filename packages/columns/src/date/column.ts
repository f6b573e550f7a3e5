import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { daySchema, minuteSchema } from '../shared/day-schemas.ts'
import { shortened } from '../shared/labels.ts'
import { readDate } from '../shared/read-date.ts'
import { daySeries } from '../shared/series.ts'
import { dateSight } from './sight.ts'

const settings = z.strictObject({
  /** Whether cells show and ask for a time of day. */
  time: z.boolean(),
})

export type DateSettings = z.infer<typeof settings>

/** A day, with a time of day (minutes since midnight) where there is one. Neither has a zone. */
const value = z.strictObject({ day: daySchema, minute: z._default(z.nullable(minuteSchema), null) })

export type DateValue = z.infer<typeof value>

/** A day, perhaps with a time. */
export const dateColumn = defineColumn({
  ...dateSight,
  description: 'A day, with a time if you want one: due dates, releases, meetings.',
  settings,
  value,
  asks: ({ time }) => ({ as: 'line', input: time ? 'datetime-local' : 'date' }),
  parse: (text, _settings, context) => {
    if (text.trim() === '') return ok(null)
    const read = readDate(text, context)
    if (read) return ok(read)
    const style = context.dayFirst ? '24/11/2026' : '11/24/2026'
    return fail(`"${shortened(text)}" is not a date. Write it like 2026-11-24, ${style} or 24 Nov 2026.`)
  },
  series: (values) => {
    const days = daySeries(values.map(({ day }) => day))
    const minute = values[0]?.minute ?? null
    if (days === null || values.some((value) => value.minute !== minute)) return null
    return (at) => {
      const day = days(at)
      return day === null ? null : { day, minute }
    }
  },
  examples: [
    {
      settings: { time: false },
      values: [
        { value: { day: 20_781, minute: null }, text: '2026-11-24' },
        { value: { day: 20_781, minute: null }, text: '24.11.2026' },
        { value: { day: 20_781, minute: null }, text: '24/11/26' },
        { value: { day: 20_781, minute: null }, text: '11/24/2026' },
        { value: { day: 20_781, minute: null }, text: 'Tuesday, November 24th, 2026' },
        { value: { day: 20_781, minute: null }, text: '24. Nov. 2026' },
        { value: { day: 20_516, minute: null }, text: '4 March 2026' },
      ],
      badTexts: ['soon', '31/02/2026', '2026-13-01', '24', '24 Nov', '1/2/3/4', 'x'.repeat(200)],
      badValues: [20_781, '2026-11-24', { day: 1.5 }, { day: 1, minute: 1_440 }, { minute: 3 }, { day: 9e9 }],
    },
    {
      settings: { time: true },
      values: [
        { value: { day: 20_781, minute: 570 }, text: '24 Nov 2026 09:30' },
        { value: { day: 20_781, minute: 1_290 }, text: '2026-11-24, 9:30 pm' },
        { value: { day: 20_781, minute: 570 }, text: '2026-11-24T08:30:00.000Z' },
        { value: { day: 20_782, minute: 30 }, text: '2026-11-24 18:30 -05:00' },
        { value: { day: 20_781, minute: 0 }, text: '2026-11-24 00:00' },
      ],
      badTexts: ['2026-11-24 25:00', '2026-11-24 13:00 pm', '09:30'],
    },
  ],
})
