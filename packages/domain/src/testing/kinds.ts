import * as z from 'zod/mini'
import { defineColumn, KindRegistry } from '../column/kind.ts'
import { fail, ok } from '../errors.ts'
import { idOf } from '../ids.ts'

const nothing = { operators: [], aggregates: [], defaultAggregate: null, searchLanes: [], roles: [], examples: [] }

/** A text of at most ten characters. */
export const noteKind = defineColumn({
  ...nothing,
  id: 'note',
  label: 'Note',
  description: 'A short text.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ text: 'text' }),
  defaultLane: 'text',
  value: z.string('Expected a text.').check(z.minLength(1), z.maxLength(10, 'At most 10 characters.')),
  toLanes: (text) => ({ text }),
  fromLanes: (lane) => lane('text') as string | null,
  parse: (text) => ok(text),
  format: (text) => text,
  sort: { lane: 'text' },
})

/**
 * One of some names by number, in two lanes. Its settings are of version 3: version 1 was a bare list, version 2 had it under
 * `names`.
 */
export const pickKind = defineColumn({
  ...nothing,
  id: 'pick',
  label: 'Pick',
  description: 'One of some names.',
  version: 3,
  migrations: [(names) => ({ names }), (settings) => ({ options: (settings as { names: string[] }).names })],
  settings: z.strictObject({ options: z.array(z.string().check(z.minLength(1, 'An option needs a name.'))) }),
  defaultSettings: { options: ['a', 'b', 'c'] },
  storage: () => ({ option: 'option', sure: 'boolean' }),
  defaultLane: 'option',
  value: z.strictObject({ option: z.int(), sure: z.boolean() }),
  check: ({ option }, { options }) => (options[option - 1] === undefined ? `There is no option ${option}.` : null),
  toLanes: ({ option, sure }) => ({ option, sure: sure ? true : null }),
  fromLanes: (lane) => {
    const option = lane('option') as number | null
    return option === null ? null : { option, sure: lane('sure') === true }
  },
  parse: () => fail('Not by text.'),
  format: ({ option }) => String(option),
  sort: { lane: 'option' },
})

/** Members by id. */
export const whoKind = defineColumn({
  ...nothing,
  id: 'who',
  label: 'Who',
  description: 'People.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ people: 'refSet' }),
  defaultLane: 'people',
  value: z.array(idOf('member') as z.ZodMiniType<string>).check(z.minLength(1)),
  toLanes: (people) => ({ people }),
  fromLanes: (lane) => {
    const people = lane('people') as readonly string[] | null
    return people === null || people.length === 0 ? null : [...people]
  },
  parse: () => fail('Not by text.'),
  format: (people) => people.join(),
  sort: { lane: 'people' },
})

/** When an item was made: filled by Fulcrum. */
export const madeKind = defineColumn({
  ...nothing,
  id: 'made',
  label: 'Made',
  description: 'When it was made.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ at: 'instant' }),
  defaultLane: 'at',
  source: { at: 'createdAt' },
  value: z.int(),
  toLanes: (at) => ({ at }),
  fromLanes: (lane) => lane('at') as number | null,
  parse: () => fail('Filled by Fulcrum.'),
  format: (at) => String(at),
  sort: { lane: 'at' },
})

/** Kinds that stand for all kinds where the domain is tried: the real ones are built on the domain. */
export const testKinds = new KindRegistry([noteKind, pickKind, whoKind, madeKind])
