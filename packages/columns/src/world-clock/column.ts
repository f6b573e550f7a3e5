import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { shortened } from '../shared/labels.ts'
import { presence } from '../shared/operators.ts'
import { isZone, readZone } from './zones.ts'

/** A time zone; what its clocks show now is drawn and never stored. */
export const worldClockColumn = defineColumn({
  id: 'world-clock',
  label: 'World clock',
  description: 'A time zone, and what time it is there now: offices, people, customers.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ zone: 'text' }),
  defaultLane: 'zone',
  rules: { not: ['pattern'] },
  value: z
    .string('Expected the name of a time zone, like Europe/Berlin.')
    .check(z.refine(isZone, 'Expected the name of a time zone, like Europe/Berlin.')),
  toLanes: (zone) => ({ zone }),
  fromLanes: (lane) => lane('zone') as string | null,
  operators: [
    { id: 'is', label: 'is', lane: 'zone', op: 'is', takes: 'value' },
    { id: 'is-not', label: 'is not', lane: 'zone', op: 'isNot', takes: 'value' },
    { id: 'contains', label: 'contains', lane: 'zone', op: 'contains', takes: 'text' },
    ...presence('zone'),
  ],
  parse: (text) => {
    if (text.trim() === '') return ok(null)
    const zone = readZone(text)
    return zone === null
      ? fail(`"${shortened(text)}" is not a time zone. Give a city or a name like Europe/Berlin.`)
      : ok(zone)
  },
  format: (zone) => zone,
  sort: { lane: 'zone' },
  group: { lane: 'zone' },
  aggregates: ['distinct', 'filled', 'share'],
  defaultAggregate: null,
  searchLanes: ['zone'],
  roles: [],
  examples: [
    {
      settings: {},
      values: [
        { value: 'Europe/Berlin', text: 'europe/berlin' },
        { value: 'America/New_York', text: 'New York' },
        { value: 'Asia/Tokyo', text: ' tokyo ' },
        { value: 'UTC', text: 'utc' },
        { value: 'America/Argentina/Buenos_Aires', text: 'America/Argentina/Buenos_Aires' },
      ],
      badTexts: ['Atlantis', '+02:00', 'Europe/', 'Mars/Olympus'],
      badValues: ['europe/berlin', '+02:00', 'Mars/Olympus', 2, ''],
    },
  ],
})
