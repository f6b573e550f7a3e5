import { defineColumn, mergedNumbers } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { labelList } from '../shared/label-schemas.ts'
import { labelSetSchema, missingLabel, readLabelSet } from '../shared/label-set-values.ts'
import { askedLabels } from '../shared/label-names.ts'
import { labelsFromTexts } from '../shared/labels-from-texts.ts'
import { mergeLabelSettings, withLabelOf } from '../shared/merge-labels.ts'
import { splitList } from '../shared/lists.ts'
import { tagsSight } from './sight.ts'

const settings = z.strictObject({
  labels: labelList.check(
    z.refine((labels) => labels.every(({ stage }) => stage === undefined), 'Tags have no stage: use a status.'),
  ),
})

export type TagsSettings = z.infer<typeof settings>

/** Tags of one cell. */
export const maxTags = 50

const words = { one: 'tag', many: 'tags', most: maxTags }

/** Several labels of a list. */
export const tagsColumn = defineColumn({
  ...tagsSight,
  description: 'Several labels of a list: components, topics, skills.',
  settings,
  settingsFor: (texts, from) => ({ labels: labelsFromTexts(texts.flatMap(splitList), from, false) }),
  value: labelSetSchema(words),
  asks: (settings) => ({ as: 'choices', choices: askedLabels(settings), several: true, list: true }),
  check: (numbers, settings) => missingLabel(numbers, settings, words.one),
  parse: (text, settings) => readLabelSet(text, settings, words),
  labels: {
    settings: (settings, merge) => mergeLabelSettings(settings, merge),
    value: (numbers, _, merge) => mergedNumbers(numbers, merge).toSorted((left, right) => left - right),
    withLabelOf,
  },
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
