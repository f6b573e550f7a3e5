import { defineTable } from '../record.ts'

/** A message on an item, or a reply to one. `body` is plain text in which `@[member:<uuid>]` names a person. */
export const updateTable = defineTable({
  name: 'update',
  scope: 'item',
  fields: {
    boardId: 'uuid',
    parentId: 'uuid',
    authorId: 'uuid',
    body: 'text',
    at: 'instant',
    editedAt: 'instant',
    sourceKey: 'text',
    deletedAt: 'instant',
  },
  content: ['body'],
})
