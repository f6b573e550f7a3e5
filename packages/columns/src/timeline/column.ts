import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { daySchema, dayToIso, shownRange } from '../shared/days.ts'
import { shortened } from '../shared/labels.ts'
import { presence } from '../shared/operators.ts'
import { readDate, readRange } from '../shared/read-date.ts'

const value = z
  .strictObject({ start: daySchema, end: daySchema })
  .check(z.refine(({ start, end }) => end >= start, 'A timeline ends on or after the day on which it starts.'))

export type TimelineValue = z.infer<typeof value>

/** From one day to another, both included. */
export const timelineColumn = defineColumn({
  id: 'timeline',
  label: 'Timeline',
  description: 'From one day to another: when work is planned, a sprint, a leave.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ start: 'day', end: 'day' }),
  defaultLane: 'start',
  rules: { not: ['unique'] },
  value,
  toLanes: ({ start, end }) => ({ start, end }),
  fromLanes: (lane) => {
    const start = lane('start') as number | null
    const end = lane('end') as number | null
    return start === null || end === null ? null : { start, end }
  },
  operators: [
    { id: 'starts-on', label: 'starts on', lane: 'start', op: 'eq', takes: 'day' },
    { id: 'starts-before', label: 'starts before', lane: 'start', op: 'lt', takes: 'day' },
    { id: 'starts-after', label: 'starts after', lane: 'start', op: 'gt', takes: 'day' },
    { id: 'starts-between', label: 'starts between', lane: 'start', op: 'between', takes: 'days' },
    { id: 'ends-on', label: 'ends on', lane: 'end', op: 'eq', takes: 'day' },
    { id: 'ends-before', label: 'ends before', lane: 'end', op: 'lt', takes: 'day' },
    { id: 'ends-after', label: 'ends after', lane: 'end', op: 'gt', takes: 'day' },
    { id: 'ends-between', label: 'ends between', lane: 'end', op: 'between', takes: 'days' },
    ...presence('start'),
  ],
  parse: (text, _settings, context) => {
    if (text.trim() === '') return ok(null)
    const range = text.length > 120 ? null : readRange(text.trim(), (part) => readDate(part, context))
    if (!range) return fail(`"${shortened(text)}" is not a timeline. Write it like 2026-11-24 – 2026-11-27.`)
    if (range.end < range.start) return fail('A timeline ends on or after the day on which it starts.')
    return ok(range)
  },
  format: ({ start, end }) => `${dayToIso(start)} – ${dayToIso(end)}`,
  display: ({ start, end }, _settings, { locale }) => shownRange(start, end, locale),
  sort: { lane: 'start' },
  aggregates: ['latest', 'earliest', 'filled'],
  aggregateLanes: { latest: 'end' },
  defaultAggregate: 'latest',
  searchLanes: [],
  roles: ['start', 'due'],
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
