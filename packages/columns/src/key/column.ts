import { defineColumn, fail } from '@fulcrum/domain'
import * as z from 'zod/mini'

/** The key of each item. */
export const keyColumn = defineColumn({
  id: 'key',
  label: 'Key',
  description: 'The short name by which people speak of an item: ENG-12.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ row: 'number' }),
  defaultLane: 'row',
  source: { row: 'row' },
  value: z.int().check(z.gte(0)),
  toLanes: (row) => ({ row }),
  fromLanes: (lane) => lane('row') as number | null,
  operators: [],
  parse: () => fail('Keys are given by Fulcrum and cannot be changed.'),
  format: (row, _settings, { keyOf }) => (keyOf ? keyOf(row) : String(row)),
  sort: { lane: 'row' },
  aggregates: [],
  defaultAggregate: null,
  searchLanes: [],
  roles: [],
  examples: [
    {
      settings: {},
      values: [
        { value: 0, text: 'ENG-1' },
        { value: 11, text: 'ENG-12' },
      ],
      badValues: ['ENG-12', -1, 1.5],
    },
  ],
})
