import { defineSight } from '@fulcrum/domain'
import { textOperators } from '../shared/operators.ts'

/** How a text is kept and shown. */
export const textSight = defineSight<'text', Record<string, never>, string>({
  id: 'text',
  label: 'Text',
  version: 1,
  migrations: [],
  defaultSettings: {},
  storage: () => ({ text: 'text' }),
  defaultLane: 'text',
  toLanes: (text) => ({ text }),
  fromLanes: (lane) => lane('text') as string | null,
  operators: textOperators('text'),
  format: (text) => text,
  sort: { lane: 'text' },
  group: { lane: 'text' },
  aggregates: ['filled', 'distinct'],
  defaultAggregate: null,
  searchLanes: ['text'],
  wraps: 'text',
  roles: ['sprint'],
})
