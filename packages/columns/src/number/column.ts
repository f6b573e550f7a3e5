import { defineColumn, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { readNumber } from './read-number.ts'
import { numberSeries } from '../shared/series.ts'
import { numberSight } from './sight.ts'

const value = z.number('Expected a number.').check(z.overwrite((number) => (number === 0 ? 0 : number)))

const settings = z
  .strictObject({
    /** What stands beside the number: `h`, `€`, `points`. */
    unit: z.string().check(z.trim(), z.maxLength(20)),
    unitPlace: z.enum(['before', 'after']),
    /** Decimals that are shown; without it as many as the number has. The number itself is kept whole. */
    precision: z.exactOptional(z.int().check(z.gte(0), z.lte(10))),
    /** The ends of the bar. They limit what is shown, not what can be entered. */
    min: z.exactOptional(z.number()),
    max: z.exactOptional(z.number()),
    /** Draws a bar from `min` to `max` beside the number. */
    bar: z.exactOptional(z.boolean()),
  })
  .check(
    z.refine(
      ({ min, max }) => min === undefined || max === undefined || min < max,
      'The smallest number of the bar must be below the largest.',
    ),
  )

export type NumberSettings = z.infer<typeof settings>

/** A number, with a unit. */
export const numberColumn = defineColumn({
  ...numberSight,
  description: 'A number, with a unit: points, hours, money.',
  settings,
  value,
  asks: () => ({ as: 'line', input: 'decimal' }),
  parse: (text, settings) => (text.trim() === '' ? ok(null) : readNumber(text, settings.unit)),
  series: numberSeries,
  examples: [
    {
      settings: { unit: '', unitPlace: 'after' },
      values: [
        { value: 5, text: '5' },
        { value: 1234.5, text: '1,234.5' },
        { value: 1234567.25, text: '1.234.567,25' },
        { value: -0.5, text: '−0,5' },
        { value: 0.000001, text: '1e-6' },
        { value: 12, text: '12 %' },
        { value: -80, text: '(80)' },
      ],
      badTexts: ['five', '1,2,3', '3 days', '--1', '1.2.3', '1e400'],
      badValues: ['5', null, true, [5]],
    },
    {
      settings: { unit: '€', unitPlace: 'before', precision: 2, min: 0, max: 5_000, bar: true },
      values: [
        { value: 1250.5, text: '€ 1.250,50' },
        { value: 3, text: '3 €' },
        { value: 1250, text: '1,250' },
      ],
      badTexts: ['€', '3 h'],
    },
  ],
})
