import { defineColumn, fail, ok } from '@fulcrum/domain'
import type { Wait } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { connectedBoards, itemId, maxItems, readItem } from '../shared/connected-boards.ts'
import { keyOf, titleOf } from '../connect/column.ts'
import { presence } from '../shared/operators.ts'
import { splitList } from '../shared/lists.ts'

/** How one item waits for another: what the other must have reached, then what this one may do. */
export const dependencyTypes = ['finish-start', 'start-start', 'finish-finish', 'start-finish'] as const

export type DependencyType = (typeof dependencyTypes)[number]

/** Days that may lie between; negative ones let them overlap. */
export const maxLagDays = 3_650

const settings = z.strictObject({
  boards: connectedBoards,
  /** Refuses to start or finish an item while it waits for others. */
  refuses: z.boolean(),
  /** Who may let an item go on all the same; nobody where absent. */
  override: z.exactOptional(z.enum(['owners', 'editors'])),
})

const dependency = z.strictObject({
  item: itemId,
  type: z.enum(dependencyTypes),
  /** Whole days between the two. */
  lag: z.int().check(z.gte(-maxLagDays), z.lte(maxLagDays)),
})

/** An item, and how it is waited for. Of a text without runs of space, which would be gone through again from each place in them. */
const terms = /^(.*?)(?: (FS|SS|FF|SF))?(?: ?([+-]) ?(\d{1,4}) ?d)?$/i

export type DependencySettings = z.infer<typeof settings>
export type Dependency = z.infer<typeof dependency>

const dependencies: z.ZodMiniType<Dependency[]> = z.array(dependency).check(
  z.minLength(1, 'Give at least one item, or null for none.'),
  z.maxLength(maxItems, `A cell names at most ${maxItems} items.`),
  z.refine((list) => new Set(list.map(({ item }) => item)).size === list.length, 'An item is named twice.'),
)

/** What an item waits for: items of this board or of others. */
export const dependencyColumn = defineColumn<'dependency', DependencySettings, Dependency[]>({
  id: 'dependency',
  label: 'Dependency',
  description: 'What has to come first: an item can wait for others, also on other boards.',
  version: 1,
  migrations: [],
  settings,
  defaultSettings: { boards: [], refuses: false },
  storage: () => ({ to: 'refSet', terms: 'json' }),
  defaultLane: 'to',
  value: dependencies,
  toLanes: (list) => ({
    to: list.map(({ item }) => item),
    terms: list.map(({ item, type, lag }) => [item, type, lag]),
  }),
  fromLanes: (lane) => {
    const terms = lane('terms')
    if (!Array.isArray(terms)) return null
    const list = (terms as readonly unknown[]).flatMap((term): Dependency[] => {
      const [item, type, lag] = Array.isArray(term) ? (term as unknown[]) : []
      const read = dependency.safeParse({ item, type, lag })
      return read.success ? [read.data] : []
    })
    return list.length === 0 ? null : list
  },
  operators: presence('to'),
  parse: (text, _settings, context) => {
    const list: Dependency[] = []
    for (const part of splitList(text)) {
      const [, name = part, words = 'FS', sign = '+', days = '0'] = terms.exec(part.replace(/\s+/g, ' ')) ?? []
      const found = readItem(name.trim(), context)
      if ('wrong' in found) return fail(found.wrong)
      const lag = Number(days) * (sign === '-' ? -1 : 1)
      if (Math.abs(lag) > maxLagDays) return fail(`A lag is at most ${maxLagDays} days.`)
      const type = typeOf(words)
      if (!list.some(({ item }) => item === found.id)) list.push({ item: found.id, type, lag: lag === 0 ? 0 : lag })
    }
    if (list.length > maxItems) return fail(`A cell names at most ${maxItems} items.`)
    return ok(list.length === 0 ? null : list)
  },
  format: (list, _settings, { item: sightOf }) =>
    list.map(({ item, type, lag }) => `${keyOf(item, sightOf?.(item))}${termsOf(type, lag)}`).join(', '),
  display: (list, _settings, { item: sightOf }) =>
    list.map(({ item, type, lag }) => `${titleOf(sightOf?.(item))}${termsOf(type, lag)}`).join(', '),
  sort: { lane: 'to' },
  group: { lane: 'to' },
  aggregates: ['filled', 'distinct'],
  defaultAggregate: null,
  searchLanes: [],
  roles: ['dependency'],
  references: { lane: 'to', to: 'item' },
  connections: {
    of: ({ boards, refuses, override }) => ({
      boards,
      refuses,
      acyclic: true,
      ...(override !== undefined && { override }),
    }),
    waits: (list) => list.map(({ item, type, lag }): Wait => ({ item, ...steps[type], lag })),
    waiting: (waits) =>
      waits.map(({ item, reached, enter, lag = 0 }): Dependency => ({ item, type: `${reached}-${enter}`, lag })),
  },
  examples: [
    {
      settings: { boards: [{ board: '0190a000-0000-7000-8000-0000000000b1', partner: null }], refuses: true },
      values: [
        {
          value: [
            { item: '0190a000-0000-7000-8000-000000000011', type: 'finish-start', lag: 0 },
            { item: '0190a000-0000-7000-8000-000000000012', type: 'start-start', lag: -2 },
          ],
          text: '0190a000-0000-7000-8000-000000000011; 0190a000-0000-7000-8000-000000000012 ss - 2 d',
        },
        {
          value: [{ item: '0190a000-0000-7000-8000-000000000011', type: 'finish-start', lag: 3 }],
          text: '0190a000-0000-7000-8000-000000000011 +3d',
        },
      ],
      badTexts: ['ENG-99999', '0190a000-0000-7000-8000-000000000011 FS+9999d'],
      badValues: [
        [],
        'ENG-1',
        [{ item: '0190a000-0000-7000-8000-000000000011', type: 'before', lag: 0 }],
        [{ item: '0190a000-0000-7000-8000-000000000011', type: 'finish-start', lag: 0.5 }],
      ],
    },
  ],
})

const steps: Readonly<Record<DependencyType, Omit<Wait, 'item'>>> = {
  'finish-start': { reached: 'finish', enter: 'start' },
  'start-start': { reached: 'start', enter: 'start' },
  'finish-finish': { reached: 'finish', enter: 'finish' },
  'start-finish': { reached: 'start', enter: 'finish' },
}

const shortTypes: Readonly<Record<DependencyType, string>> = {
  'finish-start': 'FS',
  'start-start': 'SS',
  'finish-finish': 'FF',
  'start-finish': 'SF',
}

function typeOf(words: string): DependencyType {
  const short = words.toUpperCase()
  return dependencyTypes.find((type) => shortTypes[type] === short) ?? 'finish-start'
}

/** What stands behind the item: nothing where it simply has to be finished first. */
export function termsOf(type: DependencyType, lag: number): string {
  const days = lag === 0 ? '' : `${lag > 0 ? '+' : '-'}${Math.abs(lag)}d`
  if (type === 'finish-start') return days === '' ? '' : ` FS${days}`
  return ` ${shortTypes[type]}${days}`
}
