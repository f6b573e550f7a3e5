import { defineSight } from '@fulcrum/domain'
import { textOperators } from '../shared/operators.ts'

/** How a long text is kept and shown. */
export const longTextSight = defineSight<'long-text', Record<string, never>, string>({
  id: 'long-text',
  label: 'Long text',
  version: 1,
  migrations: [],
  defaultSettings: {},
  storage: () => ({ text: 'text' }),
  defaultLane: 'text',
  rules: { not: ['unique', 'pattern'] },
  toLanes: (text) => ({ text }),
  fromLanes: (lane) => lane('text') as string | null,
  operators: textOperators('text'),
  format: (text) => text,
  sort: { lane: 'text' },
  aggregates: ['filled'],
  defaultAggregate: null,
  searchLanes: ['text'],
  wraps: 'text',
  roles: [],
})
