import { defineColumn, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { textOperators } from '../shared/operators.ts'
import { checkedBy } from '../shared/parse.ts'

/** Characters of a long text. */
export const maxLongText = 100_000

const value = z.string('Expected a text.').check(
  z.overwrite((text) => text.toWellFormed().replace(/\r\n?/g, '\n')),
  z.maxLength(maxLongText, 'A long text has at most 100,000 characters: put the rest into an update or a file.'),
  z.refine((text) => /\S/.test(text), 'The text is empty.'),
)

/** Text on many lines. */
export const longTextColumn = defineColumn({
  id: 'long-text',
  label: 'Long text',
  description: 'Text on many lines: steps, notes, acceptance criteria.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ text: 'text' }),
  defaultLane: 'text',
  rules: { not: ['unique', 'pattern'] },
  value,
  toLanes: (text) => ({ text }),
  fromLanes: (lane) => lane('text') as string | null,
  operators: textOperators('text'),
  parse: (text) => (/\S/.test(text) ? checkedBy(value, text) : ok(null)),
  format: (text) => text,
  sort: { lane: 'text' },
  aggregates: ['filled'],
  defaultAggregate: null,
  searchLanes: ['text'],
  roles: [],
  examples: [
    {
      settings: {},
      values: [
        { value: 'One line', text: 'One line' },
        { value: '1. Open the board\n2. Press C\n', text: '1. Open the board\r\n2. Press C\r\n' },
        { value: '  indented', text: '  indented' },
      ],
      badTexts: ['x'.repeat(maxLongText + 1)],
      badValues: ['', ' \n ', 7, ['a'], 'x'.repeat(maxLongText + 1)],
    },
  ],
})
