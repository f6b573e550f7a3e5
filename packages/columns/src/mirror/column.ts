import { defineDerivedColumn, fail, stages } from '@fulcrum/domain'
import type { FormatContext, Json } from '@fulcrum/domain'
import { joinList } from '../shared/lists.ts'
import { keyOf, titleOf } from '../connect/column.ts'
import type { AggregateKind, LaneType, LaneValue } from '@fulcrum/columnar'
import * as z from 'zod/mini'
import { presence } from '../shared/operators.ts'
import { deriveMirror } from './derive.ts'

/** What a mirror makes of the cells of several items. */
export const rollUps = ['list', 'sum', 'mean', 'min', 'max', 'earliest', 'latest', 'count', 'done', 'stages'] as const

export type RollUp = (typeof rollUps)[number]

const columnNumber = z.int().check(z.gte(1), z.lte(10_000))

const settings = z.strictObject({
  /** The connection whose items are looked at. */
  through: z.nullable(columnNumber),
  /** The column that is shown, on each board; items of other boards are left out. */
  sources: z.array(z.strictObject({ board: z.uuid(), column: columnNumber })).check(z.maxLength(20)),
  rollUp: z.enum(rollUps),
})

export interface MirrorSettings {
  readonly through: number | null
  readonly sources: { readonly board: string; readonly column: number }[]
  readonly rollUp: RollUp
  readonly [field: string]: number | null | string | { readonly board: string; readonly column: number }[]
}

/** Why a cell shows nothing, which is never the same as an empty one. */
export const mirrorProblems = [
  'not-set-up',
  'no-access',
  'gone',
  'loading',
  'no-column',
  'wrong-kind',
  'error',
] as const

export type MirrorProblem = (typeof mirrorProblems)[number]

/** A cell of another item, as it stands there, with a text for programs. */
export type MirroredCell = {
  readonly board: string
  readonly item: string
  readonly column: number
  readonly value: Json
  readonly text: string
  /** Whose names people read instead of the text. */
  readonly names?: { readonly to: 'member' | 'item'; readonly ids: readonly string[] }
}

const mirroredCell = z.strictObject({
  board: z.uuid(),
  item: z.uuid(),
  column: columnNumber,
  value: z.json(),
  text: z.string(),
  names: z.exactOptional(z.strictObject({ to: z.enum(['member', 'item']), ids: z.array(z.string()) })),
})

const value = z.union([
  z.strictObject({ problem: z.enum(mirrorProblems) }),
  z.strictObject({ text: z.string().check(z.minLength(1)), cells: z.array(mirroredCell).check(z.minLength(1)) }),
  z.strictObject({ number: z.number() }),
  z.strictObject({ day: z.int() }),
  z.strictObject({ done: z.boolean() }),
  /** How many items are in each stage, in the order of the stages, and which share of them is through. */
  z.strictObject({
    stages: z.array(z.tuple([z.enum(stages), z.int().check(z.gte(1))])).check(z.minLength(1)),
    percent: z.number(),
  }),
])

export type MirrorValue =
  | { readonly problem: MirrorProblem }
  | { readonly text: string; readonly cells: readonly MirroredCell[] }
  | { readonly number: number }
  | { readonly day: number }
  | { readonly done: boolean }
  | { readonly stages: [(typeof stages)[number], number][]; readonly percent: number }

/** In which field of a value each roll-up has what it found, and of which type the lane is that holds it. */
function fieldOf(rollUp: RollUp): {
  readonly field: 'text' | 'number' | 'day' | 'done' | 'percent'
  readonly type: LaneType
} {
  if (rollUp === 'list') return { field: 'text', type: 'text' }
  if (rollUp === 'earliest' || rollUp === 'latest') return { field: 'day', type: 'day' }
  if (rollUp === 'done') return { field: 'done', type: 'boolean' }
  return { field: rollUp === 'stages' ? 'percent' : 'number', type: 'number' }
}

const aggregatesOf: { readonly [type in LaneType]?: readonly AggregateKind[] } = {
  number: ['sum', 'mean', 'min', 'max', 'filled'],
  day: ['earliest', 'latest', 'filled'],
}

const numberOperators = [
  { id: 'at-least', label: '≥', lane: 'value', op: 'gte', takes: 'number' },
  { id: 'at-most', label: '≤', lane: 'value', op: 'lte', takes: 'number' },
  { id: 'is', label: '=', lane: 'value', op: 'eq', takes: 'number' },
] as const

const hasProblem = {
  id: 'has-problem',
  label: 'has a problem',
  lane: 'problem',
  op: 'notEmpty',
  takes: 'nothing',
} as const

/** A column of connected items, as it is there now. */
export const mirrorColumn = defineDerivedColumn<'mirror', MirrorSettings, MirrorValue>({
  id: 'mirror',
  label: 'Mirror',
  description: 'A column of connected items: their dates, their numbers, whether all of them are done.',
  version: 1,
  migrations: [],
  settings: settings as unknown as z.ZodMiniType<MirrorSettings>,
  defaultSettings: { through: null, sources: [], rollUp: 'list' },
  storage: ({ rollUp }) => ({
    value: fieldOf(rollUp).type,
    ...(rollUp === 'stages' && { stages: 'json' as const }),
    ...(rollUp === 'list' && { cells: 'json' as const }),
    problem: 'text',
  }),
  defaultLane: 'value',
  variant: ({ rollUp }) => {
    const { type } = fieldOf(rollUp)
    return {
      operators: [...(type === 'number' ? numberOperators : []), ...presence('value'), hasProblem],
      aggregates: aggregatesOf[type] ?? ['filled'],
      searchLanes: type === 'text' ? ['value'] : [],
    }
  },
  farColumns: {
    of: ({ sources }) => sources,
    replaced: (settings, { board, from, to }) => ({
      ...settings,
      sources: settings.sources.map((source) =>
        source.board === board && source.column === from ? { board, column: to } : source,
      ),
    }),
    shown: ({ through, sources: [source, ...others], rollUp }) =>
      through === null || source === undefined || others.length > 0 || rollUp !== 'list'
        ? null
        : { through, ...source },
  },
  derive: deriveMirror,
  value: value as unknown as z.ZodMiniType<MirrorValue>,
  toLanes: (mirrored, { rollUp }) => {
    if ('problem' in mirrored) return { problem: mirrored.problem }
    // @NOTE a value has the field of its roll-up.
    const found = (mirrored as { readonly [field: string]: LaneValue })[fieldOf(rollUp).field] ?? null
    return {
      value: found,
      ...('stages' in mirrored && { stages: mirrored.stages }),
      // @NOTE cells are JSON.
      ...('cells' in mirrored && { cells: mirrored.cells as unknown as LaneValue }),
    }
  },
  fromLanes: (lane, { rollUp }): MirrorValue | null => {
    const problem = mirrorProblems.find((known) => known === lane('problem'))
    if (problem !== undefined) return { problem }
    const found = lane('value')
    if (found === null || found === '') return null
    const { field } = fieldOf(rollUp)
    if (field === 'text') {
      const cells = lane('cells')
      // While the settings change, a cell may be drawn by those of before from what another roll-up found.
      if (!Array.isArray(cells)) return null
      // @NOTE the engine computed it a moment ago; long lists are not looked at again at every draw.
      return { text: String(found), cells: cells as unknown as readonly MirroredCell[] }
    }
    const read = value.safeParse({ [field]: found, ...(field === 'percent' && { stages: lane('stages') }) })
    // @NOTE what the schema takes is a value of this kind.
    return read.success ? (read.data as MirrorValue) : null
  },
  operators: [...presence('value'), hasProblem],
  parse: () => fail('A mirror shows what connected items say: change it there.'),
  format: (mirrored, _settings, context) => {
    if ('cells' in mirrored) {
      return joinList(mirrored.cells.map((cell) => namesIn(cell, context, (id) => keyOf(id, context.item?.(id)))))
    }
    return mirrorText(mirrored, (days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
  },
  display: (mirrored, _settings, context) => {
    if ('problem' in mirrored) return problemWords[mirrored.problem]
    if ('cells' in mirrored) {
      return mirrored.cells.map((cell) => namesIn(cell, context, (id) => titleOf(context.item?.(id)))).join(', ')
    }
    return mirrorText(mirrored, (days) =>
      new Intl.DateTimeFormat(context.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(days * 86_400_000),
    )
  },
  sort: { lane: 'value' },
  aggregates: ['filled'],
  defaultAggregate: null,
  searchLanes: [],
  roles: [],
  examples: [
    {
      settings: { through: 1, sources: [{ board: '0190a000-0000-7000-8000-0000000000b1', column: 2 }], rollUp: 'list' },
      values: [
        {
          value: {
            text: 'Alpha, Beta',
            cells: ['Alpha', 'Beta'].map((text, index) => ({
              board: '0190a000-0000-7000-8000-0000000000b1',
              item: `0190a000-0000-7000-8000-00000000001${index}`,
              column: 2,
              value: text,
              text,
            })),
          },
          text: 'Alpha, Beta',
        },
        {
          value: { problem: 'no-access' },
          text: '#no-access: Something that counts here is on a board, or in a column, that you may not see.',
        },
      ],
      badTexts: ['Alpha'],
      badValues: ['Alpha', { text: '', cells: [] }, { text: 'Alpha' }, { problem: 'lazy' }],
    },
    {
      settings: { through: 1, sources: [], rollUp: 'sum' },
      values: [{ value: { number: 12.5 }, text: '12.5' }],
    },
    {
      settings: { through: 1, sources: [], rollUp: 'latest' },
      values: [{ value: { day: 20_781 }, text: '2026-11-24' }],
    },
    {
      settings: { through: 1, sources: [], rollUp: 'done' },
      values: [
        { value: { done: true }, text: 'yes' },
        { value: { done: false }, text: 'no' },
      ],
    },
    {
      settings: { through: 1, sources: [], rollUp: 'stages' },
      values: [
        {
          value: {
            stages: [
              ['doing', 1],
              ['done', 3],
            ],
            percent: 75,
          },
          text: '1 doing, 3 done',
        },
      ],
    },
  ],
})

/** What people read in a cell that shows nothing. */
export const problemWords: Readonly<Record<MirrorProblem, string>> = {
  'not-set-up': 'Not set up',
  'no-access': 'No access',
  gone: 'Source deleted',
  loading: 'Loading',
  'no-column': 'Column deleted',
  'wrong-kind': 'Not a column of this kind',
  error: 'Error in the source',
}

/** The same in a sentence. */
export const problemDetails: Readonly<Record<MirrorProblem, string>> = {
  'not-set-up': 'Nobody has chosen yet what this column shows: see its settings.',
  'no-access': 'Something that counts here is on a board, or in a column, that you may not see.',
  gone: 'The connected items were deleted. They can be restored from the trash for 30 days.',
  loading: 'The connected items are not here yet.',
  'no-column': 'The column that this one shows was deleted on the other board.',
  'wrong-kind': 'The column on the other board holds nothing of this kind: see the settings of this one.',
  error: 'A connected item has an error in this column: a total of the others would not be true.',
}

/** What people choose of. */
export const rollUpWords: Readonly<Record<RollUp, string>> = {
  list: 'All of them',
  sum: 'Sum',
  mean: 'Mean',
  min: 'Smallest',
  max: 'Largest',
  earliest: 'Earliest',
  latest: 'Latest',
  count: 'How many',
  done: 'Whether all are done',
  stages: 'How many are in each stage',
}

function namesIn(
  { text, names }: MirroredCell,
  { personName }: FormatContext,
  itemName: (id: string) => string,
): string {
  return names === undefined ? text : names.ids.map(names.to === 'member' ? personName : itemName).join(', ')
}

function mirrorText(mirrored: MirrorValue, day: (days: number) => string): string {
  if ('problem' in mirrored) return `#${mirrored.problem}: ${problemDetails[mirrored.problem]}`
  if ('text' in mirrored) return mirrored.text
  if ('number' in mirrored) return String(mirrored.number)
  if ('day' in mirrored) return day(mirrored.day)
  if ('done' in mirrored) return mirrored.done ? 'yes' : 'no'
  return mirrored.stages.map(([stage, count]) => `${count} ${stage}`).join(', ')
}
