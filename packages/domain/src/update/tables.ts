import { defineTable } from '../record.ts'

/**
 * A message on an item, or a reply to one. `body` is plain text in which `@[member:<uuid>]` names a person. One that came with a
 * copy of an item says from which message it is (`copiedFrom`), and who copied it.
 */
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
    copiedFrom: 'uuid',
    copiedBy: 'uuid',
  },
  content: ['body'],
})
