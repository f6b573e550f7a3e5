import { defineColumn, fail, jsonValue } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { labelColours } from '../shared/label-colours.ts'
import { oneLine } from '../shared/labels.ts'

const column = z.int().check(z.gte(1))

const settings = z.strictObject({
  /** What stands on the button. */
  text: z.string().check(z.overwrite(oneLine), z.minLength(1, 'A button needs a text.'), z.maxLength(40)),
  colour: z.enum(labelColours),
  /** What a press does; null is nothing yet. */
  does: z.nullable(
    z.discriminatedUnion('what', [
      z.strictObject({ what: z.literal('set'), column, value: jsonValue(10_000) }),
      z.strictObject({ what: z.literal('today'), column }),
      z.strictObject({ what: z.literal('me'), column }),
      z.strictObject({ what: z.literal('archive') }),
    ]),
  ),
  /** What is asked before it is done; without it nothing is. */
  confirm: z.exactOptional(z.string().check(z.overwrite(oneLine), z.minLength(1), z.maxLength(200))),
})

export type ButtonSettings = z.infer<typeof settings>

/** A button on each item: its press is a command that the person runs who presses it. */
export const buttonColumn = defineColumn({
  id: 'button',
  label: 'Button',
  description: 'One click on an item sets a status or a date, assigns you, or archives it.',
  version: 1,
  migrations: [],
  settings,
  defaultSettings: { text: 'Done', colour: 'blue', does: null },
  withColumn: ({ does, ...rest }, from, to) => ({
    ...rest,
    // A value of the old column means nothing in the new one: then the button says that its column is gone.
    does:
      does !== null && (does.what === 'today' || does.what === 'me') && does.column === from
        ? { ...does, column: to }
        : does,
  }),
  storage: () => ({ row: 'number' }),
  defaultLane: 'row',
  source: { row: 'row' },
  value: z.int().check(z.gte(0)),
  toLanes: (row) => ({ row }),
  fromLanes: (lane) => lane('row') as number | null,
  operators: [],
  parse: () => fail('A button holds nothing: press it.'),
  format: (_row, { text }) => text,
  sort: { lane: 'row' },
  aggregates: [],
  defaultAggregate: null,
  searchLanes: [],
  roles: [],
  examples: [
    { settings: { text: 'Done', colour: 'blue', does: null }, values: [{ value: 0, text: 'Done' }] },
    {
      settings: { text: 'Close', colour: 'green', does: { what: 'set', column: 1, value: 3 }, confirm: 'Close it?' },
      values: [{ value: 4, text: 'Close' }],
      badValues: ['Close', -1, 1.5],
    },
    {
      settings: { text: 'Take', colour: 'violet', does: { what: 'me', column: 2 } },
      values: [{ value: 1, text: 'Take' }],
    },
  ],
})
