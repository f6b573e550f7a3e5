import { defineColumn, fail, matchingKey, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { shortened } from '../shared/labels.ts'
import { checkboxSight } from './sight.ts'

const yes = new Set([
  'x',
  'v',
  'yes',
  'y',
  'true',
  't',
  '1',
  'on',
  'done',
  'checked',
  '✓',
  '✔',
  '✔️',
  '☑',
  '☑️',
  '✅',
  'ja',
  'oui',
  'sí',
  'si',
])
const no = new Set(['no', 'n', 'false', 'f', '0', 'off', 'unchecked', '-', '✗', '✘', '☐', '❌', 'nein', 'non'])

// @NOTE an unticked box is an empty cell, so false is taken and becomes null, which every caller takes for an empty cell.
const value = z.pipe(
  z.boolean('Expected true or false.'),
  z.transform((checked) => (checked ? true : null)),
) as unknown as z.ZodMiniType<true>

/** A box to tick. */
export const checkboxColumn = defineColumn({
  ...checkboxSight,
  description: 'A box to tick: done or not, yes or no.',
  settings: z.strictObject({}),
  value,
  asks: () => ({ as: 'tick' }),
  parse: (text) => {
    const word = matchingKey(text).replace(/^\[(.*)\]$/, '$1')
    if (yes.has(word)) return ok<true>(true)
    if (word.trim() === '' || no.has(word)) return ok(null)
    return fail(`"${shortened(text)}" is neither yes nor no. Write x, yes or true, or leave it empty.`)
  },
  examples: [
    {
      settings: {},
      values: [
        { value: true, text: 'x' },
        { value: true, text: 'YES' },
        { value: true, text: ' true ' },
        { value: true, text: '✓' },
      ],
      badTexts: ['perhaps', '2'],
      badValues: ['true', 1, []],
    },
  ],
})
