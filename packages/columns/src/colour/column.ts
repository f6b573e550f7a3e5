import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { shortened } from '../shared/labels.ts'
import { presence } from '../shared/operators.ts'
import { readColour } from './hex.ts'

/** A colour, as six hexadecimal digits. */
export const colourColumn = defineColumn({
  id: 'colour',
  label: 'Colour',
  description: 'A colour with its code: brands, themes, charts.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ hex: 'text' }),
  defaultLane: 'hex',
  rules: { not: ['pattern'] },
  value: z
    .string('Expected a colour like #2563eb.')
    .check(z.regex(/^#[\da-f]{6}$/, 'Expected a colour in six small digits, like #2563eb.')),
  toLanes: (hex) => ({ hex }),
  fromLanes: (lane) => lane('hex') as string | null,
  operators: [
    { id: 'is', label: 'is', lane: 'hex', op: 'is', takes: 'value' },
    { id: 'is-not', label: 'is not', lane: 'hex', op: 'isNot', takes: 'value' },
    ...presence('hex'),
  ],
  parse: (text) => {
    if (text.trim() === '') return ok(null)
    const colour = readColour(text)
    return colour === null
      ? fail(`"${shortened(text)}" is not a colour. Write it like #2563eb or rgb(37, 99, 235).`)
      : ok(colour)
  },
  format: (hex) => hex,
  sort: { lane: 'hex' },
  group: { lane: 'hex' },
  aggregates: ['distinct', 'filled'],
  defaultAggregate: null,
  searchLanes: ['hex'],
  roles: [],
  examples: [
    {
      settings: {},
      values: [
        { value: '#2563eb', text: '#2563EB' },
        { value: '#2266ee', text: '26e' },
        { value: '#2563eb', text: 'rgb(37, 99, 235)' },
        { value: '#008080', text: 'Teal' },
        { value: '#ffffff', text: 'fff' },
      ],
      badTexts: ['#12', '#2563eg', 'rgb(1, 2, 300)', 'ultra', '#2563eb80'],
      badValues: ['#2563EB', '#26e', 'red', 0x25_63_eb, ''],
    },
  ],
})
