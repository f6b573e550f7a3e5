import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import {
  labelList,
  labelNamed,
  labelOf,
  labelOrder,
  labelRank,
  maxLabelNumber,
  unknownLabel,
} from '../shared/labels.ts'
import { joinList, splitList } from '../shared/lists.ts'
import { presence } from '../shared/operators.ts'

const settings = z.strictObject({
  labels: labelList.check(
    z.refine((labels) => labels.every(({ stage }) => stage === undefined), 'Tags have no stage: use a status.'),
  ),
})

export type TagsSettings = z.infer<typeof settings>

/** Tags of one cell. */
export const maxTags = 50

/** Several labels of a list. */
export const tagsColumn = defineColumn({
  id: 'tags',
  label: 'Tags',
  description: 'Several labels of a list: components, topics, skills.',
  version: 1,
  migrations: [],
  settings,
  defaultSettings: { labels: [] },
  storage: () => ({ tags: 'optionSet' }),
  defaultLane: 'tags',
  value: z.array(z.int('Expected the numbers of tags.').check(z.gte(1), z.lte(maxLabelNumber))).check(
    z.overwrite((numbers) => [...new Set(numbers)].sort((left, right) => left - right)),
    z.minLength(1, 'Give at least one tag, or null for none.'),
    z.maxLength(maxTags, `A cell holds at most ${maxTags} tags.`),
  ),
  check: (numbers, settings) => {
    const missing = numbers.find((number) => labelOf(settings, number) === undefined)
    return missing === undefined ? null : `This column has no tag number ${missing}.`
  },
  toLanes: (tags) => ({ tags }),
  fromLanes: (lane) => filled(lane('tags') as readonly number[] | null),
  operators: [
    { id: 'has-any', label: 'has any of', lane: 'tags', op: 'hasAny', takes: 'options' },
    { id: 'has-all', label: 'has all of', lane: 'tags', op: 'hasAll', takes: 'options' },
    { id: 'has-none', label: 'has none of', lane: 'tags', op: 'hasNone', takes: 'options' },
    ...presence('tags'),
  ],
  parse: (text, settings) => {
    const names = splitList(text)
    if (names.length === 0) return ok(null)
    const labels = names.map((name) => labelNamed(settings, name))
    const known = labels.flatMap((label) => (label ? [label.number] : []))
    const whole = known.length === labels.length ? undefined : labelNamed(settings, text)
    if (whole) return ok([whole.number])
    const unknown = names.find((_, index) => labels[index] === undefined)
    if (unknown !== undefined) return fail(unknownLabel(settings, unknown))
    if (known.length > maxTags) return fail(`A cell holds at most ${maxTags} tags.`)
    return ok(known.toSorted((left, right) => left - right))
  },
  format: (numbers, settings) => joinList(numbers.map((number) => labelOf(settings, number)?.name ?? '')),
  sort: { lane: 'tags', rank: labelRank },
  group: { lane: 'tags', order: (settings) => [...labelOrder(settings), null] },
  aggregates: ['filled', 'distinct', 'share'],
  defaultAggregate: null,
  searchLanes: [],
  roles: ['type', 'sprint'],
  examples: [
    {
      settings: {
        labels: [
          { number: 3, name: 'api', colour: 'blue' },
          { number: 1, name: 'web', colour: 'teal' },
          { number: 2, name: 'import, export', colour: 'violet' },
          { number: 4, name: 'say "hi"; bye', colour: 'pink', retired: true },
        ],
      },
      values: [
        { value: [1, 3], text: 'API; web' },
        { value: [2], text: 'import, export' },
        { value: [2, 3], text: '"import, export", api' },
        { value: [1], text: 'web\nweb' },
      ],
      badTexts: ['web, nothing', 'import'],
      badValues: [[], 1, [0], ['web'], [9]],
    },
  ],
})

function filled<T>(list: readonly T[] | null): T[] | null {
  return list === null || list.length === 0 ? null : [...list]
}
