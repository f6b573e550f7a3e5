import { aboutItem } from '../about.ts'
import { messagesOf } from '../messages.ts'
import { defineReason } from '../reason.ts'
import { threadPeople, watchersOf } from '../watchers.ts'

/** Something is said on an item that I watch. */
export const message = defineReason({
  id: 'message',
  label: 'Updates on items you watch',
  says: 'wrote an update',
  why: 'You watch this item, and somebody wrote on it.',
  find: (change, context) =>
    messagesOf(change, context).flatMap(({ item, update, before }) => {
      const row = context.board.rowOf(item)
      if (!context.thread || before !== null || row === undefined || !context.board.isLive(row)) return []
      return [...watchersOf(context.board, row, threadPeople(context.thread, change.at))].map((member) => ({
        member,
        about: aboutItem(item),
        update,
      }))
    }),
})
