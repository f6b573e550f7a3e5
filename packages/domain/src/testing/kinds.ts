import * as z from 'zod/mini'
import { defineColumn, stages } from '../column/kind.ts'
import { KindRegistry } from '../column/kind-registry.ts'
import { defineDerivedColumn } from '../derived/define.ts'
import { DomainError, fail, ok } from '../errors.ts'
import { idOf } from '../ids.ts'
import { trackedKind } from './tracked-kind.ts'

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

/** A number that texts give, with operators for filters. */
export const countKind = defineColumn({
  ...nothing,
  id: 'count',
  label: 'Count',
  description: 'A whole number.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ count: 'number' }),
  defaultLane: 'count',
  value: z.int(),
  toLanes: (count) => ({ count }),
  fromLanes: (lane) => lane('count') as number | null,
  operators: [{ id: 'is-empty', label: 'is empty', lane: 'count', op: 'empty', takes: 'nothing' }],
  parse: (text) => (/^\d+$/.test(text.trim()) ? ok(Number(text)) : fail(`"${text}" is not a number.`)),
  format: (count) => String(count),
  sort: { lane: 'count' },
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

/** One of some names by number, whose names can become one. */
export const badgeKind = defineColumn({
  ...nothing,
  id: 'badge',
  label: 'Badge',
  description: 'One of some names that can be merged.',
  version: 1,
  migrations: [],
  settings: z.strictObject({ badges: z.array(z.string()) }),
  defaultSettings: { badges: ['a', 'b', 'c'] },
  storage: () => ({ badge: 'option' }),
  defaultLane: 'badge',
  value: z.int(),
  toLanes: (badge) => ({ badge }),
  fromLanes: (lane) => lane('badge') as number | null,
  operators: [{ id: 'is', label: 'is', lane: 'badge', op: 'anyOf', takes: 'options' }],
  parse: () => fail('Not by text.'),
  format: (badge) => String(badge),
  sort: { lane: 'badge' },
  names: ({ badges }) => badges.map((name, at) => ({ number: at + 1, name })),
  labels: {
    settings: (settings, { into }) => {
      if (settings.badges[into - 1] === undefined) throw new DomainError('not-found', `There is no badge ${into}.`)
      return settings
    },
    value: (badge, _, { from, into }) => (from.includes(badge) ? into : badge),
    withLabelOf: ({ badges }, other, label) => {
      const name = other.badges[label - 1]
      return name === undefined || badges.length !== label - 1 ? null : { badges: [...badges, name] }
    },
  },
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
  references: { lane: 'people', to: 'member' },
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

/** Follows from cells of its own item: joins them, and says which input is gone. */
export const gistKind = defineDerivedColumn({
  ...nothing,
  id: 'gist',
  label: 'Gist',
  description: 'Cells of an item, joined.',
  version: 1,
  migrations: [],
  settings: z.strictObject({ of: z.array(z.int()), title: z.exactOptional(z.boolean()) }),
  defaultSettings: { of: [] },
  storage: () => ({ text: 'text', problem: 'text' }),
  defaultLane: 'text',
  value: z.union([z.strictObject({ text: z.string() }), z.strictObject({ problem: z.string() })]),
  withColumn: ({ of, ...rest }, from, to) => ({ ...rest, of: of.map((column) => (column === from ? to : column)) }),
  derive: ({ of, title }, schema) => ({
    reads: [
      ...of.map((column) => ({ of: 'row' as const, column })),
      ...(title ? [{ of: 'system' as const, cell: 'title' as const }] : []),
    ],
    compute: (reader, row) => {
      const gone = of.find(
        (column) => schema.column(column)?.fields['deletedAt'] !== undefined || !schema.column(column),
      )
      if (gone !== undefined) return { problem: `gone ${gone}` }
      const cells = of.map((column) => reader.cell(row, column)).filter((value) => value !== null)
      if (title) cells.push(reader.lane('title', row) as string)
      return cells.length === 0 ? null : { text: JSON.stringify(cells) }
    },
  }),
  toLanes: (value) => ('text' in value ? { text: value.text } : { problem: value.problem }),
  fromLanes: (lane) => {
    const [text, problem] = [lane('text') as string | null, lane('problem') as string | null]
    return problem !== null ? { problem } : text !== null ? { text } : null
  },
  parse: () => fail('Follows from other cells.'),
  format: (value) => ('text' in value ? value.text : value.problem),
  sort: { lane: 'text' },
})

/** Follows from the live items below its own, at any depth: says what stands in a column of each. */
export const belowKind = defineDerivedColumn({
  ...nothing,
  id: 'below',
  label: 'Below',
  description: 'What stands in a column of the items below.',
  version: 1,
  migrations: [],
  settings: z.strictObject({ column: z.int() }),
  defaultSettings: { column: 1 },
  storage: () => ({ text: 'text' }),
  defaultLane: 'text',
  value: z.string(),
  derive: ({ column }, schema) => {
    const lane = schema.column(column)?.lanes[0]?.key
    return {
      reads: [{ of: 'children', column }],
      compute: (reader, row) => {
        const found: string[] = []
        const look = (at: number): void => {
          for (const child of reader.children(at)) {
            if (lane !== undefined) found.push(`${child}=${JSON.stringify(reader.lane(lane, child))}`)
            look(child)
          }
        }
        look(row)
        return found.length === 0 ? null : found.join()
      },
    }
  },
  toLanes: (text) => ({ text }),
  fromLanes: (lane) => lane('text') as string | null,
  parse: () => fail('Follows from other cells.'),
  format: (text) => text,
  sort: { lane: 'text' },
})

const namedBoards = z.array(z.strictObject({ board: z.string(), partner: z.nullable(z.string()) }))

/** Items of this board or of others. */
export const linkKind = defineColumn({
  ...nothing,
  id: 'linked',
  label: 'Linked',
  description: 'Items.',
  version: 1,
  migrations: [],
  settings: z.strictObject({ boards: namedBoards, several: z.boolean() }),
  defaultSettings: { boards: [], several: true },
  storage: () => ({ items: 'refSet' }),
  defaultLane: 'items',
  value: z.array(idOf('item') as z.ZodMiniType<string>).check(z.minLength(1)),
  check: (ids, { several }) => (several || ids.length === 1 ? null : 'This column takes one item.'),
  toLanes: (items) => ({ items }),
  fromLanes: (lane) => {
    const items = lane('items') as readonly string[] | null
    return items === null || items.length === 0 ? null : [...items]
  },
  parse: () => fail('Not by text.'),
  format: (items) => items.join(),
  sort: { lane: 'items' },
  references: { lane: 'items', to: 'item' },
  connections: {
    of: ({ boards }) => ({ boards }),
    withPartner: (settings, board, partner) => ({
      ...settings,
      boards: [...settings.boards.filter((entry) => entry.board !== board), { board, partner }],
    }),
  },
})

/** Items that have to be finished before this one starts. */
export const waitKind = defineColumn({
  ...nothing,
  id: 'wait',
  label: 'Wait',
  description: 'Items that come first.',
  version: 1,
  migrations: [],
  settings: z.strictObject({
    boards: namedBoards,
    refuses: z.boolean(),
    override: z.exactOptional(z.enum(['owners', 'editors'])),
  }),
  defaultSettings: { boards: [], refuses: false },
  storage: () => ({ to: 'refSet' }),
  defaultLane: 'to',
  value: z.array(idOf('item') as z.ZodMiniType<string>).check(z.minLength(1)),
  toLanes: (to) => ({ to }),
  fromLanes: (lane) => {
    const to = lane('to') as readonly string[] | null
    return to === null || to.length === 0 ? null : [...to]
  },
  parse: () => fail('Not by text.'),
  format: (to) => to.join(),
  sort: { lane: 'to' },
  references: { lane: 'to', to: 'item' },
  connections: {
    of: ({ boards, refuses, override }) => ({
      boards,
      refuses,
      acyclic: true,
      ...(override !== undefined && { override }),
    }),
    waits: (to) => to.map((item) => ({ item, reached: 'finish', enter: 'start' })),
  },
})

/** How far work is, by the stage's own number, from 1. */
export const stageKind = defineColumn({
  ...nothing,
  id: 'stage',
  label: 'Stage',
  description: 'How far work is.',
  version: 1,
  migrations: [],
  settings: z.strictObject({}),
  defaultSettings: {},
  storage: () => ({ stage: 'option' }),
  defaultLane: 'stage',
  value: z.int(),
  toLanes: (stage) => ({ stage }),
  fromLanes: (lane) => lane('stage') as number | null,
  parse: () => fail('Not by text.'),
  format: (stage) => String(stage),
  sort: { lane: 'stage' },
  stageOf: (number) => stages[number - 1] ?? null,
})

/** Kinds that stand for all kinds where the domain is tried: the real ones are built on the domain. */
export const testKinds = new KindRegistry([
  noteKind,
  countKind,
  pickKind,
  badgeKind,
  whoKind,
  madeKind,
  linkKind,
  waitKind,
  stageKind,
  trackedKind,
  gistKind,
  belowKind,
])
