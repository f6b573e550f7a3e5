import { defineTable } from '../record.ts'

/** A board that a person keeps at hand; the id is the board's. */
export const favouriteTable = defineTable({
  name: 'favourite',
  scope: 'user',
  fields: { rank: 'text' },
})
