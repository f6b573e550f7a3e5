import { messagesOf } from '../messages.ts'
import { defineReason } from '../reason.ts'

/** Somebody answers a message of mine, or one that I answered too. */
export const reply = defineReason({
  id: 'reply',
  label: 'Replies',
  says: 'replied',
  why: 'Somebody replied to your update, or to one that you replied to as well.',
  find: (change, context) =>
    messagesOf(change, context).flatMap(({ item, update, before, parent }) => {
      if (before !== null || parent === null) return []
      const authors = new Set<string>()
      for (const [id, fields] of context.thread?.records('update') ?? []) {
        const isOfThread = id === parent || (fields['parentId'] === parent && id !== update)
        if (isOfThread && fields['deletedAt'] === undefined) authors.add(String(fields['authorId'] ?? ''))
      }
      authors.delete('')
      return [...authors].map((member) => ({ member, item, update }))
    }),
})
