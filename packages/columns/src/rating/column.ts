import { defineColumn, fail, ok } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { shortened } from '../shared/labels.ts'
import { presence } from '../shared/operators.ts'

/** The marks of which a rating is drawn. */
export const ratingIcons = ['star', 'heart', 'flame'] as const

/** How high ratings go. */
export const ratingScales = [5, 10] as const

const settings = z.strictObject({
  max: z.union([z.literal(5), z.literal(10)]),
  icon: z.enum(ratingIcons),
})

export type RatingSettings = z.infer<typeof settings>

const wanted = 'Expected a whole number from 0 to 10.'

// @NOTE no marks is an empty cell, so 0 is taken and becomes null, which every caller takes for an empty cell.
const value = z.pipe(
  z.int(wanted).check(z.gte(0, wanted), z.lte(10, wanted)),
  z.transform((rating) => (rating === 0 ? null : rating)),
) as unknown as z.ZodMiniType<number>

/** A rating in whole marks. Nothing rated is an empty cell, so that an average counts only what somebody rated. */
export const ratingColumn = defineColumn({
  id: 'rating',
  label: 'Rating',
  description: 'Up to five or ten marks: value, confidence, severity.',
  version: 1,
  migrations: [],
  settings,
  defaultSettings: { max: 5, icon: 'star' },
  storage: () => ({ rating: 'number' }),
  defaultLane: 'rating',
  rules: { not: ['unique'] },
  value,
  asks: ({ max }) => ({
    as: 'choices',
    choices: Array.from({ length: max }, (_, at) => ({ number: at + 1, name: String(at + 1) })),
    several: false,
    list: false,
  }),
  check: (rating, { max }) => (rating <= max ? null : `A rating here goes up to ${max}.`),
  toLanes: (rating) => ({ rating }),
  fromLanes: (lane) => lane('rating') as number | null,
  operators: [
    { id: 'is', label: '=', lane: 'rating', op: 'eq', takes: 'number' },
    { id: 'is-not', label: '≠', lane: 'rating', op: 'ne', takes: 'number' },
    { id: 'at-least', label: '≥', lane: 'rating', op: 'gte', takes: 'number' },
    { id: 'at-most', label: '≤', lane: 'rating', op: 'lte', takes: 'number' },
    { id: 'between', label: 'is between', lane: 'rating', op: 'between', takes: 'numbers' },
    ...presence('rating'),
  ],
  parse: (text, { max }) => {
    const bare = text.normalize('NFKC').trim()
    if (bare === '') return ok(null)
    const rating = marksIn(bare, max)
    if (rating === null) return fail(`"${shortened(text)}" is not a rating. Write a whole number from 0 to ${max}.`)
    if (rating > max) return fail(`A rating here goes up to ${max}.`)
    return ok(rating === 0 ? null : rating)
  },
  format: (rating) => String(rating),
  display: (rating, { max }) => `${rating} of ${max}`,
  sort: { lane: 'rating' },
  group: { lane: 'rating' },
  aggregates: ['mean', 'median', 'min', 'max', 'sum', 'filled'],
  defaultAggregate: 'mean',
  searchLanes: [],
  roles: ['priority'],
  examples: [
    {
      settings: { max: 5, icon: 'star' },
      values: [
        { value: 4, text: '4' },
        { value: 3, text: '3/5' },
        { value: 2, text: '★★☆☆☆' },
        { value: 5, text: '5 of 5' },
        { value: 1, text: '1.0' },
      ],
      badTexts: ['6', '3.5', 'good', '3/10', '-1'],
      badValues: [6, 2.5, -1, '4', [4]],
    },
    {
      settings: { max: 10, icon: 'heart' },
      values: [
        { value: 10, text: '10' },
        { value: 7, text: '7 / 10' },
      ],
      badTexts: ['11', '7/5'],
      badValues: [11],
    },
  ],
})

/** The number that a text gives: `4`, `4/5`, `4 of 5`, or as many full marks as it draws. */
function marksIn(text: string, max: number): number | null {
  const written = /^(\d{1,3})(?:[.,]0+)?(?:\s*(?:\/|of)\s*(\d{1,3}))?$/i.exec(text)
  if (written) return written[2] !== undefined && Number(written[2]) !== max ? null : Number(written[1])
  const drawn = /^((?:★|⭐|❤|♥|🔥)*)(?:☆|♡)*$/u.exec(text.replaceAll(plainDrawing, ''))
  return drawn ? [...(drawn[1] ?? '')].length : null
}

/** Says that the mark before it is drawn in colour. */
const plainDrawing = '\u{FE0F}'
