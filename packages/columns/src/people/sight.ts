import { defineSight } from '@fulcrum/domain'
import { joinList } from '../shared/lists.ts'
import type { PeopleSettings } from './column.ts'

/** How the people of a cell are kept and shown. */
export const peopleSight = defineSight<'people', PeopleSettings, string[]>({
  id: 'people',
  label: 'People',
  version: 1,
  migrations: [],
  defaultSettings: { several: true },
  storage: () => ({ people: 'refSet' }),
  defaultLane: 'people',
  toLanes: (people) => ({ people }),
  fromLanes: (lane) => {
    const ids = lane('people') as readonly string[] | null
    return ids === null || ids.length === 0 ? null : [...ids]
  },
  operators: [
    { id: 'has-any', label: 'is', lane: 'people', op: 'hasAny', takes: 'people' },
    { id: 'has-none', label: 'is not', lane: 'people', op: 'hasNone', takes: 'people' },
    { id: 'has-all', label: 'is all of', lane: 'people', op: 'hasAll', takes: 'people' },
    { id: 'is-empty', label: 'is nobody', lane: 'people', op: 'empty', takes: 'nothing' },
    { id: 'is-not-empty', label: 'is somebody', lane: 'people', op: 'notEmpty', takes: 'nothing' },
  ],
  format: (ids, _settings, { personName }) => joinList(ids.map(personName)),
  display: (ids, _settings, { personName }) => ids.map(personName).join(', '),
  sort: { lane: 'people' },
  group: { lane: 'people' },
  aggregates: ['distinct', 'filled', 'share'],
  defaultAggregate: null,
  searchLanes: [],
  roles: ['owner'],
  references: { lane: 'people', to: 'member' },
})
