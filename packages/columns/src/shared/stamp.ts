import type { ColumnSight, SystemSource } from '@fulcrum/domain'
import { dayToIso, minuteToText, zonedDay } from './days.ts'
import { dateFormat } from './intl.ts'
import type { Stamp } from './stamp-values.ts'

/** What the kinds `created` and `updated` have in common: a time and a person that Fulcrum keeps for every item. */
export function stampSight(
  at: SystemSource,
  by: SystemSource,
): Omit<ColumnSight<Record<string, never>, Stamp>, 'id' | 'label'> {
  return {
    version: 1,
    migrations: [],
    defaultSettings: {},
    storage: () => ({ at: 'instant', by: 'refSet' }),
    defaultLane: 'at',
    source: { at, by },
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
