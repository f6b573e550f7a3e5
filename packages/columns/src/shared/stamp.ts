import { fail, idOf } from '@fulcrum/domain'
import type { ColumnKind, SystemSource } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { dayMs, dayToIso, minuteToText, zonedDay } from './days.ts'
import { dateFormat } from './intl.ts'

const value = z.strictObject({
  at: z.int().check(z.gte(-62_135_596_800_000), z.lte(253_402_300_799_999)),
  by: z.nullable(idOf('member') as z.ZodMiniType<string>),
})

/** When something happened to an item, in milliseconds UTC, and who did it. */
export type Stamp = z.infer<typeof value>

/** What the kinds `created` and `updated` have in common: a time and a person that Fulcrum keeps for every item. */
export function stampKind(
  at: SystemSource,
  by: SystemSource,
): Omit<ColumnKind<Record<string, never>, Stamp>, 'id' | 'label' | 'description'> {
  return {
    version: 1,
    migrations: [],
    settings: z.strictObject({}) as z.ZodMiniType<Record<string, never>>,
    defaultSettings: {},
    storage: () => ({ at: 'instant', by: 'refSet' }),
    defaultLane: 'at',
    source: { at, by },
    value,
    toLanes: (stamp) => ({ at: stamp.at, by: stamp.by === null ? null : [stamp.by] }),
    fromLanes: (lane) => {
      const instant = lane('at') as number | null
      const people = lane('by') as readonly string[] | null
      return instant === null ? null : { at: instant, by: people?.[0] ?? null }
    },
    operators: [
      { id: 'on', label: 'is on', lane: 'at', op: 'between', takes: 'day' },
      { id: 'before', label: 'is before', lane: 'at', op: 'lt', takes: 'day' },
      { id: 'after', label: 'is after', lane: 'at', op: 'gt', takes: 'day' },
      { id: 'between', label: 'is between', lane: 'at', op: 'between', takes: 'days' },
      { id: 'by', label: 'is by', lane: 'by', op: 'hasAny', takes: 'people' },
      { id: 'not-by', label: 'is not by', lane: 'by', op: 'hasNone', takes: 'people' },
    ],
    parse: () => fail('This is kept by Fulcrum and cannot be changed.'),
    format: (stamp, _settings, { timeZone }) => {
      const shown = zonedDay(stamp.at, timeZone)
      return `${dayToIso(shown.day)} ${minuteToText(shown.minute)}`
    },
    display: (stamp, _settings, { timeZone, locale, personName }) => {
      const time = shownInstant(stamp.at, locale, timeZone)
      return stamp.by === null ? time : `${time}, ${personName(stamp.by)}`
    },
    sort: { lane: 'at' },
    aggregates: ['latest', 'earliest'],
    defaultAggregate: null,
    searchLanes: [],
    roles: [],
    examples: [
      {
        settings: {},
        values: [
          { value: { at: 20_781 * dayMs + 1, by: '0190a000-0000-7000-8000-000000000001' }, text: '2026-11-24 01:00' },
          { value: { at: 0, by: null }, text: '1970-01-01 01:00' },
        ],
        badValues: [20_781, { at: 1.5, by: null }, { at: 1 }, { at: 1, by: 'ada' }],
      },
    ],
  }
}

/** An instant as people of the locale read it in a zone: `24 Nov 2026, 09:30`. */
export function shownInstant(instantMs: number, locale: string, timeZone: string): string {
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(instantMs)
}
