import { defineTable } from '../record.ts'

/** A board or a doc that a person keeps at hand; the id is that thing's. */
export const favouriteTable = defineTable({
  name: 'favourite',
  scope: 'user',
  fields: { rank: 'text' },
})
