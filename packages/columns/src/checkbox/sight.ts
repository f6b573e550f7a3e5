import { defineSight } from '@fulcrum/domain'

/** How a box to tick is kept and shown. */
export const checkboxSight = defineSight<'checkbox', Record<string, never>, true>({
  id: 'checkbox',
  label: 'Checkbox',
  version: 1,
  migrations: [],
  defaultSettings: {},
  storage: () => ({ checked: 'boolean' }),
  defaultLane: 'checked',
  toLanes: (checked) => ({ checked }),
  fromLanes: (lane) => (lane('checked') === true ? true : null),
  operators: [
    { id: 'is-checked', label: 'is ticked', lane: 'checked', op: 'isTrue', takes: 'nothing' },
    { id: 'is-not-checked', label: 'is not ticked', lane: 'checked', op: 'empty', takes: 'nothing' },
  ],
  format: () => 'yes',
  sort: { lane: 'checked' },
  group: { lane: 'checked' },
  aggregates: ['share', 'filled'],
  defaultAggregate: 'share',
  searchLanes: [],
  roles: [],
})
