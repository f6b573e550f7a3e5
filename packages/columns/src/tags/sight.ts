import { defineSight } from '@fulcrum/domain'
import { filledSet, labelSetOperators, writtenLabelSet } from '../shared/label-set.ts'
import { labelOf, labelRank, labelSetGroups } from '../shared/labels.ts'
import type { TagsSettings } from './column.ts'

/** How the tags of a cell are kept and shown. */
export const tagsSight = defineSight<'tags', TagsSettings, number[]>({
  id: 'tags',
  label: 'Tags',
  version: 1,
  migrations: [],
  defaultSettings: { labels: [] },
  storage: () => ({ tags: 'optionSet' }),
  defaultLane: 'tags',
  toLanes: (tags) => ({ tags }),
  fromLanes: (lane) => filledSet(lane('tags') as readonly number[] | null),
  operators: labelSetOperators('tags'),
  format: writtenLabelSet,
  display: (numbers, settings) => numbers.map((number) => labelOf(settings, number)?.name ?? '').join(', '),
  sort: { lane: 'tags', rank: labelRank },
  group: { lane: 'tags', order: labelSetGroups },
  aggregates: ['filled', 'distinct', 'share'],
  defaultAggregate: null,
  names: ({ labels }) => labels,
  searchLanes: [],
  roles: ['type', 'sprint'],
})
