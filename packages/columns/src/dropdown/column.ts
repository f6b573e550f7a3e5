import { defineColumn, fail, mergedNumbers, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { labelList } from '../shared/label-schemas.ts'
import { labelSetSchema, missingLabel, readLabelSet } from '../shared/label-set-values.ts'
import { filledSet, labelSetOperators, writtenLabelSet } from '../shared/label-set.ts'
import { askedLabels, labelNamed } from '../shared/label-names.ts'
import { hasLabels, labelOf, labelRank, labelSetGroups } from '../shared/labels.ts'
import { labelsFromTexts } from '../shared/labels-from-texts.ts'
import { mergeLabelSettings, withLabelOf } from '../shared/merge-labels.ts'
import { splitList } from '../shared/lists.ts'

const settings = z.strictObject({
  labels: labelList.check(
    z.refine((labels) => labels.every(({ stage }) => stage === undefined), 'Choices have no stage: use a status.'),
  ),
  /** Whether a cell may hold more than one choice. */
  several: z.boolean(),
})

export type DropdownSettings = z.infer<typeof settings>

/** Choices of one cell. */
export const maxChoices = 50

const words = { one: 'choice', many: 'choices', most: maxChoices }

/** One or several of a list of choices, which say nothing about how far work is. */
export const dropdownColumn = defineColumn({
  id: 'dropdown',
  label: 'Dropdown',
  description: 'One or several choices of a list: platform, customer, environment.',
  version: 1,
  migrations: [],
  settings,
  defaultSettings: { labels: [], several: false },
  settingsFor: (texts, from) => {
    // Whose texts are lists already keeps them as such: its labels are known by name.
    const several = hasLabels(from) && texts.some((text) => labelNamed(from, text) === undefined)
    return { labels: labelsFromTexts(several ? texts.flatMap(splitList) : texts, from, false), several }
  },
  storage: () => ({ choices: 'optionSet' }),
  defaultLane: 'choices',
  value: labelSetSchema(words),
  asks: (settings) => ({ as: 'choices', choices: askedLabels(settings), several: settings.several, list: true }),
  check: (numbers, settings) =>
    !settings.several && numbers.length > 1
      ? 'This column takes one choice.'
      : missingLabel(numbers, settings, words.one),
  toLanes: (choices) => ({ choices }),
  fromLanes: (lane) => filledSet(lane('choices') as readonly number[] | null),
  operators: labelSetOperators('choices'),
  parse: (text, settings) => {
    const whole = labelNamed(settings, text)
    if (whole) return ok([whole.number])
    const read = readLabelSet(text, settings, words)
    if (read.ok && read.value !== null && read.value.length > 1 && !settings.several) {
      return fail('This column takes one choice.')
    }
    return read
  },
  format: writtenLabelSet,
  display: (numbers, settings) => numbers.map((number) => labelOf(settings, number)?.name ?? '').join(', '),
  sort: { lane: 'choices', rank: labelRank },
  group: { lane: 'choices', order: labelSetGroups },
  aggregates: ['share', 'filled', 'distinct'],
  defaultAggregate: null,
  names: ({ labels }) => labels,
  labels: {
    settings: (settings, merge) => mergeLabelSettings(settings, merge),
    value: (numbers, _, merge) => mergedNumbers(numbers, merge).toSorted((left, right) => left - right),
    withLabelOf,
  },
  searchLanes: [],
  roles: ['type', 'priority', 'sprint'],
  examples: [
    {
      settings: {
        labels: [
          { number: 2, name: 'iOS', colour: 'blue' },
          { number: 1, name: 'Android', colour: 'green' },
          { number: 3, name: 'Web, mobile', colour: 'violet' },
        ],
        several: false,
      },
      values: [
        { value: [2], text: 'ios' },
        { value: [3], text: 'Web, mobile' },
        { value: [1], text: ' ANDROID ' },
      ],
      badTexts: ['Windows', 'iOS, Android'],
      badValues: [[], 2, [1, 2], ['iOS'], [9]],
    },
    {
      settings: {
        labels: [
          { number: 1, name: 'Staging', colour: 'yellow' },
          { number: 2, name: 'Production', colour: 'red' },
          { number: 3, name: 'Old "EU" cluster', colour: 'grey', retired: true },
        ],
        several: true,
      },
      values: [
        { value: [1, 2], text: 'production; staging' },
        { value: [3], text: 'old "eu" cluster' },
      ],
      badTexts: ['Staging, nowhere'],
      badValues: [[0], [4], 'Staging'],
    },
  ],
})
