import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { daySchema } from '../shared/day-schemas.ts'
import { shortened } from '../shared/labels.ts'
import { readDate, readRange } from '../shared/read-date.ts'
import { daySeries } from '../shared/series.ts'
import { timelineSight } from './sight.ts'

const value = z
  .strictObject({ start: daySchema, end: daySchema })
  .check(z.refine(({ start, end }) => end >= start, 'A timeline ends on or after the day on which it starts.'))

export type TimelineValue = z.infer<typeof value>

/** From one day to another, both included. */
export const timelineColumn = defineColumn({
  ...timelineSight,
  description: 'From one day to another: when work is planned, a sprint, a leave.',
  settings: z.strictObject({}),
  value,
  parse: (text, _settings, context) => {
    if (text.trim() === '') return ok(null)
    const range = text.length > 120 ? null : readRange(text.trim(), (part) => readDate(part, context))
    if (!range) return fail(`"${shortened(text)}" is not a timeline. Write it like 2026-11-24 – 2026-11-27.`)
    if (range.end < range.start) return fail('A timeline ends on or after the day on which it starts.')
    return ok(range)
  },
  series: (values) => {
    const starts = daySeries(values.map(({ start }) => start))
    const ends = daySeries(values.map(({ end }) => end))
    if (starts === null || ends === null) return null
    return (at) => {
      const [start, end] = [starts(at), ends(at)]
      return start === null || end === null || end < start ? null : { start, end }
    }
  },
  examples: [
    {
      settings: {},
      values: [
        { value: { start: 20_781, end: 20_784 }, text: '2026-11-24 – 2026-11-27' },
        { value: { start: 20_781, end: 20_784 }, text: '24 Nov 2026 to 27 Nov 2026' },
        { value: { start: 20_781, end: 20_784 }, text: '24.11.2026 - 27.11.2026' },
        { value: { start: 20_781, end: 20_784 }, text: '2026-11-24/2026-11-27' },
        { value: { start: 20_781, end: 20_781 }, text: '24/11/2026' },
      ],
      badTexts: ['2026-11-27 – 2026-11-24', 'next sprint', '2026-11-24 –', '–'],
      badValues: [{ start: 2, end: 1 }, { start: 1 }, [1, 2], { start: 1, end: 2.5 }],
    },
  ],
})
