import { defineTable } from '../record.ts'

/** A board: one row in the scope `board:<id>`, under the board's own id. */
export const boardTable = defineTable({
  name: 'board',
  scope: 'board',
  fields: {
    workspaceId: 'uuid',
    folderId: 'uuid',
    name: 'text',
    description: 'text',
    /** `main`: everyone of the account; `private`: its members; `shareable`: its members, guests among them. */
    access: 'text',
    /** The letters before an item's number: `ENG` in `ENG-12`. */
    prefix: 'text',
    /** What it does otherwise than its workspace, see `workspace/rules.ts`. */
    rules: 'json',
    /** The view with which it opens; null is the first one. */
    viewId: 'uuid',
    rank: 'text',
    /** Where its items came from, so that a second import of the same source finds the board. */
    source: 'text',
    createdAt: 'instant',
    createdBy: 'uuid',
    /** Set while an import fills it; nobody but its maker sees it. */
    hidden: 'boolean',
    /** Of which template it is a part, `{ id, name, description, at, from }`: it stands aside, and what is made of it is a copy. */
    template: 'json',
    archivedAt: 'instant',
    deletedAt: 'instant',
  },
  content: ['name', 'description', 'source'],
})

/** Who has which role on a board; the id is the member's or the team's. */
export const boardMemberTable = defineTable({
  name: 'boardMember',
  scope: 'board',
  fields: {
    subject: 'text',
    role: 'text',
    /** Which items it shows, see `RowGrant`; null is all of them. */
    rows: 'json',
  },
})

/** The groups of a board, by the short number that items name. */
export const groupTable = defineTable({
  name: 'group',
  scope: 'board',
  fields: { number: 'int', title: 'text', colour: 'text', rank: 'text', deletedAt: 'instant' },
  content: ['title'],
})

/** The columns of a board with their kinds, settings and rules. */
export const columnTable = defineTable({
  name: 'column',
  scope: 'board',
  fields: {
    /** The short number by which cells name the column; never used again. */
    number: 'int',
    kind: 'text',
    /** The version of the settings' shape, see `ColumnKind.version`. */
    settingsVersion: 'int',
    settings: 'json',
    /** What it asks of its cells, see `column/rules/rules.ts`. */
    rules: 'json',
    title: 'text',
    description: 'text',
    rank: 'text',
    role: 'text',
    /** `items`, `subitems` or `both`. */
    appliesTo: 'text',
    /** Ids of the members and teams who may read it; null is everyone who may read the board. Board owners always may. */
    readers: 'json',
    /** Ids of the members and teams who may edit its cells; null is everyone who may edit items. */
    editors: 'json',
    /** The field of a source that the column was made for. */
    sourceField: 'text',
    deletedAt: 'instant',
  },
  content: ['title', 'description', 'settings', 'rules', 'sourceField'],
})

/** With which view the board opens for somebody; the id is the member's. */
export const viewChoiceTable = defineTable({
  name: 'viewChoice',
  scope: 'board',
  fields: { viewId: 'uuid' },
})

/** Saved ways to look at a board. */
export const viewTable = defineTable({
  name: 'view',
  scope: 'board',
  fields: {
    kind: 'text',
    name: 'text',
    rank: 'text',
    /** The member whose view it is; null is everybody's. */
    ownerId: 'uuid',
    spec: 'json',
    deletedAt: 'instant',
  },
  content: ['name', 'spec'],
})
