import { defineColumn, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { oneLine } from '../shared/labels.ts'
import { checkedBy } from '../shared/parse.ts'
import { textSeries } from '../shared/series.ts'
import { textSight } from './sight.ts'

const value = z
  .string('Expected a text.')
  .check(
    z.overwrite(oneLine),
    z.minLength(1, 'The text is empty.'),
    z.maxLength(2_000, 'A text has at most 2,000 characters: use a long text.'),
  )

/** One line of text. */
export const textColumn = defineColumn({
  ...textSight,
  description: 'A short text on one line: a name, a version, a link.',
  settings: z.strictObject({}),
  value,
  parse: (text) => (oneLine(text) === '' ? ok(null) : checkedBy(value, text)),
  series: textSeries,
  examples: [
    {
      settings: {},
      values: [
        { value: 'Release 3.2', text: 'Release 3.2' },
        { value: 'Überraschung 🎉', text: '  Überraschung\n🎉 ' },
        { value: '=1+1', text: '=1+1' },
      ],
      badTexts: ['x'.repeat(2_001)],
      badValues: ['', ' ', 7, null, ['a'], 'x'.repeat(2_001)],
    },
  ],
})
