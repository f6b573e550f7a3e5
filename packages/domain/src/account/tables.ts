import { defineTable } from '../record.ts'

/** The account itself, under its own id. */
export const accountTable = defineTable({
  name: 'account',
  scope: 'account',
  fields: {
    name: 'text',
    locale: 'text',
    timeZone: 'text',
    weekStart: 'int',
    demo: 'boolean',
    createdAt: 'instant',
    /** The day that it is in the account's zone, as days since 1970-01-01: the server writes each new one. */
    day: 'int',
    /** Weekdays without work, `[6, 7]` from Monday as 1; and further days without work, `[20812, { day: 20813, name: 'Boxing Day' }]`. */
    weekend: 'json',
    holidays: 'json',
  },
})

/**
 * A person of the account. A placeholder stands for somebody an import named, who has no user yet; when that person is
 * invited the same member gets the user, so that every cell that names them stays right.
 */
export const memberTable = defineTable({
  name: 'member',
  scope: 'account',
  fields: {
    userId: 'uuid',
    name: 'text',
    email: 'text',
    role: 'text',
    placeholder: 'boolean',
    /** Identities in imported sources: `["<source>:<key>"]`. */
    sources: 'json',
    colour: 'text',
    timeZone: 'text',
    /** Where the person works: a town, an office, "from home". */
    site: 'text',
    /** When: `{ days: [1, 2, 3, 4, 5], from: 540, to: 1020 }`, days from Monday, minutes of the day in their zone. */
    workHours: 'json',
    /** When they are away, see `member/time-off.ts`. */
    timeOff: 'json',
    /** The SHA-256 of a picture that the server keeps. */
    picture: 'text',
    /** No person: programs act as it, by tokens. */
    service: 'boolean',
    joinedAt: 'instant',
    removedAt: 'instant',
  },
})

/** Members under one name: rights and cells of people can name a team. */
export const teamTable = defineTable({
  name: 'team',
  scope: 'account',
  fields: { name: 'text', memberIds: 'json', deletedAt: 'instant' },
  content: ['name'],
})

/** Where boards stand; its deletion takes them along. */
export const workspaceTable = defineTable({
  name: 'workspace',
  scope: 'account',
  fields: {
    name: 'text',
    description: 'text',
    colour: 'text',
    rank: 'text',
    demo: 'boolean',
    /** What holds on its boards and for new ones, see `workspace/rules.ts`. */
    rules: 'json',
    deletedAt: 'instant',
  },
  content: ['name', 'description'],
})

/** Boards of a workspace under one name, at any depth. */
export const folderTable = defineTable({
  name: 'folder',
  scope: 'account',
  fields: { workspaceId: 'uuid', parentId: 'uuid', name: 'text', rank: 'text', deletedAt: 'instant' },
  content: ['name'],
})

/**
 * All that every member may know of a board: that something under this id changed for somebody. Who sees the epoch move asks
 * for the tree again.
 */
export const boardRefTable = defineTable({
  name: 'boardRef',
  scope: 'account',
  fields: { epoch: 'int' },
})

/** The same of a doc. */
export const docRefTable = defineTable({
  name: 'docRef',
  scope: 'account',
  fields: { epoch: 'int' },
})
