import { defineTable } from '../record.ts'

/** A doc: one row in the scope `doc:<id>`, under the doc's own id. What it says is no record: see `content/`. */
export const docTable = defineTable({
  name: 'doc',
  scope: 'doc',
  fields: {
    workspaceId: 'uuid',
    folderId: 'uuid',
    name: 'text',
    /**
     * `main`: everyone of the account; `private`: its members; `shareable`: its members, guests among them; `board`: whoever may
     * read a board, see `boardId`, and its members.
     */
    access: 'text',
    /** The item on which it is. */
    itemId: 'uuid',
    /** The board that it follows: where it is on an item, that of the item. */
    boardId: 'uuid',
    /** Who has which role there, see `followedRights`. */
    boardRights: 'json',
    rank: 'text',
    /** That it is a template, `{ description }`: it stands aside, and what is made of it is a copy. */
    template: 'json',
    createdAt: 'instant',
    createdBy: 'uuid',
    archivedAt: 'instant',
    deletedAt: 'instant',
  },
  content: ['name', 'template'],
})

/** Who has which role on a doc; the id is the member's or the team's. */
export const docMemberTable = defineTable({
  name: 'docMember',
  scope: 'doc',
  fields: { subject: 'text', role: 'text' },
})

/** A text of a doc that was kept. What it said is stored beside, under the same id. */
export const docVersionTable = defineTable({
  name: 'docVersion',
  scope: 'doc',
  fields: {
    /** Null where it was kept by itself. */
    name: 'text',
    at: 'instant',
    /** Who named it, or who wrote last before it was kept. */
    byId: 'uuid',
  },
})

/**
 * Something said of words of a doc, or a reply to it. Where the words are, what they were and whether all is settled stands with
 * the comment that began the thread, and nothing of it in the text. `body` is plain text in which `@[member:<uuid>]` names a person.
 */
export const docCommentTable = defineTable({
  name: 'docComment',
  scope: 'doc',
  fields: {
    /** The comment that began the thread; null where this one does. */
    parentId: 'uuid',
    authorId: 'uuid',
    body: 'text',
    /** `DocAnchor` */
    anchor: 'json',
    /** The words as they were. */
    quote: 'text',
    at: 'instant',
    editedAt: 'instant',
    resolvedAt: 'instant',
    resolvedBy: 'uuid',
    deletedAt: 'instant',
  },
  content: ['body', 'quote', 'anchor'],
})
