import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { daySchema } from '../shared/day-schemas.ts'
import { firstDay, lastDay, shownRange } from '../shared/days.ts'
import { shortened } from '../shared/labels.ts'
import { presence, timeOperators } from '../shared/operators.ts'
import { readDate } from '../shared/read-date.ts'
import { numberSeries } from '../shared/series.ts'
import { isoWeekOf, mondayOf, readWeek, weekToText } from './weeks.ts'

/** A week of ISO 8601, by the day of its Monday. */
export const weekColumn = defineColumn({
  id: 'week',
  label: 'Week',
  description: 'A calendar week: 2026-W48, from Monday to Sunday.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ monday: 'day' }),
  defaultLane: 'monday',
  value: daySchema.check(
    z.refine(
      (day) => mondayOf(day) === day && day <= lastDay - 6,
      'Expected the Monday of a week, as whole days since 1970-01-01.',
    ),
  ),
  toLanes: (monday) => ({ monday }),
  fromLanes: (lane) => lane('monday') as number | null,
  operators: [
    ...timeOperators('monday'),
    { id: 'between', label: 'begins between', lane: 'monday', op: 'between', takes: 'days' },
    ...presence('monday'),
  ],
  parse: (text, _settings, context) => {
    if (text.trim() === '') return ok(null)
    const monday = readWeek(text, null)
    if (monday !== null) return ok(monday)
    const date = readDate(text, context)
    const week = date === null ? null : mondayOf(date.day)
    return week !== null && week <= lastDay - 6
      ? ok(week)
      : fail(`"${shortened(text)}" is not a week. Write it like 2026-W48, W48 2026 or a day of it.`)
  },
  format: weekToText,
  display: (monday, _settings, { locale }) => {
    const { year, week } = isoWeekOf(monday)
    return `W${week} ${year}, ${shownRange(monday, monday + 6, locale)}`
  },
  sort: { lane: 'monday' },
  group: { lane: 'monday' },
  aggregates: ['latest', 'earliest', 'filled', 'distinct'],
  defaultAggregate: 'latest',
  searchLanes: [],
  roles: [],
  series: (mondays) => {
    const series = numberSeries(mondays)
    return (at) => {
      const monday = series?.(at) ?? null
      return monday === null || monday < firstDay || monday > lastDay - 6 ? null : monday
    }
  },
  examples: [
    {
      settings: {},
      values: [
        { value: 20_780, text: '2026-W48' },
        { value: 20_780, text: 'W48 2026' },
        { value: 20_780, text: 'KW 48/2026' },
        { value: 20_780, text: '48/2026' },
        { value: 20_780, text: '29 Nov 2026' },
        { value: 20_815, text: '2027-01-03' },
        { value: 20_815, text: '2026w53' },
        { value: 20_822, text: '2027-W01' },
      ],
      badTexts: ['next week', 'W48', '2026-W54', '2027-W53', '2026-W00', '48'],
      badValues: [20_781, '2026-W48', 20_780.5, 9e9, { year: 2026, week: 48 }],
    },
  ],
})
