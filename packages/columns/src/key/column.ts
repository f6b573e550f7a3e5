import { defineColumn, fail } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { keySight } from './sight.ts'

/** The key of each item. */
export const keyColumn = defineColumn({
  ...keySight,
  description: 'The short name by which people speak of an item: ENG-12.',
  settings: z.strictObject({}),
  value: z.int().check(z.gte(0)),
  parse: () => fail('Keys are given by Fulcrum and cannot be changed.'),
  examples: [
    {
      settings: {},
      values: [
        { value: 0, text: 'ENG-1' },
        { value: 11, text: 'ENG-12' },
      ],
      badValues: ['ENG-12', -1, 1.5],
    },
  ],
})
