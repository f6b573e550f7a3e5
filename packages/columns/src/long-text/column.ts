import { defineColumn, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { checkedBy } from '../shared/parse.ts'
import { longTextSight } from './sight.ts'

/** Characters of a long text. */
export const maxLongText = 100_000

const value = z.string('Expected a text.').check(
  z.overwrite((text) => text.toWellFormed().replace(/\r\n?/g, '\n')),
  z.maxLength(maxLongText, 'A long text has at most 100,000 characters: put the rest into an update or a file.'),
  z.refine((text) => /\S/.test(text), 'The text is empty.'),
)

/** Text on many lines. */
export const longTextColumn = defineColumn({
  ...longTextSight,
  description: 'Text on many lines: steps, notes, acceptance criteria.',
  settings: z.strictObject({}),
  value,
  asks: () => ({ as: 'lines' }),
  parse: (text) => (/\S/.test(text) ? checkedBy(value, text) : ok(null)),
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
