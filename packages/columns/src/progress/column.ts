import { defineDerivedColumn, fail } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { presence } from '../shared/operators.ts'
import { deriveProgress } from './derive.ts'

const columnNumber = z.int().check(z.gte(1), z.lte(10_000))

const settings = z.union([
  z.strictObject({
    from: z.literal('stages'),
    /** A status column: sub-items in the stages done and canceled count as through. */
    column: z.nullable(columnNumber),
  }),
  z.strictObject({
    from: z.literal('numbers'),
    /** A number column of the sub-items. */
    column: z.nullable(columnNumber),
    /** A number column that says how much each counts; without it all count the same. */
    weight: z.exactOptional(columnNumber),
    /** The number that is 100 %. */
    full: z.number().check(z.gt(0)),
  }),
])

export type ProgressSettings = z.infer<typeof settings>

/** Why a cell has no share: nobody said of what, or the column it was said of is gone or of another kind. */
const progressProblems = ['not-set-up', 'no-column', 'wrong-kind'] as const

export type ProgressProblem = (typeof progressProblems)[number]

const share = z.strictObject({
  /** 0 to 100 for stages; of numbers whatever their mean is. */
  percent: z.number(),
  /** Sub-items that count, and how many of them are through (of numbers: at the full number or above). */
  done: z.int().check(z.gte(0)),
  of: z.int().check(z.gte(1)),
})

const value = z.union([share, z.strictObject({ problem: z.enum(progressProblems) })])

export type Progress = z.infer<typeof value>

/** How far an item is, by its sub-items. */
export const progressColumn = defineDerivedColumn<'progress', ProgressSettings, Progress>({
  id: 'progress',
  label: 'Progress',
  description: 'How far an item is, by the stages or the numbers of its sub-items.',
  version: 1,
  migrations: [],
  settings: settings as z.ZodMiniType<ProgressSettings>,
  defaultSettings: { from: 'stages', column: null },
  withColumn: (settings, from, to) => ({
    ...settings,
    ...(settings.column === from && { column: to }),
    ...('weight' in settings && settings.weight === from && { weight: to }),
  }),
  storage: () => ({ percent: 'number', done: 'number', of: 'number', problem: 'text' }),
  defaultLane: 'percent',
  derive: deriveProgress,
  value: value as z.ZodMiniType<Progress>,
  toLanes: (progress) => ({ ...progress }),
  fromLanes: (lane): Progress | null => {
    const problem = progressProblems.find((known) => known === lane('problem'))
    if (problem !== undefined) return { problem }
    const [percent, done, of] = [lane('percent'), lane('done'), lane('of')]
    if (typeof percent !== 'number' || typeof done !== 'number' || typeof of !== 'number') return null
    return { percent, done, of }
  },
  operators: [
    { id: 'at-least', label: '% ≥', lane: 'percent', op: 'gte', takes: 'number' },
    { id: 'at-most', label: '% ≤', lane: 'percent', op: 'lte', takes: 'number' },
    { id: 'greater', label: '% >', lane: 'percent', op: 'gt', takes: 'number' },
    { id: 'less', label: '% <', lane: 'percent', op: 'lt', takes: 'number' },
    { id: 'is', label: '% =', lane: 'percent', op: 'eq', takes: 'number' },
    ...presence('percent'),
    { id: 'has-problem', label: 'has a problem', lane: 'problem', op: 'notEmpty', takes: 'nothing' },
  ],
  parse: () => fail('Progress follows from the sub-items and cannot be set.'),
  format: (progress) =>
    'problem' in progress
      ? `#${progress.problem}: ${progressWords[progress.problem]}.`
      : `${rounded(progress.percent)} %`,
  display: (progress) => ('problem' in progress ? progressWords[progress.problem] : `${rounded(progress.percent)} %`),
  sort: { lane: 'percent' },
  aggregates: ['mean', 'median', 'min', 'max', 'sum', 'filled'],
  aggregateLanes: { sum: 'done' },
  defaultAggregate: 'mean',
  searchLanes: [],
  roles: [],
  examples: [
    {
      settings: { from: 'stages', column: 1 },
      values: [
        { value: { percent: 66.66666666666667, done: 2, of: 3 }, text: '67 %' },
        { value: { percent: 0, done: 0, of: 1 }, text: '0 %' },
        { value: { problem: 'no-column' }, text: '#no-column: Column deleted.' },
      ],
      badTexts: ['50 %'],
      badValues: [50, null, { percent: 50 }, { problem: 'lazy' }, { percent: 50, done: 1, of: 0 }],
    },
    {
      settings: { from: 'numbers', column: 2, weight: 3, full: 8 },
      values: [{ value: { percent: 112.5, done: 1, of: 2 }, text: '112 %' }],
    },
  ],
})

/** What people read in a cell without a share. */
export const progressWords: Readonly<Record<ProgressProblem, string>> = {
  'not-set-up': 'Not set up',
  'no-column': 'Column deleted',
  'wrong-kind': 'Not a column of this kind',
}

/** Whole percents; nothing that is unfinished reads as 100. */
export function rounded(percent: number): number {
  return percent < 100 ? Math.min(99, Math.round(percent)) : Math.floor(percent)
}
