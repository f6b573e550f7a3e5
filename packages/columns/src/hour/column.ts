import { defineColumn, fail, ok } from '@fulcrum/domain'
import { minuteSchema } from '../shared/day-schemas.ts'
import { minuteToText, shownMinute } from '../shared/days.ts'
import { shortened } from '../shared/labels.ts'
import { presence, timeOperators } from '../shared/operators.ts'
import * as z from 'zod/mini'
import { readHour } from './hours.ts'

/** A time of day, in minutes since midnight. It has no zone. */
export const hourColumn = defineColumn({
  id: 'hour',
  label: 'Hour',
  description: 'A time of day without a date: a stand-up, a shift, a release window.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ minute: 'number' }),
  defaultLane: 'minute',
  rules: { not: ['unique'] },
  value: minuteSchema,
  toLanes: (minute) => ({ minute }),
  fromLanes: (lane) => lane('minute') as number | null,
  operators: [...timeOperators('minute'), ...presence('minute')],
  parse: (text) => {
    if (text.trim() === '') return ok(null)
    const minute = readHour(text)
    return minute === null
      ? fail(`"${shortened(text)}" is not a time of day. Write it like 09:30 or 9:30 pm.`)
      : ok(minute)
  },
  format: minuteToText,
  display: (minute, _settings, { locale }) => shownMinute(minute, locale),
  sort: { lane: 'minute' },
  group: { lane: 'minute' },
  aggregates: ['min', 'max', 'median', 'filled', 'distinct'],
  defaultAggregate: null,
  searchLanes: [],
  roles: [],
  examples: [
    {
      settings: {},
      values: [
        { value: 570, text: '09:30' },
        { value: 570, text: '9.30' },
        { value: 570, text: '9h30' },
        { value: 570, text: '930' },
        { value: 1_290, text: '9:30 pm' },
        { value: 1_260, text: '9pm' },
        { value: 0, text: '12 am' },
        { value: 720, text: 'noon' },
        { value: 540, text: '9 Uhr' },
        { value: 1_439, text: '23:59:59' },
      ],
      badTexts: ['25:00', '9:75', '13 pm', 'soon', '0 am', '9', '24:00', '12345'],
      badValues: ['09:30', 1_440, -1, 3.5, { minute: 3 }],
    },
  ],
})
