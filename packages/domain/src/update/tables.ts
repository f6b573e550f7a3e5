import { defineTable } from '../record.ts'

/**
 * A message on an item, or a reply to one. `body` is plain text in which `@[member:<uuid>]` names a person; where the message was
 * written as rich text that stands in `content`, and `body` is what it says. One that came with a copy of an item says from which
 * message it is (`copiedFrom`), and who copied it.
 */
export const updateTable = defineTable({
  name: 'update',
  scope: 'item',
  fields: {
    boardId: 'uuid',
    parentId: 'uuid',
    authorId: 'uuid',
    body: 'text',
    content: 'json',
    at: 'instant',
    editedAt: 'instant',
    sourceKey: 'text',
    deletedAt: 'instant',
    copiedFrom: 'uuid',
    copiedBy: 'uuid',
  },
  content: ['body', 'content'],
})

/** That somebody reacted to a message with a sign. */
export const reactionTable = defineTable({
  name: 'reaction',
  scope: 'item',
  fields: { updateId: 'uuid', memberId: 'uuid', sign: 'text', at: 'instant' },
})
