import { defineSight } from '@fulcrum/domain'
import type { KindOperator } from '@fulcrum/domain'
import { dayToIso, minuteToText, shownDay, shownMinute } from '../shared/days.ts'
import { presence } from '../shared/operators.ts'
import type { DateSettings, DateValue } from './column.ts'

const operators: readonly KindOperator[] = [
  { id: 'is', label: 'is', lane: 'day', op: 'eq', takes: 'day' },
  { id: 'is-not', label: 'is not', lane: 'day', op: 'ne', takes: 'day' },
  { id: 'before', label: 'is before', lane: 'day', op: 'lt', takes: 'day' },
  { id: 'after', label: 'is after', lane: 'day', op: 'gt', takes: 'day' },
  { id: 'on-or-before', label: 'is on or before', lane: 'day', op: 'lte', takes: 'day' },
  { id: 'on-or-after', label: 'is on or after', lane: 'day', op: 'gte', takes: 'day' },
  { id: 'between', label: 'is between', lane: 'day', op: 'between', takes: 'days' },
  ...presence('day'),
]

/** How a day is kept and shown. */
export const dateSight = defineSight<'date', DateSettings, DateValue>({
  id: 'date',
  label: 'Date',
  version: 1,
  migrations: [],
  defaultSettings: { time: false },
  storage: () => ({ day: 'day', minute: 'number' }),
  defaultLane: 'day',
  toLanes: ({ day, minute }) => ({ day, minute }),
  fromLanes: (lane) => {
    const day = lane('day') as number | null
    return day === null ? null : { day, minute: lane('minute') as number | null }
  },
  operators,
  format: ({ day, minute }) => (minute === null ? dayToIso(day) : `${dayToIso(day)} ${minuteToText(minute)}`),
  display: ({ day, minute }, _settings, { locale }) =>
    minute === null ? shownDay(day, locale) : `${shownDay(day, locale)}, ${shownMinute(minute, locale)}`,
  sort: { lane: 'day' },
  group: { lane: 'day' },
  aggregates: ['latest', 'earliest', 'filled', 'distinct'],
  defaultAggregate: 'latest',
  searchLanes: [],
  roles: ['due', 'start'],
})
