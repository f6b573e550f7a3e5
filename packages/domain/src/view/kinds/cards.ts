import * as z from 'zod/mini'
import { defineViewKind } from './kind.ts'

/** How large the cards of a gallery are. */
export const cardSizes = ['small', 'normal', 'large'] as const

export type CardSize = (typeof cardSizes)[number]

/**
 * Items as cards beside each other, with a picture on top. `cover` is the column whose first picture that is: absent, the first
 * column that holds files; null, none. `cards` are the columns whose cells a card shows, in order; absent, the kind chooses.
 */
export const cardsView = defineViewKind({
  id: 'cards',
  label: 'Cards',
  description: 'Items beside each other as cards, with their pictures on top.',
  settings: z.strictObject({
    cover: z.optional(z.nullable(z.int())),
    cards: z.optional(z.array(z.int()).check(z.maxLength(20))),
    size: z.optional(z.enum(cardSizes)),
  }),
  begin: () => ({}),
  withColumn: ({ cover, cards, ...rest }, from, to) => ({
    ...rest,
    ...(cover !== undefined && { cover: cover === from ? to : cover }),
    ...(cards !== undefined && { cards: cards.map((column) => (column === from ? to : column)) }),
  }),
})
