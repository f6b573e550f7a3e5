import { defineSight } from '@fulcrum/domain'

/** How the key of an item is shown. */
export const keySight = defineSight<'key', Record<string, never>, number>({
  id: 'key',
  label: 'Key',
  version: 1,
  migrations: [],
  defaultSettings: {},
  storage: () => ({ row: 'number' }),
  defaultLane: 'row',
  source: { row: 'row' },
  toLanes: (row) => ({ row }),
  fromLanes: (lane) => lane('row') as number | null,
  operators: [],
  format: (row, _settings, { keyOf }) => (keyOf ? keyOf(row) : String(row)),
  sort: { lane: 'row' },
  aggregates: [],
  defaultAggregate: null,
  searchLanes: [],
  roles: [],
})
