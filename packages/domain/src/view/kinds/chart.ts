import * as z from 'zod/mini'
import { viewColumn } from '../spec.ts'
import { defineViewKind } from './kind.ts'

/** How a chart is drawn. The first four show the items as they are now, `line` and `burn-up` how they came to be so, day by day. */
export const chartShapes = ['bar', 'stacked', 'battery', 'number', 'line', 'burn-up'] as const

export type ChartShape = (typeof chartShapes)[number]

/** True for shapes that show how the board was, day by day. */
export function overDays(shape: ChartShape): boolean {
  return shape === 'line' || shape === 'burn-up'
}

/** What days are put together to. */
export const chartSteps = ['day', 'week', 'month', 'quarter'] as const

export type ChartStep = (typeof chartSteps)[number]

/** What is computed of the items of a part. All but `count` are of a column of numbers. */
export const chartMeasures = ['count', 'sum', 'mean', 'median', 'min', 'max'] as const

export type ChartMeasure = (typeof chartMeasures)[number]

/** How far back a chart over days may look. */
export const chartWindows = [14, 30, 90, 365] as const

/** Figures of items as bars, lines or one number. Absent settings are chosen from what the board has. */
export const chartView = defineViewKind({
  id: 'chart',
  label: 'Chart',
  description: 'Counts and sums of items, now or day by day; each part opens to its items.',
  settings: z.strictObject({
    shape: z.optional(z.enum(chartShapes)),
    /** By what the items are parted. */
    by: z.optional(viewColumn),
    step: z.optional(z.enum(chartSteps)),
    /** By what each part is parted again: the colours of a stacked bar, the lines of a line chart. */
    split: z.optional(z.nullable(viewColumn)),
    measure: z.optional(z.enum(chartMeasures)),
    /** The column of numbers that the measure is of. */
    of: z.optional(z.nullable(z.int())),
    order: z.optional(z.enum(['own', 'largest', 'smallest'])),
    /** The largest so many parts; the others as one. */
    top: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(100)))),
    cumulative: z.optional(z.boolean()),
    /** The figures also as a table below. */
    table: z.optional(z.boolean()),
    days: z.optional(z.literal(chartWindows)),
  }),
  begin: () => ({ settings: {} }),
  overDays: ({ shape }) => shape !== undefined && overDays(shape),
  withColumn: ({ by, split, of, ...rest }, from, to) => ({
    ...rest,
    ...(by !== undefined && { by: by === from ? to : by }),
    ...(split !== undefined && { split: split === from ? to : split }),
    ...(of !== undefined && { of: of === from ? to : of }),
  }),
})
