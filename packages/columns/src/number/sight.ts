import { defineSight } from '@fulcrum/domain'
import { presence } from '../shared/operators.ts'
import type { NumberSettings } from './column.ts'
import { shownNumber } from './numbers.ts'

/** How a number is kept and shown. */
export const numberSight = defineSight<'number', NumberSettings, number>({
  id: 'number',
  label: 'Number',
  version: 1,
  migrations: [],
  defaultSettings: { unit: '', unitPlace: 'after' },
  storage: () => ({ number: 'number' }),
  defaultLane: 'number',
  toLanes: (number) => ({ number }),
  fromLanes: (lane) => lane('number') as number | null,
  operators: [
    { id: 'is', label: '=', lane: 'number', op: 'eq', takes: 'number' },
    { id: 'is-not', label: '≠', lane: 'number', op: 'ne', takes: 'number' },
    { id: 'greater', label: '>', lane: 'number', op: 'gt', takes: 'number' },
    { id: 'at-least', label: '≥', lane: 'number', op: 'gte', takes: 'number' },
    { id: 'less', label: '<', lane: 'number', op: 'lt', takes: 'number' },
    { id: 'at-most', label: '≤', lane: 'number', op: 'lte', takes: 'number' },
    { id: 'between', label: 'is between', lane: 'number', op: 'between', takes: 'numbers' },
    ...presence('number'),
  ],
  format: (number) => String(number),
  display: (number, settings, { locale }) => shownNumber(number, settings, locale),
  sort: { lane: 'number' },
  group: { lane: 'number' },
  aggregates: ['sum', 'mean', 'median', 'min', 'max', 'filled', 'distinct'],
  defaultAggregate: 'sum',
  searchLanes: [],
  roles: ['estimate'],
})
