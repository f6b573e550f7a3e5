import { defineTable } from '../record.ts'

/**
 * What reached a person about one item, board or doc: the id is that thing's, so that there is one entry of each. It names things
 * and quotes none: titles and messages are asked for when it is read, by the rights of that moment.
 */
export const notificationTable = defineTable({
  name: 'notification',
  scope: 'user',
  fields: {
    /** The board on which the item is, or the board itself; null where it is about a doc. */
    boardId: 'uuid',
    /** The item that it is about. */
    itemId: 'uuid',
    /** The doc that it is about. */
    docId: 'uuid',
    /** The latest that happened. */
    at: 'instant',
    /** How many happenings were not read; none is read. */
    unread: 'int',
    /** The first of those that were not read. */
    since: 'instant',
    doneAt: 'instant',
    /** The latest happenings, newest first: `NotificationEvent[]`. */
    events: 'json',
    /** How far it has followed each log, and each text of a doc: `{ "item:<id>": 12, "text:<id>": 3 }`. What stands before that is in it. */
    through: 'json',
  },
})

/** What a person wants to hear nothing of; the id is the item's, the board's or the doc's. Under the person's own id it is of letters. */
export const muteTable = defineTable({ name: 'mute', scope: 'user', fields: { at: 'instant' } })

/** Who chose to watch an item, or not to; the id is the member's. Who has to do with it watches it without. */
export const watcherTable = defineTable({
  name: 'watcher',
  scope: 'item',
  fields: { watching: 'boolean', at: 'instant' },
})
