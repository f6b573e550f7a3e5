import { defineSight } from '@fulcrum/domain'
import { labelOf, labelOrder, labelRank } from '../shared/labels.ts'
import { presence } from '../shared/operators.ts'
import type { StatusSettings } from './column.ts'

/** The labels of a new status column. */
export const defaultStatusSettings: StatusSettings = {
  labels: [
    { number: 1, name: 'To do', colour: 'slate', stage: 'todo' },
    { number: 2, name: 'In progress', colour: 'blue', stage: 'doing' },
    { number: 3, name: 'In review', colour: 'violet', stage: 'review' },
    { number: 4, name: 'Blocked', colour: 'red', stage: 'doing' },
    { number: 5, name: 'Done', colour: 'green', stage: 'done' },
  ],
}

/** How the cells of a status are kept and shown. */
export const statusSight = defineSight<'status', StatusSettings, number>({
  id: 'status',
  label: 'Status',
  version: 1,
  migrations: [],
  defaultSettings: defaultStatusSettings,
  storage: () => ({ label: 'option' }),
  defaultLane: 'label',
  toLanes: (label) => ({ label }),
  fromLanes: (lane) => lane('label') as number | null,
  operators: [
    { id: 'is', label: 'is', lane: 'label', op: 'anyOf', takes: 'options' },
    { id: 'is-not', label: 'is not', lane: 'label', op: 'noneOf', takes: 'options' },
    ...presence('label'),
  ],
  format: (number, settings) => labelOf(settings, number)?.name ?? '',
  sort: { lane: 'label', rank: labelRank },
  group: { lane: 'label', order: (settings) => [...labelOrder(settings), null] },
  aggregates: ['share', 'filled', 'distinct'],
  defaultAggregate: 'share',
  searchLanes: [],
  roles: ['status', 'priority', 'type', 'sprint'],
  names: ({ labels }) => labels,
  initial: ({ defaultLabel }) => defaultLabel ?? null,
  stageOf: (number, settings) => labelOf(settings, number)?.stage ?? null,
})
