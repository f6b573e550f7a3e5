import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import {
  labelList,
  labelNamed,
  labelOf,
  labelOrder,
  labelRank,
  maxLabelNumber,
  oneLine,
  unknownLabel,
} from '../shared/labels.ts'
import { labelsFromTexts } from '../shared/labels-from-texts.ts'
import { presence } from '../shared/operators.ts'

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

/** One label of a list, each with a colour and, where it says how far work is, a stage. */
export const statusColumn = defineColumn({
  id: 'status',
  label: 'Status',
  description: 'One label of a list: how far work is, how urgent, of what type.',
  version: 1,
  migrations: [],
  settings,
  defaultSettings: defaultStatusSettings,
  settingsFor: (texts, from): StatusSettings => ({ labels: labelsFromTexts(texts, from, true) }),
  storage: () => ({ label: 'option' }),
  defaultLane: 'label',
  value: z.int('Expected the number of a label.').check(z.gte(1), z.lte(maxLabelNumber)),
  check: (number, settings) => (labelOf(settings, number) ? null : `This column has no label number ${number}.`),
  toLanes: (label) => ({ label }),
  fromLanes: (lane) => lane('label') as number | null,
  operators: [
    { id: 'is', label: 'is', lane: 'label', op: 'anyOf', takes: 'options' },
    { id: 'is-not', label: 'is not', lane: 'label', op: 'noneOf', takes: 'options' },
    ...presence('label'),
  ],
  parse: (text, settings) => {
    if (oneLine(text) === '') return ok(null)
    const label = labelNamed(settings, text)
    return label ? ok(label.number) : fail(unknownLabel(settings, text))
  },
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
