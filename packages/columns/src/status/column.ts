import { defineColumn, fail, mergedNumbers, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { askedLabels, labelNamed, unknownLabel } from '../shared/label-names.ts'
import { labelOf, maxLabelNumber, oneLine } from '../shared/labels.ts'
import { labelList } from '../shared/label-schemas.ts'
import { labelsFromTexts } from '../shared/labels-from-texts.ts'
import { mergeLabelSettings, withLabelOf } from '../shared/merge-labels.ts'
import { defaultStatusSettings, statusSight } from './sight.ts'

const settings = z
  .strictObject({
    labels: labelList,
    /** The label that new items start with. */
    defaultLabel: z.exactOptional(z.int()),
  })
  .check(
    z.refine(
      ({ labels, defaultLabel }) =>
        defaultLabel === undefined || labels.some(({ number, retired }) => number === defaultLabel && !retired),
      'The label for new items is not one of the labels.',
    ),
  )

export type StatusSettings = z.infer<typeof settings>

/** One label of a list, each with a colour and, where it says how far work is, a stage. */
export const statusColumn = defineColumn({
  ...statusSight,
  description: 'One label of a list: how far work is, how urgent, of what type.',
  settings,
  settingsFor: (texts, from): StatusSettings => ({ labels: labelsFromTexts(texts, from, true) }),
  value: z.int('Expected the number of a label.').check(z.gte(1), z.lte(maxLabelNumber)),
  asks: (settings) => ({ as: 'choices', choices: askedLabels(settings), several: false, list: false }),
  check: (number, settings) => (labelOf(settings, number) ? null : `This column has no label number ${number}.`),
  parse: (text, settings) => {
    if (oneLine(text) === '') return ok(null)
    const label = labelNamed(settings, text)
    return label ? ok(label.number) : fail(unknownLabel(settings, text))
  },
  labels: {
    settings: (settings, merge) => {
      const { defaultLabel, ...merged } = mergeLabelSettings(settings, merge)
      if (defaultLabel === undefined) return merged
      return { ...merged, defaultLabel: mergedNumbers([defaultLabel], merge)[0] ?? defaultLabel }
    },
    value: (number, _, { from, into }) => (from.includes(number) ? into : number),
    withLabelOf,
  },
  examples: [
    {
      settings: defaultStatusSettings,
      values: [
        { value: 1, text: 'To do' },
        { value: 5, text: ' done ' },
      ],
      badTexts: ['Nearly', '1'],
      badValues: [0, 65_536, 1.5, 'Done', [1]],
    },
    {
      settings: {
        labels: [
          { number: 7, name: 'High', colour: 'orange' },
          { number: 2, name: 'Nice, to have', colour: 'grey', retired: true },
        ],
        defaultLabel: 7,
      },
      values: [
        { value: 7, text: 'HIGH' },
        { value: 2, text: 'nice, to have' },
      ],
    },
  ],
})
