import { defineSight } from '@fulcrum/domain'
import { dayToIso, shownRange } from '../shared/days.ts'
import { presence } from '../shared/operators.ts'
import type { TimelineValue } from './column.ts'

/** How a timeline is kept and shown. */
export const timelineSight = defineSight<'timeline', Record<string, never>, TimelineValue>({
  id: 'timeline',
  label: 'Timeline',
  version: 1,
  migrations: [],
  defaultSettings: {},
  storage: () => ({ start: 'day', end: 'day' }),
  defaultLane: 'start',
  rules: { not: ['unique'] },
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
  format: ({ start, end }) => `${dayToIso(start)} – ${dayToIso(end)}`,
  display: ({ start, end }, _settings, { locale }) => shownRange(start, end, locale),
  sort: { lane: 'start' },
  aggregates: ['latest', 'earliest', 'filled'],
  aggregateLanes: { latest: 'end' },
  defaultAggregate: 'latest',
  searchLanes: [],
  roles: ['start', 'due'],
})
